"""Front ends: each is built, used in a browser on every framework's sample, and recorded."""

import hashlib
import pickle
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from macros.fingerprints import frontend_fingerprint
from macros.kinds import FRONTEND_RECORD
from macros.model.base import FrameworkId, FrontEndId, SampleId, SampleKey
from macros.model.frontend import FrontEnd
from macros.model.record import FrontEndRecord, Visit
from tests.proofs import npm
from tests.proofs.chromium import WHOLE, chromium
from tests.proofs.errors import ProofError, ToolError
from tests.proofs.layout import Contents, lay_out
from tests.proofs.pages import visited
from tests.proofs.processes import held
from tests.proofs.project import RECORDS, Project
from tests.proofs.servers import machine
from tests.proofs.subjects.base import ProofKind, Proved, Subject
from tests.proofs.subjects.samples import SampleProof


@dataclass(frozen=True)
class Build:
    """What is in the folder once the front end is built."""

    files: Mapping[str, bytes]
    """All files, by their paths."""
    output: Mapping[str, bytes]
    """Those that the build wrote."""


@dataclass(frozen=True)
class FrontEndProof(Subject[FrontEndId]):
    """One front end, on the samples that serve it."""

    record = FRONTEND_RECORD

    @property
    def frontend(self) -> FrontEnd:
        """What its YAML says."""
        return self.project.catalog.frontends[self.key]

    @property
    def files(self) -> dict[str, str]:
        """Its files."""
        return self.project.catalog.frontend_files[self.key]

    @property
    def samples(self) -> dict[FrameworkId, SampleProof]:
        """The sample that serves it, for each framework."""
        return {
            framework_id: SampleProof(self.project, SampleKey(self.frontend.task, SampleId(framework_id)))
            for framework_id in self.project.catalog.columns()
        }

    def over(self, sample: SampleProof) -> dict[str, str]:
        """Return the front end's files over the sample's, as the page tells the reader to put them."""
        return {**sample.files, **self.files}

    def prove(self, today: date) -> Proved:
        """Build it for each framework, and visit each."""
        return self.observe(today, build)

    def observe(self, today: date, build: "Builder") -> Proved:
        """Visit it on each framework, built as the builder builds it."""
        builds: list[Build] = []
        visits: dict[FrameworkId, Visit] = {}
        for framework_id, sample in self.samples.items():
            with machine(alone=False):
                builds.append(build(self.over(sample), self.frontend.output))
                visits[framework_id] = self.visit(sample, builds[-1].files, chromium(WHOLE))
        if any(made.output != builds[0].output for made in builds):
            raise ProofError(f"{self.name}: two builds of the same files differ")
        record = FrontEndRecord(
            fingerprint=frontend_fingerprint(self.project.catalog, self.key),
            changed=today,
            checked=today,
            node=npm.node_release(),
            releases=npm.releases(self.files[npm.LOCK], self.files[npm.PACKAGE]),
            built_bytes=sum(map(len, builds[0].output.values())),
            visits=visits,
        )
        return Proved(record, summary=f"ok, {record.built_bytes:,} bytes on {' and '.join(visits)}")

    def visit(self, sample: SampleProof, files: Contents, browser: Browser) -> Visit:
        """Start the sample with these files, do in the browser what the task says, and return what was seen."""
        steps = sample.task.visit
        if steps is None:
            raise ToolError(f"{self.name}: the task '{self.frontend.task}' does not say what a browser does: 'visit'")
        with sample.serving(files) as server:
            try:
                seen = visited(browser, server.url, steps)
            except ProofError as error:
                raise ProofError(f"{self.name} on {sample.sample.framework}: {error}") from error
        return Visit(
            before=seen.before,
            after=seen.after,
            files=seen.files,
            style_rules=seen.style_rules,
            releases=sample.releases,
        )


def build(files: Contents, output: str) -> Build:
    """Run the front end's build among the files."""
    with tempfile.TemporaryDirectory(prefix="frontend-") as temporary:
        folder = lay_out(files, Path(temporary).resolve() / "app")
        before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
        npm.build(folder, output)
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        made = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        written = {
            path.relative_to(folder).as_posix()
            for path in paths
            if path.is_relative_to(folder / output) and before.get(path) != path.stat().st_mtime_ns
        }
    return Build(made, {name: made[name] for name in written})


Builder = Callable[[Contents, str], Build]
"""Makes of files, and of the folder into which their build writes, what is there afterwards."""


def kept_build(files: Contents, output: str) -> Build:
    """Return what the build of the very same files left, if this Node built them on this machine before; else build."""
    matter = repr((npm.node_release(), output, sorted(files.items())))
    path = npm.CACHE / f"{hashlib.sha256(matter.encode()).hexdigest()}.build"
    with held(path.with_suffix(".building")):
        if not path.is_file():
            aside = path.with_suffix(".aside")
            aside.write_bytes(pickle.dumps(build(files, output)))
            aside.rename(path)
        made: Build = pickle.loads(path.read_bytes())
    return made


def frontend_proofs(project: Project) -> list[FrontEndProof]:
    """Return every front end."""
    return [FrontEndProof(project, frontend_id) for frontend_id in sorted(project.catalog.frontends)]


FRONT_ENDS = ProofKind(
    command="verify-frontends",
    help="build front ends and use them in a browser",
    wanted="front-end",
    folder=f"{RECORDS}/frontends",
    subjects=frontend_proofs,
    programs=(WHOLE,),
)
