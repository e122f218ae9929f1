"""A wrong call of a macro is named at its line of the page's file."""

import pytest

from macros import fragments
from macros.calls import macros, wrong_calls
from macros.modules import public_functions
from tests.project import ScratchProject

PAGE = "docs/page.md"
FRONT = "---\ntitle: A page\naka: ['{{ nothing }}']\n---\n"


def said(project: ScratchProject, text: str) -> list[str]:
    project.write(PAGE, text)
    return [str(problem) for problem in wrong_calls(project.root, project.catalog)]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('{{ answr("guard", "alpha") }}', "unknown macro 'answr'; allowed: answer, article, "),
        ('{{ answr("guard", "alpha") }}', "; did you mean 'answer'?"),
        ('{{ answer("gaurd", "alpha") }}', "unknown criterion 'gaurd'; allowed: age, guard, speed, taste; did you"),
        ('{{ answer("guard", framework="alhpa") }}', "unknown framework 'alhpa'; allowed: alpha, beta; did you mean"),
        ('{{ answer("guard") }}', "framework is missing; it is answer(criterion, framework)"),
        ('{{ answer("guard", "alpha", 1) }}', "this is more than it takes; it is answer(criterion, framework)"),
        ('{{ answer("guard", frame="alpha") }}', "unknown parameter 'frame'; allowed: criterion, framework"),
        ('{{ comparison_rows("guard", "sped") }}', "unknown criterion 'sped'; allowed: age, guard, speed, taste; did"),
        ('{{ tutorial_step("ask", "alhpa") }}', "unknown sample 'alhpa' of 'ask'; allowed: alpha, beta, beta-plus"),
        ('{{ task_exchange("ask", "worng") }}', "unknown exchange 'worng' of 'ask'; allowed: right, wrong; did you"),
        ("{{ answer(guard, ) alpha }}", "this is no call; write a macro's name and, in brackets, what it takes"),
    ],
)
def test_a_wrong_call_is_named_with_its_line_and_what_is_right(
    project: ScratchProject, call: str, message: str
) -> None:
    """Front matter counts as it does in an editor."""
    (line,) = said(project, f"{FRONT}# A page\n\nOne {call} in a line.\n")
    assert line.startswith(f"{PAGE}:7:5: {call[:-2].rstrip()} }}}}: ")
    assert message in line


@pytest.mark.parametrize("text", ['A\n{{ answer("guard", "alpha")\nB\n', 'A\n{{ answer("guard" {{ counts() }}\n'])
def test_a_call_that_is_not_closed_is_named(project: ScratchProject, text: str) -> None:
    assert said(project, text) == [f"{PAGE}:2:1: this {{{{ is not closed by }}}}"]


@pytest.mark.parametrize(
    "text",
    [
        '{{ answer("guard", "alpha") }} {{ comparison_rows("guard", "speed") }} {{ counts() }}',
        '{{ answer(criterion="guard", framework="alpha") | upper }} {{ range(3) }} {{ page.title }}',
        '{% raw %}{{ answr("x") }}{% endraw %} {# {{ answr("x") }} #}',
        "No call.",
    ],
)
def test_what_is_right_or_no_call_is_left_alone(project: ScratchProject, text: str) -> None:
    assert said(project, FRONT + text) == []


def test_a_rename_shows_all_its_references_at_once(project: ScratchProject) -> None:
    """In the data and in the pages; and once the file names its old ID, they say what it is called now."""
    project.write(PAGE, 'See {{ criterion_link("taste") }}.\n')
    project.write("data/criteria/flavour.yml", project.read("data/criteria/taste.yml"))
    project.remove("data/criteria/taste.yml")
    catalog = project.catalog
    lines = [*project.errors(), *map(str, wrong_calls(project.root, catalog))]
    assert [line.split(": ")[0] for line in lines] == ["data/frameworks/beta.yml:15:16", f"{PAGE}:1:5"]
    project.edit("data/criteria/flavour.yml", "group: second", "group: second\nformerly: [taste]")
    lines = [*project.errors(), *map(str, wrong_calls(project.root, project.catalog))]
    assert [line.rpartition(": ")[2] for line in lines] == ["it is called 'flavour' now"] * 2


def test_the_macros_that_are_read_are_those_that_pages_have() -> None:
    assert set(macros()) == {macro.__name__ for macro in public_functions(fragments)}
