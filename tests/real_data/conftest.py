"""What the tests of this project's data share: the project, and a test for each of its subjects.

A mistake in the data keeps no test from being collected: one test says what is wrong, in place of all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from macros.catalog import Catalog
from macros.reader import load
from tests.proofs.errors import ToolError
from tests.proofs.processes import ROOT
from tests.proofs.project import Project

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Unsound:
    """Takes the place of subjects that cannot be read, or are not there."""

    message: str


@cache
def opened() -> Project | Unsound:
    """Read the project once; pytest collects before any fixture exists."""
    try:
        return Project.open(ROOT)
    except ToolError as error:
        return Unsound(str(error))


def selected(select: Callable[[Project], Sequence[Any]]) -> Sequence[Any]:
    """Return the subjects that a test is for: at least one, or what is wrong."""
    project = opened()
    if isinstance(project, Unsound):
        return [project]
    return select(project) or [Unsound("there is nothing that this test is for")]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test for each subject that ``@pytest.mark.subjects(<argument>, <select>)`` names.

    Further arguments of the mark are those of ``parametrize``.
    """
    for mark in metafunc.definition.iter_markers("subjects"):
        argument, select = mark.args
        parameters = [
            pytest.param(
                subject,
                id=getattr(subject, "name", "data"),
                marks=pytest.mark.needs(*getattr(subject, "programs", ())),
            )
            for subject in selected(select)
        ]
        metafunc.parametrize(argument, parameters, **mark.kwargs)


def _unsound(item: pytest.Item) -> Unsound | None:
    params = getattr(getattr(item, "callspec", None), "params", {})
    needed = [opened()] if {"project", "catalog"} & set(getattr(item, "fixturenames", ())) else []
    return next((value for value in [*params.values(), *needed] if isinstance(value, Unsound)), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep one test that says what is wrong with the data, not one of each kind."""
    ours = [item for item in items if item.path.is_relative_to(HERE)]  # others have projects of their own
    again = [item for item in ours if _unsound(item) == opened()][1:]
    if again:
        config.hook.pytest_deselected(items=again)
        items[:] = [item for item in items if item not in again]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail with what is wrong with the data."""
    if unsound := _unsound(item):
        pytest.fail(unsound.message, pytrace=False)


@pytest.fixture(scope="session")
def project() -> Project:
    """The project, without its records."""
    project = opened()
    assert isinstance(project, Project), "pytest_runtest_setup says what is wrong"
    return project


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The whole catalog, its records included."""
    return load(ROOT).catalog
