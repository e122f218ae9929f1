"""Macros for what changed."""

from macros.site import Page
from macros.views import changes as views
from macros.views import urls


def changes(page: Page) -> str:
    """What changed on the site, newest first."""
    return page.block("changes", entries=views.entries(page.catalog), first=views.first_runs(page.catalog))


def feeds(page: Page) -> str:
    """The feeds: of all changes, of each framework, of each group of criteria."""
    named = [("Everything", urls.FEED), *((feed.title, feed.url) for feed in views.feeds(page.catalog))]
    return page.block("feeds", feeds=named)
