"""What all tests share: a test that needs a system program is never skipped in silence."""

import os

import pytest

from tests.system_packages import find, remedy

pytest_plugins = ["tests.browser"]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip with the remedy where a needed program is missing; in CI, fail."""
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if find(program) is None:
                what = f"NOT RUN: {program} is missing; {remedy(program)}"
                if os.environ.get("CI"):
                    pytest.fail(what, pytrace=False)
                pytest.skip(what)
