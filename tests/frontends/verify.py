"""Front ends are built and visited on every framework, and records say what was seen."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from macros.catalog import Catalog
from macros.model.frontend import FrontEnd, FrontEndRecord, Visit
from macros.proof import frontend_proof_of
from macros.reader.layout import FRONTEND, FRONTENDS, LOCK
from macros.views.samples import releases_among
from tests.frontends import npm
from tests.frontends.browser import visit
from tests.runner import process, stacks
from tests.runner.chromium import chromium
from tests.runner.errors import ProofError, RunnerError
from tests.runner.files import put_in_place
from tests.runner.jobs import sound_catalog
from tests.runner.proofs import machine
from tests.runner.records import text_of
from tests.runner.verify import Say

SEEN = frozenset({"node", "releases", "built_bytes", "visits"})
"""The parts of a record that are observations."""


@dataclass(frozen=True)
class Case:
    """A front end, and one framework's sample that serves it."""

    root: Path
    catalog: Catalog
    name: str
    framework: str

    @property
    def frontend(self) -> FrontEnd:
        """What its YAML says."""
        return self.catalog.frontends[self.name]

    @property
    def folder(self) -> Path:
        """Where the front end's files stand."""
        return self.root / "data" / FRONTENDS / self.name

    @property
    def sample(self) -> Path:
        """Where the sample's files stand."""
        return self.root / "data" / "tasks" / self.frontend.task / self.framework

    def stack(self) -> Path:
        """Return the environment of the sample."""
        return stacks.environment(self.sample / LOCK)


def cases_of(root: Path, catalog: Catalog, wanted: tuple[str, ...] = ()) -> list[Case]:
    """Return each front end, or the wanted ones, with each framework of the comparison."""
    unknown = sorted(set(wanted) - set(catalog.frontends))
    if unknown:
        raise RunnerError(f"there is no {' and no '.join(unknown)}; there are {', '.join(sorted(catalog.frontends))}")
    names = [name for name in sorted(catalog.frontends) if not wanted or name in wanted]
    return [Case(root, catalog, name, one) for name in names for one in catalog.columns()]


def lay_out(case: Case, folder: Path) -> None:
    """Put the front end's files over the sample's, as the page tells the reader to."""
    shutil.copytree(case.sample, folder, ignore=shutil.ignore_patterns(LOCK, "__pycache__"))
    ignored = shutil.ignore_patterns(FRONTEND, "node_modules")
    shutil.copytree(case.folder, folder, ignore=ignored, dirs_exist_ok=True)


@contextmanager
def started(case: Case, folder: Path) -> Iterator[process.Server]:
    """Start the sample in ``folder`` by the command that the page shows."""
    serve = case.catalog.frameworks[case.framework].serve
    command = case.catalog.tasks[case.frontend.task].samples[case.framework].run or serve.command
    port = process.free_port()
    variables = {serve.port_variable: str(port)}
    name = case.frontend.task
    with process.running(command, folder, stack=case.stack(), name=name, port=port, variables=variables) as server:
        yield server


def built(case: Case, folder: Path) -> dict[str, bytes]:
    """Lay out and build in ``folder``; return the files that the build wrote, by their paths."""
    lay_out(case, folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    npm.build(folder, case.frontend.output)
    output = folder / case.frontend.output
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and before.get(path) != path.stat().st_mtime_ns
    }


def seen_on(case: Case, folder: Path, chromium: Browser, picture: str = "") -> Visit:
    """Start what stands in ``folder``, visit it, and return what was seen."""
    with started(case, folder) as server:
        try:
            found = visit(chromium, server.url, picture)
        except ProofError as error:
            raise ProofError(f"{case.name} on {case.framework}: {error}") from error
    requirements = case.catalog.requirements(case.catalog.tasks[case.frontend.task].samples[case.framework])
    packages = [case.catalog.frameworks[case.framework].package, *requirements]
    return Visit(
        before=found.before,
        after=found.after,
        files=dict(sorted(found.files.items())),
        style_rules=found.style_rules,
        releases=dict(releases_among(packages, stacks.releases(case.stack()))),
    )


def prove(cases: list[Case], chromium: Browser, today: date) -> FrontEndRecord:
    """Build one front end for each framework, visit each, and return the record."""
    first = cases[0]
    outputs: list[dict[str, bytes]] = []
    visits: dict[str, Visit] = {}
    for case in cases:
        with machine(alone=False), tempfile.TemporaryDirectory(prefix="frontend-") as temporary:
            folder = Path(temporary).resolve() / case.frontend.task
            outputs.append(built(case, folder))
            visits[case.framework] = seen_on(case, folder, chromium)
    if any(one != outputs[0] for one in outputs):
        raise ProofError(f"{first.name}: two builds of the same files differ")
    texts = first.catalog.frontend_files[first.name]
    return FrontEndRecord(
        proof=frontend_proof_of(first.catalog, first.name),
        changed=today,
        checked=today,
        node=npm.node_release(),
        releases=npm.releases(texts[npm.LOCK], texts[npm.PACKAGE]),
        built_bytes=sum(len(one) for one in outputs[0].values()),
        visits=visits,
    )


def _path(root: Path, name: str) -> Path:
    return root / "data" / "records" / FRONTENDS / f"{name}.json"


def read_record(root: Path, name: str) -> FrontEndRecord | None:
    """Return the stored record of a front end, or None where there is none that can be read."""
    try:
        return FrontEndRecord.model_validate(json.loads(_path(root, name).read_text("utf-8")))
    except (FileNotFoundError, ValueError):
        return None


def observations(record: FrontEndRecord) -> dict[str, object]:
    """Return what a record says was seen."""
    return record.model_dump(mode="json", include=set(SEEN))


def verify(root: Path, wanted: tuple[str, ...], say: Say = print) -> int:
    """Build and visit the wanted front ends (all without any), and write their records."""
    catalog = sound_catalog(root)
    cases = cases_of(root, catalog, wanted)
    texts: dict[Path, str] = {}
    today = date.today()
    for name in dict.fromkeys(case.name for case in cases):
        record = prove([case for case in cases if case.name == name], chromium(), today)
        old = read_record(root, name)
        if old is not None and observations(old) == observations(record):
            record = record.model_copy(update={"changed": old.changed})
        texts[_path(root, name)] = text_of(record.model_dump(mode="json"))
        say(f"{name}: ok, {record.built_bytes:,} bytes on {' and '.join(record.visits)}")
    kept = {_path(root, name) for name in catalog.frontends}
    gone = [path for path in (root / "data" / "records" / FRONTENDS).glob("*.json") if path not in kept]
    put_in_place(root, texts, gone)
    return 0


def lock_texts(root: Path, catalog: Catalog) -> dict[Path, str]:
    """Return the text of every front end's lock, resolved anew, by its path."""
    return {
        root / "data" / FRONTENDS / name / npm.LOCK: npm.lock_text(files[npm.PACKAGE], date.today())
        for name, files in sorted(catalog.frontend_files.items())
    }
