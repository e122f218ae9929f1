"""What all tests share: the invented project, and that no test that needs a system program is skipped in silence."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from macros.catalog import Catalog
from tests.project import ScratchProject
from tests.system_packages import find, remedy

pytest_plugins = ["tests.site.browser"]

# How long an example takes says more of the machine than of the code. In CI the examples are always the same.
settings.register_profile("ours", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("ours")


@pytest.fixture
def project(tmp_path: Path) -> ScratchProject:
    """The invented project, which a test may change."""
    return ScratchProject.make(tmp_path)


@pytest.fixture
def catalog(project: ScratchProject) -> Catalog:
    """The data of the invented project as it is."""
    return project.catalog


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip with the remedy where a needed program is missing; in CI, fail. Fail where groups are not kept.

    A group of pytest-xdist shares what is costly to make, such as a built site, and runs in one process.
    """
    grouped = item.get_closest_marker("xdist_group") and getattr(item.config.option, "loadgroup", False)
    if grouped and "@" not in item.nodeid:
        pytest.fail("pytest-xdist keeps no groups with this release of pytest; see pyproject.toml", pytrace=False)
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if find(program) is None:
                what = f"NOT RUN: {program} is missing; {remedy(program)}"
                if os.environ.get("CI"):
                    pytest.fail(what, pytrace=False)
                pytest.skip(what)
