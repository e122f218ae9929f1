"""Aliases: a word by which readers search leads to one place, unless several are meant."""

import pytest

from tests.project import ScratchProject

CRITERION, OTHER, TASK = "data/criteria/guard.yml", "data/criteria/taste.yml", "data/tasks/ask/task.yml"


def give(project: ScratchProject, path: str, lines: str) -> None:
    """Write aliases into the second and third line of a file."""
    first, rest = project.read(path).split("\n", 1)
    project.write(path, f"{first}\n{lines}\n{rest}")


def test_different_aliases_are_no_mistake(project: ScratchProject) -> None:
    give(project, CRITERION, "aka: [barrier, is it refused?]")
    give(project, TASK, "aka: [request]")
    assert project.problems() == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("aka: [barrier]", "aka: [barrier]"),
        ("aka: [barrier]", "aka: [BARRIER]"),
        ("aka: [barrier]", "aka_shared: [barrier]"),
        ("aka_shared: [barrier]", "aka: [barrier]"),
    ],
)
def test_aliases_are_given_once_unless_all_share_them(project: ScratchProject, first: str, second: str) -> None:
    give(project, CRITERION, first)
    give(project, TASK, second)
    there, here = (f"2:{lines.index('[') + 2}" for lines in (first, second))
    remedy = "leave one out, or move both to 'aka_shared'"
    assert project.problems() == [f"{TASK}:{here}: the alias 'barrier' is given in {CRITERION}:{there} too; {remedy}"]


def test_a_copied_files_aliases_are_one_mistake(project: ScratchProject) -> None:
    give(project, CRITERION, "aka: [barrier, is it refused?, wall]")
    give(project, TASK, "aka: [barrier, is it refused?, wall]")
    remedy = "leave each out in one file, or move both to 'aka_shared'"
    assert project.problems() == [
        f"{TASK}:2:7: the alias 'barrier' and 2 more are given in {CRITERION}:2:7 too; {remedy}"
    ]


def test_titles_are_given_once(project: ScratchProject) -> None:
    """A row that was copied and kept its title would stand in the table twice."""
    project.edit(OTHER, "title: Taste", "title: guard")
    assert project.problems() == [
        f"{OTHER}:2:8: {CRITERION}:2:8 has the title 'guard' too; readers could not tell them apart"
    ]


def test_aliases_are_shared_where_that_is_meant(project: ScratchProject) -> None:
    for path in (CRITERION, OTHER, TASK):
        give(project, path, "aka_shared: [barrier]")
    assert project.problems() == []


def test_a_shared_alias_is_shared(project: ScratchProject) -> None:
    give(project, CRITERION, "aka_shared: [barrier]")
    assert project.problems() == [f"{CRITERION}:2:14: nothing else has the shared alias 'barrier'; move it to 'aka'"]


def test_an_alias_may_be_shared_with_a_file_that_cannot_be_read(project: ScratchProject) -> None:
    for path in (CRITERION, TASK):
        give(project, path, "aka_shared: [barrier]")
    project.edit(CRITERION, "title:", "titel:")
    (line,) = project.problems()
    assert line.startswith(f"{CRITERION}:3:1: unknown key 'titel'")


def test_no_alias_is_given_twice_in_one_place(project: ScratchProject) -> None:
    give(project, CRITERION, "aka: [barrier]\naka_shared: [barrier]")
    assert project.problems() == [f"{CRITERION}:3:14: the alias 'barrier' is given twice; leave one out"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("akka: [barrier]", "2:1: unknown key 'akka'; allowed: "),
        ("aka: barrier", "2:6: 'aka': a list is needed, not the text 'barrier'"),
        ("aka: [404]", "2:7: 'aka': text is needed, not the number 404; put it in quotes"),
        ("aka: ['']", "2:7: 'aka': plain words are needed, as a reader types them"),
        ("aka: ['`code`']", "2:7: 'aka': plain words are needed, as a reader types them"),
        (f"aka: [{'long ' * 12}alias]", "2:7: 'aka': an alias has at most 60 characters, this one 65"),
    ],
)
def test_mistakes_in_aliases_are_named(project: ScratchProject, lines: str, message: str) -> None:
    give(project, CRITERION, lines)
    (problem,) = project.problems()
    assert problem.startswith(f"{CRITERION}:{message}")
    if "akka" in lines:
        assert problem.endswith("did you mean 'aka'?")
