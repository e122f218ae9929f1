"""Front ends can be built from what their folders hold, and records are of exactly that."""

import json
from collections.abc import Iterator

from macros.catalog import Catalog, Files
from macros.problem import Finding, Place, unknown
from macros.proof import frontend_proof_of
from macros.rules.base import Known, frontend_at, record_at

PACKAGE, LOCK = "package.json", "package-lock.json"
REMEDY = "run 'make verify-frontends'"


def frontends_name_what_exists(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A front end's task exists, and some framework has its own sample of it."""
    for name, frontend in catalog.frontends.items():
        at = frontend_at(name, "task")
        if frontend.task not in known["task"]:
            yield Finding(at, unknown("task", frontend.task, known["task"]))
        elif frontend.task in catalog.tasks:
            samples = catalog.tasks[frontend.task].samples
            if all(catalog.own_sample(frontend.task, framework) is None for framework in samples):
                yield Finding(at, f"the task '{frontend.task}' has no framework's own sample to serve it")


def frontends_can_be_built(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Each front end has a package.json with a build, and a lock that names no registry's address."""
    for name, frontend in catalog.frontends.items():
        files = catalog.frontend_files.get(name, {})
        at = Place(f"data/frontends/{name}/{PACKAGE}")
        package = _mapping(files, PACKAGE)
        if package is None:
            yield Finding(at, "a JSON file is needed that says what npm installs and how it builds")
        elif not isinstance(scripts := package.get("scripts"), dict) or "build" not in scripts:
            yield Finding(at, "there is no script called 'build'")
        elif frontend.package not in _named(package):
            yield Finding(frontend_at(name, "package"), unknown("package", frontend.package, _named(package)))
        lock = _mapping(files, LOCK)
        at = Place(f"data/frontends/{name}/{LOCK}")
        if lock is None:
            yield Finding(at, "the lock is missing or no JSON; run 'make lock'", kind="stale")
            continue
        packages = lock.get("packages")
        entries = packages if isinstance(packages, dict) else {}
        if any(isinstance(entry, dict) and "resolved" in entry for entry in entries.values()):
            yield Finding(at, "the lock names a registry's address; run 'make lock'")
        missing = [one for one in _named(package or {}) if f"node_modules/{one}" not in entries]
        if missing:
            yield Finding(at, f"the lock lacks {', '.join(missing)}; run 'make lock'", kind="stale")


def _mapping(files: Files, name: str) -> dict[str, object] | None:
    try:
        found = json.loads(files.get(name, ""))
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _named(package: dict[str, object]) -> list[str]:
    parts = (package.get("dependencies"), package.get("devDependencies"))
    return [name for part in parts if isinstance(part, dict) for name in part]


def frontend_notes_point_at_one_line(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A note's file is there, and its piece of text stands in exactly one line of it."""
    for name, frontend in catalog.frontends.items():
        files = catalog.frontend_files.get(name, {})
        for position, note in enumerate(frontend.notes):
            if note.file not in files:
                yield Finding(frontend_at(name, "notes", position, "file"), unknown("file", note.file, files))
                continue
            found = sum(note.line in line for line in files[note.file].splitlines())
            if found != 1:
                what = f"the text stands in {found} lines of '{note.file}'; a note belongs to exactly one"
                yield Finding(frontend_at(name, "notes", position, "line"), what)


def frontend_records_belong_to_what_ran(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Each front end has a record of exactly its files and samples; each record has a front end."""
    for name, frontend in catalog.frontends.items():
        its_task = catalog.tasks.get(frontend.task)
        if its_task is None or any(one.framework not in catalog.frameworks for one in its_task.samples.values()):
            continue  # other rules say so
        record = catalog.frontend_records.get(name)
        if record is None:
            yield Finding(frontend_at(name), f"this front end was never built and visited; {REMEDY}", kind="stale")
        elif record.proof != frontend_proof_of(catalog, name):
            what = f"out of date: the front end or a sample that serves it changed since it ran; {REMEDY}"
            yield Finding(frontend_at(name), what, kind="stale")
    for name in catalog.frontend_records:
        if name not in known["front end"]:
            what = f"a record of the front end '{name}', which is no longer there; {REMEDY}"
            yield Finding(record_at("frontends", name), what, kind="stale")
