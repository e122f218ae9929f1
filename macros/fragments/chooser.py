"""Macros for the chooser."""

from macros.leads import SLIGHT, STRONG
from macros.site import Page
from macros.views import chooser as views


def chooser(page: Page) -> str:
    """The questions of the chooser, and its rules as a table."""
    columns = [(key, page.catalog.frameworks[key].name) for key in page.catalog.columns()]
    return page.block("chooser", questions=views.questions(page.catalog), columns=columns, strong=STRONG, slight=SLIGHT)
