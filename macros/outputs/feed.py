"""The Atom feeds of changes (RFC 4287), made at build: of all, of each framework, of each group of criteria."""

from collections.abc import Iterator
from datetime import date

from macros import render
from macros.site import Site
from macros.text import short_plain
from macros.views import changes, urls
from macros.views.changes import Feed


def feeds(site: Site, title: str, subtitle: str) -> Iterator[tuple[str, str]]:
    """Yield the address and the content of each feed."""
    yield urls.FEED, atom(site, Feed("feed", title, urls.FEED, changes.entries(site.catalog)), title, subtitle)
    for feed in changes.feeds(site.catalog):
        yield feed.url, atom(site, feed, f"{title}: {short_plain(feed.title)}", subtitle)


def atom(site: Site, feed: Feed, title: str, subtitle: str) -> str:
    """Return a feed. Where the site does not know its own address, links stay relative."""
    return str(
        render.template(
            site.templates,
            "feed.xml.jinja",
            id=changes.urn(feed.id),
            title=title,
            subtitle=subtitle,
            updated=max((entry.day for entry in feed.entries), default=date(1970, 1, 1)),
            entries=feed.entries,
            address=site.address,
            url=feed.url,
            urls=urls,
            link=site.absolute,
        )
    )
