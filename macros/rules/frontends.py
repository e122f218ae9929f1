"""Front ends can be built from what their folders hold, and a sample serves them."""

import json
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.kinds import FRONTEND, FRONTEND_FOLDER, TASK, Files
from macros.model.base import FrameworkId
from macros.problem import Finding, Place, unknown

PACKAGE, LOCK = "package.json", "package-lock.json"


def frontends_are_served(catalog: Catalog) -> Iterator[Finding]:
    """A front end's task has some framework's own sample to serve it."""
    for frontend_id, frontend in catalog.frontends.items():
        samples = catalog.tasks[frontend.task].samples if frontend.task in catalog.tasks else {}
        if samples and all(catalog.own_sample(frontend.task, FrameworkId(name)) is None for name in samples):
            message = f"the task '{frontend.task}' has no framework's own sample to serve it"
            yield Finding(FRONTEND.place(frontend_id, "task"), message)


def frontends_are_visited(catalog: Catalog) -> Iterator[Finding]:
    """A task that front ends name says what a browser does with them, and no other task does."""
    served = {frontend.task for frontend in catalog.frontends.values()}
    for task_id, task in catalog.tasks.items():
        if task_id in served and task.visit is None:
            message = "front ends are served here: 'visit' is missing, which says what a browser does with them"
            yield Finding(TASK.place(task_id), message)
        elif task_id not in served and task.visit and catalog.all_readable(FRONTEND) and served <= {*catalog.tasks}:
            yield Finding(TASK.place(task_id, "visit"), "no front end is served here; remove 'visit'")


def frontends_can_be_built(catalog: Catalog) -> Iterator[Finding]:
    """Each front end has a package.json with a build script and with the package that it is named after."""
    for frontend_id, frontend in catalog.frontends.items():
        files = catalog.frontend_files.get(frontend_id, {})
        place = Place(FRONTEND_FOLDER.path(frontend_id, PACKAGE))
        package = _mapping(files, PACKAGE)
        if package is None:
            yield Finding(place, "a JSON file is needed that says what npm installs and how it builds")
        elif not isinstance(scripts := package.get("scripts"), dict) or "build" not in scripts:
            yield Finding(place, "there is no script called 'build'")
        elif frontend.package not in _named(package):
            message = unknown("package", frontend.package, _named(package))
            yield Finding(FRONTEND.place(frontend_id, "package"), message)


def frontends_are_locked(catalog: Catalog) -> Iterator[Finding]:
    """Each front end has a lock of all its packages that names no registry's address."""
    for frontend_id in catalog.frontends:
        files = catalog.frontend_files.get(frontend_id, {})
        place = Place(FRONTEND_FOLDER.path(frontend_id, LOCK))
        lock = _mapping(files, LOCK)
        if lock is None:
            yield Finding(place, "the lock is missing or no JSON; run 'make lock'", severity="stale")
            continue
        packages = lock.get("packages")
        entries = packages if isinstance(packages, dict) else {}
        if any(isinstance(entry, dict) and "resolved" in entry for entry in entries.values()):
            yield Finding(place, "the lock names a registry's address; run 'make lock'")
        missing = [name for name in _named(_mapping(files, PACKAGE) or {}) if f"node_modules/{name}" not in entries]
        if missing:
            yield Finding(place, f"the lock lacks {', '.join(missing)}; run 'make lock'", severity="stale")


def _mapping(files: Files, name: str) -> dict[str, object] | None:
    try:
        value = json.loads(files.get(name, ""))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _named(package: dict[str, object]) -> list[str]:
    parts = (package.get("dependencies"), package.get("devDependencies"))
    return [name for part in parts if isinstance(part, dict) for name in part]
