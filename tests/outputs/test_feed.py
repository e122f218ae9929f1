"""The feed of changes is a valid Atom feed (RFC 4287)."""

from dataclasses import replace

import pytest

from macros.catalog import Catalog
from tests.additions import with_history
from tests.outputs.atom import ADDRESS, assert_atom, entries, links, only, parsed, published
from tests.site.html import Html


@pytest.fixture
def catalog(catalog: Catalog) -> Catalog:
    return with_history(catalog)


def test_every_feed_keeps_the_rules(catalog: Catalog) -> None:
    feeds = published(catalog)
    assert len(feeds) == 1 + len(catalog.columns()) + len(catalog.comparison.groups)
    for url, feed in feeds.items():
        assert_atom(feed)
        assert links(feed)["self"] == ADDRESS + url
    assert len({only(feed, "id") for feed in feeds.values()}) == len(feeds)
    assert only(feeds["feeds/frameworks/alpha.xml"], "title") == "A <title>: Alpha"


def test_an_entry_has_the_same_name_in_all_feeds(catalog: Catalog) -> None:
    feeds = published(catalog)
    names = {only(entry, "id") for entry in entries(feeds["feed.xml"])}
    for url in ("feeds/frameworks/alpha.xml", "feeds/groups/first.xml"):
        assert {only(entry, "id") for entry in entries(feeds[url])} <= names
        assert entries(feeds[url])


def test_a_feed_without_an_entry_is_valid(catalog: Catalog) -> None:
    feed = published(replace(catalog, changes=[], history=[]))["feeds/groups/second.xml"]
    assert entries(feed) == []
    assert_atom(feed)


def test_links_are_absolute_where_the_address_is_known(catalog: Catalog) -> None:
    feed = parsed(catalog, ADDRESS.rstrip("/"))
    assert links(feed) == {"self": f"{ADDRESS}feed.xml", "alternate": f"{ADDRESS}changes/"}
    for entry in entries(feed):
        assert links(entry)["alternate"].startswith(f"{ADDRESS}changes/#")
        addresses = [link.attributes["href"] for link in Html(only(entry, "content")).all("a")]
        assert all(address.startswith(ADDRESS) for address in addresses)


def test_without_an_address_no_link_claims_one(catalog: Catalog) -> None:
    feed = parsed(catalog, "")
    assert links(feed) == {"alternate": "changes/"}
    assert_atom(feed)


def test_ids_do_not_depend_on_the_address_or_on_what_came_later(catalog: Catalog) -> None:
    here = {only(entry, "title"): only(entry, "id") for entry in entries(parsed(catalog))}
    earlier = replace(catalog, history=catalog.history[:1])
    there = {only(entry, "title"): only(entry, "id") for entry in entries(parsed(earlier, ""))}
    assert there.items() < here.items()


def test_content_is_html_that_runs_nothing(catalog: Catalog) -> None:
    (news,) = [entry for entry in entries(parsed(catalog)) if only(entry, "title").endswith("news")]
    assert only(news, "title") == "<b> & news"
    (content,) = news.iterfind("{*}content")
    assert content.attrib["type"] == "html"
    html = Html(content.text or "")
    assert [element.text for element in html.all("em")] == ["new"]
    assert not html.all("script")
    assert "<script>alert(1)</script>" in html.all("p")[0].text


def test_before_the_first_change_the_feed_is_empty_and_valid(catalog: Catalog) -> None:
    feed = parsed(replace(catalog, changes=[], history=[]))
    assert entries(feed) == []
    assert only(feed, "updated") == "1970-01-01T00:00:00Z"
