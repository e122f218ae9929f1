"""The guides as they stand in the data, laid out and started as their readers would."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from macros.catalog import Catalog
from macros.model.deployment import Guide
from macros.reader import load
from macros.reader.layout import LOCK
from tests.deploy.function import called, handler_of
from tests.deploy.start import start_command
from tests.runner import process
from tests.runner.stacks import ROOT, environment

REQUIREMENTS = "requirements.txt"
"""The file that ``make lock`` writes into each guide's folder."""


@cache
def catalog() -> Catalog:
    """Return the data, read once for all tests."""
    return load(ROOT).catalog


@dataclass(frozen=True)
class Case:
    """One guide: how to reach one target with one framework."""

    target: str
    framework: str

    def __str__(self) -> str:
        return f"{self.target}/{self.framework}"

    @property
    def guide(self) -> Guide:
        """What the guide says."""
        return catalog().deployments[self.target].guides[self.framework]

    @property
    def folder(self) -> Path:
        """Where its files stand."""
        return ROOT / "data" / "deployments" / self.target / self.framework

    @property
    def sample(self) -> Path:
        """The folder of the app that it deploys."""
        return ROOT / "data" / "tasks" / self.guide.task / self.framework

    @property
    def files(self) -> list[Path]:
        """Its files, in the order of their names."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".pyc")

    def stack(self) -> Path:
        """Return the virtual environment that its reader would build."""
        return environment(self.folder / REQUIREMENTS)


def all_cases() -> list[Case]:
    """Return every guide of every target."""
    return [Case(target, framework) for target, one in catalog().deployments.items() for framework in one.guides]


def lay_out(case: Case, folder: Path, main: Path | None = None) -> Path:
    """Put the app and the guide's files into one new folder, as the guide's first steps do."""
    ignored = shutil.ignore_patterns("__pycache__", LOCK)
    shutil.copytree(case.sample, folder, ignore=ignored)
    shutil.copytree(case.folder, folder, ignore=ignored, dirs_exist_ok=True)
    if main:
        shutil.copy(main, folder / "main.py")
    return folder


@contextmanager
def deployed(
    case: Case, folder: Path, main: Path | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[process.Server]:
    """Run the command of the guide's own file on what the guide brings to the target.

    ``main`` takes the place of the app's main.py where a test needs an app that tells what it sees;
    ``settings`` are variables that a reader sets at the target.
    """
    context = lay_out(case, folder / "context", main)
    if case.guide.start.port is None:
        with called(handler_of(context / case.guide.start.file), context, case.stack()) as server:
            yield server
        return
    start = start_command(context / case.guide.start.file)
    arrived = context
    if start.copies is not None:
        arrived = folder / "arrived"
        arrived.mkdir()
        for name in start.copies:
            source = context / name
            if source.is_dir():
                shutil.copytree(source, arrived / name)
            else:
                shutil.copy(source, arrived / name)
    port = process.free_port()
    command, variables = start.on_port(case.guide.start.port, port), {**start.variables, **(settings or {})}
    if start.line is not None:
        variables["PORT"] = str(port)
    if start.procfile:
        (arrived / "Procfile").write_text(f"web: {command}\n", "utf-8")
        command = f"{Path(sys.executable).parent / 'honcho'} start web"
    with process.running(command, arrived, stack=case.stack(), name="app", port=port, variables=variables) as server:
        yield server
