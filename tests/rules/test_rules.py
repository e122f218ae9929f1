"""What holds for all rules: each has a specification, and none trips over what could not be read."""

import importlib
import importlib.util

import pytest

from macros.rules import RULES
from tests.project import ScratchProject
from tests.rules import ALPHA, CELLAR, COMPARISON, GUARD, MUTATIONS, SPEED, TASK, TASTE


def test_every_rule_has_a_test() -> None:
    """A rule has a case in its module's table, or a test there that bears its name."""
    for module in {rule.__module__.rpartition(".")[2] for rule in RULES}:
        assert importlib.util.find_spec(f"tests.rules.test_{module}"), f"tests/rules/test_{module}.py is missing"
        tests = importlib.import_module(f"tests.rules.test_{module}")
        rules = {rule.__name__ for rule in RULES if rule.__module__.endswith(f".{module}")}
        in_table = {case.rule for case in getattr(tests, "CASES", ())}
        assert in_table <= rules, f"a case of {tests.__name__} names a rule that is gone"
        untested = [
            rule for rule in rules - in_table if not any(name.startswith(f"test_{rule}") for name in vars(tests))
        ]
        assert untested == []


@pytest.mark.parametrize("path", [COMPARISON, ALPHA, GUARD, SPEED, TASTE, TASK, MUTATIONS, CELLAR])
def test_a_file_that_cannot_be_read_is_the_only_mistake(project: ScratchProject, path: str) -> None:
    """A file that is broken is not blamed a second time, in another file, for what it may have said."""
    project.write(path, "a: [\n")
    assert {line.split(":")[0] for line in project.errors()} == {path}


@pytest.mark.parametrize("path", [ALPHA, TASK, MUTATIONS, CELLAR, "data/tasks/ask/alpha/main.py"])
def test_no_rule_trips_over_a_file_that_is_no_text(project: ScratchProject, path: str) -> None:
    project.write(path, b"\xff")
    assert f"{path}:1:1: not UTF-8; save the file as UTF-8" in project.errors()
