"""The Atom feed of changes (RFC 4287), made at build."""

from datetime import date

from macros import render
from macros.fragments import Maker
from macros.views import changes, urls


def atom(make: Maker, title: str, subtitle: str, address: str) -> str:
    """Return the feed. ``address`` is the site's own, empty where it is not known: then links stay relative."""
    entries = changes.entries(make.catalog)
    root = address.rstrip("/") + "/" if address else ""
    return str(
        render.template(
            make.templates,
            "feed.xml.jinja",
            id=changes.urn("feed"),
            title=title,
            subtitle=subtitle,
            updated=max((one.day for one in entries), default=date(1970, 1, 1)),
            entries=entries,
            address=address,
            feed_url=urls.FEED,
            page_url=urls.CHANGES,
            link=lambda url: root + url,
        )
    )
