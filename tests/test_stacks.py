"""Stacks: their names and the first line of their locks."""

import re
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.stacks import HEADER, Stack

REQUIREMENTS = st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,8}(\[[a-z]{1,5}\])?((>=|~=|<)[0-9.]{1,4})?", fullmatch=True)


@pytest.mark.parametrize(
    ("requirements", "name"),
    [
        ([], "nothing"),
        (["alpha"], "alpha"),
        (["alpha[standard]", "plus"], "alpha-standard+plus"),
        (["plus", "alpha", "plus"], "alpha+plus"),
        (["Alpha_Beta>=1.2,<2"], "alpha-beta-from-1.2-below-2"),
        (['alpha; python_version < "3.12"'], "alpha-python-version-below-3.12"),
    ],
)
def test_a_stack_is_called_by_what_it_requires(requirements: list[str], name: str) -> None:
    assert Stack.of(requirements).name == name


def test_the_order_in_which_requirements_are_named_does_not_matter() -> None:
    assert len({Stack.of(order) for order in permutations(["alpha", "plus", "more"])}) == 1


@given(st.lists(REQUIREMENTS, max_size=3))
def test_a_name_is_one_files_name(requirements: list[str]) -> None:
    assert re.fullmatch(r"[a-z0-9.+-]+", Stack.of(requirements).name)


@pytest.mark.parametrize(
    ("requirements", "listed"), [(["plus>=1", "alpha[all]"], "alpha[all], plus>=1"), ([], "nothing")]
)
def test_a_lock_says_what_it_was_made_from(requirements: list[str], listed: str) -> None:
    assert Stack.of(requirements).header == f"{HEADER}{listed}"
