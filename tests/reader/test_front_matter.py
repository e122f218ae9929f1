"""How written pages begin: every key is known, and what is wrong has its place."""

import pytest

from macros.model.page import FrontMatter
from tests.project import ScratchProject

ALLOWED = "aka, aka_shared, description, hide, title"


def said(project: ScratchProject, front: str) -> list[str]:
    """Return the problems of a page that begins so."""
    project.write("docs/about.md", f"---\n{front}---\n\n# About\n\nakka: text\n")
    return project.problems()


def test_known_keys_are_fine(project: ScratchProject) -> None:
    assert sorted(FrontMatter.model_fields) == ALLOWED.split(", ")
    front = "title: About\ndescription: What it is.\naka: [method]\naka_shared: [proof]\nhide: [toc, navigation]\n"
    assert said(project, front) == []


def test_a_page_needs_none(project: ScratchProject) -> None:
    project.write("docs/about.md", "# About\n\n---\n\nakka: [method]\n\n---\n")
    assert project.problems() == []


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("title: A\nakka: [b]\n", f"3:1: unknown key 'akka'; allowed: {ALLOWED}; did you mean 'aka'?"),
        ("zzz: 1\n", f"2:1: unknown key 'zzz'; allowed: {ALLOWED}"),
        ("aka: method\n", "2:6: 'aka': a list is needed, not the text 'method'"),
        ("aka: [7]\n", "2:7: 'aka': text is needed, not the number 7; put it in quotes"),
        ("hide: [tocs]\n", "2:8: 'hide': unknown value 'tocs'; allowed: footer, navigation, toc; did you mean 'toc'?"),
        (
            "title: a: b\n",
            "2:9: not YAML: text that contains ': ' needs quotes",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(project: ScratchProject, front: str, problem: str) -> None:
    assert said(project, front) == [f"docs/about.md:{problem}"]


def test_windows_line_ends_are_read_alike(project: ScratchProject) -> None:
    project.write("docs/about.md", b"---\r\nakka: [b]\r\n---\r\n# About\r\n")
    (problem,) = project.problems()
    assert problem.startswith("docs/about.md:2:1: unknown key 'akka'")
