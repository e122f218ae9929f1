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
        "Test runs of 6 January 2026",
        "Test runs of 5 January 2026",
        "<b> & news",
        "Test runs of 2 January 2026",
    ]
    items = " ".join(even(item.text) for item in piece.all("li"))
    assert "wrong changed from refused to accepted" in items
    assert "the same outcomes, worded differently" in items


def test_a_request_that_was_added_or_dropped_is_told_as_such(catalog: Catalog) -> None:
    first, second, *_ = with_history(catalog).history
    without = {name: outcome for name, outcome in first.outcomes.items() if name != "wrong"}
    for outcomes, told in (
        (without, "wrong is no longer sent"),
        (first.outcomes | {"new": "told"}, "new is new: told"),
    ):
        history = [first, second.model_copy(update={"outcomes": outcomes})]
        page = Page(Site(replace(catalog, history=history)), "changes/")
        assert told in " ".join(even(item.text) for item in html(page, changes(page)).all("li"))


def test_before_the_first_change_the_page_says_so(catalog: Catalog) -> None:
    page = Page(Site(replace(catalog, changes=[], history=[])), "changes/")
    assert "Nothing has changed yet" in page.site.blocks.fill(changes(page))
