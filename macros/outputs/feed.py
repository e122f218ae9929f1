"""The Atom feed of changes (RFC 4287), made at build."""

from datetime import date

from macros import render
from macros.site import Site
from macros.views import changes, urls


def atom(site: Site, title: str, subtitle: str) -> str:
    """Return the feed. Where the site does not know its own address, links stay relative."""
    entries = changes.entries(site.catalog)
    return str(
        render.template(
            site.templates,
            "feed.xml.jinja",
            id=changes.urn("feed"),
            title=title,
            subtitle=subtitle,
            updated=max((entry.day for entry in entries), default=date(1970, 1, 1)),
            entries=entries,
            address=site.address,
            urls=urls,
            link=site.absolute,
        )
    )
