"""What holds for every macro: right names give a piece of the page, a wrong one is named."""

import inspect

import pytest

from macros import fragments
from macros.guard import Macro
from macros.modules import public_functions
from macros.problem import UnknownName
from macros.site import Page
from tests.additions import add_article, add_screenshot, add_service
from tests.fragments.pieces import page_of
from tests.project import ScratchProject

MACROS = public_functions(fragments)
NAMES: dict[str, object] = {
    "criterion": "guard",
    "criteria": "guard",
    "framework": "alpha",
    "task": "ask",
    "sample": "alpha",
    "service": "well",
    "exchange": "right",
    "screenshot": "console",
    "deployment": "cellar",
    "number": 0,
    "frontend": "screen",
    "topic": "said",
    "claim": "guards",
    "to": "changelog",
}
"""What the invented project has, by the names of the macros' parameters."""


def parameters(macro: Macro) -> list[str]:
    """Return what a macro takes beside the page."""
    return list(inspect.signature(macro).parameters)[1:]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A page of a project that has everything. Macros change nothing in it."""
    project = ScratchProject.make(tmp_path_factory.mktemp("project"))
    add_article(project)
    add_service(project)
    add_screenshot(project, "console")
    project.add_frontend()
    return page_of(project)


@pytest.mark.parametrize("macro", MACROS, ids=lambda macro: macro.__name__)
def test_right_names_give_a_piece_of_the_page(page: Page, macro: Macro) -> None:
    assert {*parameters(macro)} <= NAMES.keys(), "a new parameter: add a value for it to NAMES"
    piece = page.site.blocks.fill(macro(page, *(NAMES[name] for name in parameters(macro))))
    assert piece.strip()
    assert "None" not in piece
    assert "Markup(" not in piece


@pytest.mark.parametrize(
    ("macro", "wrong"),
    [(macro, name) for macro in MACROS for name in parameters(macro)],
    ids=lambda value: getattr(value, "__name__", value),
)
@pytest.mark.parametrize("value", ["nothing-like-it", "", ["guard"], None])
def test_a_wrong_name_is_named(page: Page, macro: Macro, wrong: str, value: object) -> None:
    arguments = [value if name == wrong else NAMES[name] for name in parameters(macro)]
    with pytest.raises(UnknownName, match=r"unknown \w+ |there is no step "):
        macro(page, *arguments)
