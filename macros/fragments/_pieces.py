"""Pieces that several macros return."""

from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from macros.model.base import SampleKey
from macros.site import Page
from macros.text import short_markdown
from macros.views import samples


@dataclass(frozen=True)
class Item:
    """A page in a list of pages."""

    title: str
    text: str
    url: str


def item_list(page: Page, items: list[Item]) -> str:
    """Return a list of pages as a block."""
    return page.block("list", items=items)


def link(url: str, text: str) -> str:
    """Return a link with a short text, for use within a line of Markdown."""
    return f'<a href="{escape(url)}">{short_markdown(text)}</a>'


def sample_html(page: Page, key: SampleKey) -> Markup:
    """Return one sample, whole: its stack, files, command and console."""
    return page.html("sample", view=samples.sample_view(page.catalog, key), stale=page.site.is_stale(key))
