"""The page of changes says what the feed says."""

from dataclasses import replace

from macros.catalog import Catalog
from macros.fragments.changes import changes, feeds
from macros.site import Page, Site
from tests.additions import with_history
from tests.fragments.pieces import even, html


def test_changes_are_newest_first_and_first_runs_are_one_line(catalog: Catalog) -> None:
    page = Page(Site(with_history(catalog)), "changes/")
    piece = html(page, changes(page))
    assert [heading.text for heading in piece.all("h2")] == ["Alpha: Guard was Yes, is No", "<b> & news"]
    kinds = [even(line.text) for line in piece.all("p", **{"class": "provenance"})]
    assert kinds == [
        "A run that came out otherwise, 5 January 2026",
        "News, 3 January 2026",
        "Not listed: the first runs of 2 samples, from 2 January 2026 to 5 January 2026.",
    ]
    assert [link.attributes["href"] for link in piece.all("a")] == ["../criteria/guard/#alpha"]


def test_every_feed_can_be_subscribed_to(catalog: Catalog) -> None:
    page = Page(Site(catalog), "changes/")
    named = {link.text: link.attributes["href"] for link in html(page, feeds(page)).all("a")}
    assert named == {
        "All changes": "../feed.xml",
        "Alpha": "../feeds/frameworks/alpha.xml",
        "Beta": "../feeds/frameworks/beta.xml",
        "First": "../feeds/groups/first.xml",
        "Second": "../feeds/groups/second.xml",
    }


def test_before_the_first_change_the_page_says_so(catalog: Catalog) -> None:
    page = Page(Site(replace(catalog, changes=[], history=[])), "changes/")
    assert "Nothing has changed yet" in page.site.blocks.fill(changes(page))
