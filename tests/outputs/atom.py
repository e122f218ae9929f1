"""The feed of changes as an XML parser reads it, and the rules that it must keep."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from macros.catalog import Catalog
from macros.outputs.feed import feeds
from macros.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://site.example/compare/"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def published(catalog: Catalog, address: str = ADDRESS) -> dict[str, Element]:
    """Return every feed of a catalog by its address."""
    made = feeds(Site(catalog, address=address), "A <title>", "Which & why")
    return {url: ElementTree.fromstring(text) for url, text in made}


def parsed(catalog: Catalog, address: str = ADDRESS) -> Element:
    """Return the feed of all changes."""
    return published(catalog, address)["feed.xml"]


def entries(feed: Element) -> list[Element]:
    """Return a feed's entries."""
    return feed.findall(f"{ATOM}entry")


def only(element: Element, name: str) -> str:
    """Return the text of the only child of that name."""
    (child,) = element.findall(f"{ATOM}{name}")
    assert child.text
    return child.text


def links(element: Element) -> dict[str, str]:
    """Return a feed's or an entry's links by their relation."""
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall(f"{ATOM}link")}


def assert_atom(feed: Element) -> None:
    """Hold a feed to the rules of RFC 4287, section 4.1, that matter to readers of feeds."""
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None, "every entry needs an author; the feed's counts for all"
    ids = [only(element, "id") for element in (feed, *entries(feed))]
    assert len(set(ids)) == len(ids)
    for element in (feed, *entries(feed)):
        assert urlsplit(only(element, "id")).scheme, "an ID is an absolute IRI"
        assert only(element, "title")
        assert RFC_3339.fullmatch(only(element, "updated"))
        assert "alternate" in links(element)
    updated = [only(entry, "updated") for entry in entries(feed)]
    assert only(feed, "updated") == max(updated, default="1970-01-01T00:00:00Z")
    assert updated == sorted(updated, reverse=True), "the newest comes first"
