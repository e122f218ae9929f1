"""The page of changes says what the feed says."""

from dataclasses import replace

from macros.catalog import Catalog
from macros.fragments.changes import changes
from macros.site import Page, Site
from tests.additions import with_history
from tests.fragments.pieces import even, html


def test_changes_are_newest_first_with_what_was_observed(catalog: Catalog) -> None:
    page = Page(Site(with_history(catalog)), "changes/")
    piece = html(page, changes(page))
    assert [heading.text for heading in piece.all("h2")] == [
        "Runs of 6 January 2026",
        "Runs of 5 January 2026",
        "<b> & news",
        "Runs of 2 January 2026",
    ]
    items = " ".join(even(item.text) for item in piece.all("li"))
    assert "wrong was refused, is accepted" in items
    assert "the same outcomes in other words" in items


def test_before_the_first_change_the_page_says_so(catalog: Catalog) -> None:
    page = Page(Site(replace(catalog, changes=[], history=[])), "changes/")
    assert "Nothing has changed yet" in page.site.blocks.fill(changes(page))
