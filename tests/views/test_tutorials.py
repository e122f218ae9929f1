"""A tutorial step: what is new since the step before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.model.base import SampleId, SampleKey
from macros.views.files import FileView
from macros.views.tutorials import StepFile, changes, ranges, step_view
from tests.project import ALPHA, TASK, ScratchProject

NEXT = SampleKey(TASK, SampleId("alpha-next"))
LINES = st.lists(st.sampled_from(["a", "b", "c"]), max_size=6)


@pytest.fixture
def tutorial(project: ScratchProject) -> ScratchProject:
    """The invented project with a second step, which has no files of its own yet."""
    project.edit(
        "data/tasks/ask/task.yml",
        "  beta: {",
        "  alpha-next:\n    framework: alpha\n    short: Next.\n    follows: alpha\n    expects: {wrong: accepted}\n"
        "  beta: {",
    )
    return project


def test_the_first_step_has_nothing_new(tutorial: ScratchProject) -> None:
    step = step_view(tutorial.catalog, ALPHA)
    assert step.first
    assert [(file.new, file.is_new, file.removed) for file in step.files] == [([], False, 0)] * 2
    assert (step.gone, step.exchanges) == ([], [])


def test_a_step_says_which_lines_are_new(tutorial: ScratchProject) -> None:
    main = tutorial.read("data/tasks/ask/alpha/main.py")
    tutorial.write("data/tasks/ask/alpha-next/main.py", main.replace("reply = 200\n", "reply = 201\nmore = True\n"))
    tutorial.write("data/tasks/ask/alpha-next/other.py", "other = True\n")
    step = step_view(tutorial.catalog, NEXT)
    assert (step.first, step.exchanges) == (False, ["wrong"])
    assert {file.view.path: (file.new, file.is_new, file.unchanged) for file in step.files} == {
        "answers.py": ([], False, True),
        "main.py": ([4, 5], False, False),
        "other.py": ([], True, False),
    }


def test_a_step_says_which_files_are_gone(tutorial: ScratchProject) -> None:
    tutorial.edit("data/tasks/ask/task.yml", "    follows: alpha\n", "    follows: alpha\n    removes: [answers.py]\n")
    step = step_view(tutorial.catalog, NEXT)
    assert step.gone == ["answers.py"]
    assert [file.view.path for file in step.files] == ["main.py"]


@given(LINES, LINES)
def test_the_lines_that_are_not_new_are_those_that_were_kept(before: list[str], after: list[str]) -> None:
    new, removed = changes("\n".join(before), "\n".join(after))
    kept = [line for number, line in enumerate(after, 1) if number not in new]
    rest = iter(before)
    assert all(line in rest for line in kept), "in their order"
    assert removed <= len(before) - len(kept)
    assert (new, removed) == ([], 0) or before != after


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([3], "line 3"),
        ([1, 2, 3], "lines 1 to 3"),
        ([1, 3], "lines 1 and 3"),
        ([1, 2, 3, 7, 9, 10], "lines 1 to 3, 7 and 9 to 10"),
    ],
)
def test_lines_are_named_as_people_name_them(lines: list[int], text: str) -> None:
    assert ranges(lines) == text


@pytest.mark.parametrize(
    ("new", "is_new", "removed", "summary"),
    [
        ([], True, 0, "A new file."),
        ([2], False, 0, "New in this step: line 2."),
        ([], False, 1, "1 line of the step before is gone."),
        ([1, 2], False, 3, "New in this step: lines 1 to 2. 3 lines of the step before are gone."),
        ([], False, 0, ""),
    ],
)
def test_what_changed_is_said_in_words_too(new: list[int], is_new: bool, removed: int, summary: str) -> None:
    assert StepFile(FileView("main.py", "", "", 0), new, is_new, removed).summary == summary
