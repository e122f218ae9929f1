"""Tutorials: what counts as new in a step, and the rules that hold its steps together."""

from pathlib import Path

import pytest

from macros.views.steps import changes, ranges, step
from tests.data_copy import ROOT, edit, errors
from tests.deploy.guides import catalog
from tests.tiny import tiny

TASK = "data/tasks/ask/task.yml"
PLUS = "beta-plus: {framework: beta, adds: [plus], short: With plus."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny(tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "new", "removed"),
    [
        ("a\nb\n", "a\nb\n", [], 0),
        ("a\nb\n", "a\nx\nb\n", [2], 0),
        ("a\nb\nc\n", "a\nX\nc\n", [2], 0),
        ("a\nb\nc\n", "a\nc\n", [], 1),
        ("", "a\nb\n", [1, 2], 0),
    ],
)
def test_new_and_changed_lines_are_found(before: str, after: str, new: list[int], removed: int) -> None:
    assert changes(before, after) == (new, removed)


def test_lines_are_said_as_people_say_them() -> None:
    assert ranges([4]) == "line 4"
    assert ranges([1, 2, 3]) == "lines 1 to 3"
    assert ranges([1, 3, 4, 9]) == "lines 1, 3 to 4 and 9"


def test_a_step_shows_what_changed_and_what_stayed() -> None:
    view = step(catalog(), "players-site", "step-3-form")
    said = {file.view.path: file.summary for file in view.files}
    assert said["templates/add.html"] == "A new file."
    assert said["templates/base.html"] == ""
    assert said["templates/players.html"].startswith("New in this step: line")
    assert view.exchanges == ["form", "incomplete", "add", "added"]
    assert not view.first


def test_steps_follow_a_step(root: Path) -> None:
    edit(root, TASK, PLUS, PLUS + ", follows: alpha")
    assert errors(root) == [f"{TASK}:13:74: unknown sample of 'beta' 'alpha'; allowed: beta"]


def test_steps_follow_a_step_and_never_themselves(root: Path) -> None:
    edit(root, TASK, PLUS, PLUS + ", follows: beta")
    edit(
        root,
        TASK,
        "beta: {framework: beta, short: As it comes.",
        "beta: {framework: beta, short: It, follows: beta-plus",
    )
    assert errors(root) == [
        f"{TASK}:12:47: the steps go round in a circle: 'beta' follows itself in the end",
        f"{TASK}:13:74: the steps go round in a circle: 'beta-plus' follows itself in the end",
    ]


def test_steps_show_what_they_expect(root: Path) -> None:
    edit(root, TASK, PLUS, PLUS + ", expects: {wrong: accepted, other: x, right: no}")
    assert errors(root) == [
        f"{TASK}:13:82: this step expects 'wrong: accepted', "
        "but the run in data/records/ask/beta-plus.json:1:1 shows 'refused'",
        f"{TASK}:13:99: unknown exchange 'other'; allowed: right, wrong",
        f"{TASK}:13:109: unknown outcome 'no'; allowed: answered, failed",
    ]


def test_a_tutorial_counts_as_a_use_of_its_task_and_exchanges() -> None:
    assert not [one for one in errors(ROOT) if "players-" in one]
