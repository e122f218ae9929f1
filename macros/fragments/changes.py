"""Macros for what changed."""

from macros.site import Page
from macros.views import changes as views


def changes(page: Page) -> str:
    """What changed on the site, newest first."""
    return page.block("changes", entries=views.entries(page.catalog), first=views.first_runs(page.catalog))


def feeds(page: Page) -> str:
    """The feeds: of all changes, of each framework, of each group of criteria."""
    return page.block("feeds", feeds=views.feeds(page.catalog))
