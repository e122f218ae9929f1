"""What macros leave in a page."""

from macros.site import Page, Site
from macros.views.repository import Repository
from tests.project import ScratchProject
from tests.site.html import Html


def page_of(project: ScratchProject, url: str = "choose/") -> Page:
    """Return a page of a project, for macros."""
    return Page(Site.read(project.root, project.root / "docs", Repository()), url)


def html(page: Page, markdown: str) -> Html:
    """Return what the page shows where the macro that returned this was called."""
    return Html(page.site.blocks.fill(markdown))


def text(piece: Html) -> str:
    """Return all text of a piece, white space evened out."""
    return even(" ".join(element.text for element in piece.elements))


def hrefs(piece: Html) -> list[str]:
    """Return where the links of a piece lead."""
    return [link.attributes["href"] for link in piece.all("a")]


def even(text: str) -> str:
    """Return a text with its white space evened out."""
    return " ".join(text.split())
