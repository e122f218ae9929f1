"""The feed of changes is a valid Atom feed (RFC 4287), and says what the page says."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from macros.catalog import Catalog
from macros.feed import atom
from macros.fragments import Maker, ProseFragments
from macros.model.change import Change
from macros.model.record import Observed
from macros.reader import load
from macros.views import changes
from macros.views.repository import Repository
from tests.data_copy import ROOT
from tests.site_copy import Html, build, invented, page
from tests.tiny import tiny

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://site.example/compare/"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def observed(day: str, sample: str, **outcomes: str) -> Observed:
    """Return a line of the history."""
    return Observed(
        day=date.fromisoformat(day), task="ask", sample=sample, releases={sample: "1.0"}, outcomes=dict(outcomes)
    )


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    news = Change(id="news", day=date(2026, 1, 3), title="`<b>` & news", text="A *new* <script>alert(1)</script> row.")
    history = (
        observed("2026-01-02", "alpha", right="answered", wrong="refused"),
        observed("2026-01-05", "alpha", right="answered", wrong="accepted"),
        observed("2026-01-05", "gone", right="answered"),
        observed("2026-01-06", "alpha", right="answered", wrong="accepted"),
    )
    return replace(load(tiny(tmp_path)).catalog, changes=(news,), history=history)


def maker(catalog: Catalog) -> Maker:
    """Return what makes the page of changes."""
    return Maker(catalog, lambda: "changes/", Repository())


def parsed(catalog: Catalog, address: str = ADDRESS) -> ElementTree.Element:
    """Return the feed as an XML parser reads it."""
    return ElementTree.fromstring(atom(maker(catalog), "A <title>", "Which & why", address).encode())


def one(element: ElementTree.Element, name: str) -> str:
    """Return the text of the only child of that name."""
    (found,) = element.findall(f"{ATOM}{name}")
    assert found.text
    return found.text


def links(element: ElementTree.Element) -> dict[str, str]:
    """Return a feed's or an entry's links by what they are."""
    return {found.attrib["rel"]: found.attrib["href"] for found in element.findall(f"{ATOM}link")}


def assert_atom(feed: ElementTree.Element) -> None:
    """Hold a feed to the rules of RFC 4287, section 4.1, that matter to readers of feeds."""
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None, "every entry needs an author; the feed's counts for all"
    entries = feed.findall(f"{ATOM}entry")
    ids = [one(found, "id") for found in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    for found in (feed, *entries):
        assert urlsplit(one(found, "id")).scheme, "an ID is an absolute IRI"
        assert one(found, "title")
        assert RFC_3339.fullmatch(one(found, "updated"))
        assert "alternate" in links(found)
    updated = [one(found, "updated") for found in entries]
    assert one(feed, "updated") == max(updated)
    assert updated == sorted(updated, reverse=True), "the newest stands first"


def test_the_feed_keeps_the_rules(catalog: Catalog) -> None:
    assert_atom(parsed(catalog))


def test_the_feed_of_this_site_keeps_the_rules() -> None:
    catalog = load(ROOT).catalog
    feed = parsed(catalog)
    assert_atom(feed)
    assert len(feed.findall(f"{ATOM}entry")) == len(changes.entries(catalog)) > 1


def test_links_are_absolute_where_the_address_is_known(catalog: Catalog) -> None:
    feed = parsed(catalog, ADDRESS.rstrip("/"))
    assert links(feed) == {"self": f"{ADDRESS}feed.xml", "alternate": f"{ADDRESS}changes/"}
    for entry in feed.findall(f"{ATOM}entry"):
        assert links(entry)["alternate"].startswith(f"{ADDRESS}changes/#")
        addresses = [found.attributes["href"] for found in Html(one(entry, "content")).all("a")]
        assert all(address.startswith(ADDRESS) for address in addresses)


def test_without_an_address_no_link_claims_one(catalog: Catalog) -> None:
    feed = parsed(catalog, "")
    assert links(feed) == {"alternate": "changes/"}
    assert_atom(feed)


def test_ids_do_not_depend_on_the_address_or_the_order(catalog: Catalog) -> None:
    here = {one(entry, "title"): one(entry, "id") for entry in parsed(catalog).findall(f"{ATOM}entry")}
    there = {
        one(entry, "title"): one(entry, "id")
        for entry in parsed(replace(catalog, history=catalog.history[:3]), "").findall(f"{ATOM}entry")
    }
    assert there.items() < here.items()


def test_content_is_html_that_runs_nothing(catalog: Catalog) -> None:
    (news,) = [found for found in parsed(catalog).findall(f"{ATOM}entry") if one(found, "title").endswith("news")]
    assert one(news, "title") == "<b> & news"
    (content,) = news.findall(f"{ATOM}content")
    assert content.attrib["type"] == "html"
    html = Html(content.text or "")
    assert [found.text for found in html.all("em")] == ["new"]
    assert not html.all("script")
    assert "<script>alert(1)</script>" in html.all("p")[0].text


def test_an_answer_that_changed_is_an_entry(catalog: Catalog) -> None:
    latest, changed, news, first = changes.entries(catalog)
    assert (latest.title, changed.title, first.title) == (
        "Runs of 6 January 2026",
        "Runs of 5 January 2026",
        "Runs of 2 January 2026",
    )
    assert news.id == "news"
    assert first.text == "1 program ran for the first time."
    assert changed.text == "1 program ran for the first time and 1 program ran again with something new to see."
    alpha, gone = changed.seen
    assert alpha.differences == [("wrong", "refused", "accepted")]
    assert (alpha.label, alpha.task, alpha.url) == ("Alpha", "Ask", "tasks/ask/")
    assert (gone.label, gone.first, gone.differences) == ("gone", True, [])
    assert latest.seen[0].differences == []


def test_the_page_says_the_same(catalog: Catalog) -> None:
    make = maker(catalog)
    page = Html(make.blocks.fill(ProseFragments(make).changes()))
    assert [found.text for found in page.all("h2")] == [
        "Runs of 6 January 2026",
        "Runs of 5 January 2026",
        "<b> & news",
        "Runs of 2 January 2026",
    ]
    text = " ".join(found.text for found in page.all("li"))
    assert "wrong was refused, is accepted" in " ".join(text.split())
    assert "the same outcomes in other words" in text


def test_before_the_first_change_the_feed_is_empty_and_valid(catalog: Catalog) -> None:
    none = replace(catalog, changes=(), history=())
    feed = parsed(none)
    assert feed.findall(f"{ATOM}entry") == []
    assert one(feed, "updated") == "1970-01-01T00:00:00Z"
    make = maker(none)
    assert "Nothing has changed yet" in make.blocks.fill(ProseFragments(make).changes())


def feed_links(site: Path, url: str) -> list[str]:
    """Return the feeds that a page names in its head."""
    found = page(site, url).all("link", type="application/atom+xml")
    return [one.attributes["href"] for one in found]


def test_pages_name_the_feed_where_the_site_knows_its_address(tmp_path: Path) -> None:
    root = invented(tmp_path)
    site = build(root, SITE_URL=ADDRESS)
    assert feed_links(site, "") == ["feed.xml"]
    assert feed_links(site, "criteria/guard") == ["../../feed.xml"]
    feed = ElementTree.fromstring((site / "feed.xml").read_bytes())
    assert links(feed)["self"] == f"{ADDRESS}feed.xml"
    site = build(root)
    assert feed_links(site, "") == []
    assert links(ElementTree.fromstring((site / "feed.xml").read_bytes())) == {"alternate": "changes/"}
