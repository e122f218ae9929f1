"""Guides: what each brings to its target is laid out and started as its readers would."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.model.base import GuideKey, SampleId, SampleKey
from macros.model.deployment import Guide
from macros.model.record import SampleRecord
from macros.model.task import Task
from macros.stacks import Stack
from macros.starts import StartCommand, is_checked, start_command, written
from tests.proofs.asking.exchanges import Outcomes
from tests.proofs.deployments import probes
from tests.proofs.deployments.checkers import Given, is_ignored
from tests.proofs.deployments.function import called, handler_of
from tests.proofs.layout import lay_out
from tests.proofs.project import Project
from tests.proofs.servers import App, Server, free_port, running
from tests.proofs.subjects.samples import SampleProof

PROBES = Path(probes.__file__).parent


@dataclass(frozen=True)
class DeployedGuide:
    """One guide: how to reach one target with one framework, carried out on this machine."""

    project: Project
    key: GuideKey

    @property
    def name(self) -> str:
        """How a person calls it."""
        return str(self.key)

    @property
    def guide(self) -> Guide:
        """What the guide says."""
        return self.project.catalog.guide(self.key)

    @property
    def files(self) -> dict[str, str]:
        """The guide's own files."""
        return self.project.catalog.guide_files[self.key]

    @property
    def sample(self) -> SampleProof:
        """The app that it deploys."""
        return SampleProof(self.project, SampleKey(self.guide.task, SampleId(self.key.framework)))

    @property
    def task(self) -> Task:
        """What is asked of it: the requests. Commands are of the sample's folder and may need its stack."""
        task = self.sample.task
        requests = {name: exchange for name, exchange in task.exchanges.items() if exchange.send}
        return task.model_copy(update={"exchanges": requests})

    def expected(self, record: SampleRecord) -> Outcomes:
        """Return what its sample's record says that these requests show."""
        return {name: outcome for name, outcome in record.outcomes.items() if name in self.task.exchanges}

    @property
    def context(self) -> dict[str, str]:
        """The app's and the guide's files, as the guide's first steps put them into one folder."""
        return {**self.sample.files, **self.files}

    @property
    def requirements(self) -> Stack:
        """What its reader installs."""
        stack = self.project.catalog.guide_stack(self.key)
        assert stack is not None, f"{self.name} deploys no sample"
        return stack

    @cached_property
    def stack(self) -> Path:
        """The virtual environment that its reader would build."""
        return self.project.environment(self.requirements)

    @property
    def start(self) -> StartCommand:
        """The command of the guide's own file, or the one that it gives."""
        start = self.guide.start
        return start_command(start.file, self.context[start.file]) if start.file else written(start.command or "")

    @property
    def handler(self) -> str:
        """The function that the guide's own file names, where the target calls one."""
        file = self.guide.start.file or ""
        return handler_of(file, self.context[file])

    @property
    def probe(self) -> str:
        """The text of an app that tells who it thinks has asked, to take the place of main.py."""
        return (PROBES / f"{self.key.framework}.py").read_text("utf-8")

    @contextmanager
    def deployed(self, main: str | None = None, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
        """Run the command of the guide's own file on what the guide brings to the target.

        ``main`` takes the place of the app's main.py where a test needs an app that tells what it sees;
        ``settings`` are variables that a reader sets at the target.
        """
        context = self.context if main is None else {**self.context, "main.py": main}
        if self.guide.start.port is None:
            running_app = called(self.handler, context, self.stack)
        else:
            running_app = running(self.app(context, settings or {}))
        with running_app as server:
            yield server

    def app(
        self,
        context: dict[str, str],
        settings: Mapping[str, str],
        start: StartCommand | None = None,
        stack: Path | None = None,
    ) -> App:
        """Return what is started: its command or another one, in the guide's stack or another one."""
        start, stack, port = start or self.start, stack or self.stack, free_port()
        files = context if start.copies is None else copied(context, start.copies)
        command, variables = start.on_port(self.guide.start.listens_on(), port), {**start.variables, **settings}
        if start.line is not None:
            variables["PORT"] = str(port)
        if start.procfile:
            files = {**files, "Procfile": f"web: {command}\n"}
            command = f"{Path(sys.executable).parent / 'honcho'} start web"
        return App("app", files, command, stack, port, self.guide.start.listens_on(), variables)


def copied(files: Mapping[str, str], names: list[str]) -> dict[str, str]:
    """Return the named files and those of the named folders, apart from what .dockerignore keeps out."""
    patterns = files.get(".dockerignore", "").splitlines()
    return {
        path: text
        for path, text in files.items()
        if any(name == "." or path == name or path.startswith(f"{name.rstrip('/')}/") for name in names)
        and not is_ignored(path, patterns)
    }


def guides(project: Project) -> list[DeployedGuide]:
    """Return every guide of every target."""
    return [DeployedGuide(project, key) for key, _ in sorted(project.catalog.guides(), key=lambda item: item[0])]


@dataclass(frozen=True)
class GuideFile:
    """A file that a guide shows."""

    guide: DeployedGuide
    path: str

    @property
    def name(self) -> str:
        """How a person calls it."""
        return f"{self.guide.name}/{self.path}"


def guide_files(project: Project) -> list[GuideFile]:
    """Return every file of every guide that a tool checks; of the others, the page says that none does."""
    return [GuideFile(guide, path) for guide in guides(project) for path in sorted(guide.files) if is_checked(path)]


def given_of(guide: DeployedGuide, path: str, folder: Path) -> Given:
    """Lay out what the guide brings together, and return one of its files as its checker wants it."""
    context = lay_out(guide.context, folder / "context")
    return Given(context / path, guide.guide.start.port or 0, guide.stack)
