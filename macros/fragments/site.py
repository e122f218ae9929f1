"""Macros for the site as a whole: how much there is of each thing, and the article that it started from."""

from macros.site import Page
from macros.views import exported, site


def counts(page: Page) -> str:
    """How many there are of each thing."""
    return page.block("counts", counts=site.counts(page.catalog))


def glance(page: Page) -> str:
    """How much was run, in a few numbers, and when last."""
    return page.block("glance", numbers=site.glance(page.catalog), last=site.last_run(page.catalog))


def article(page: Page) -> str:
    """Which article the comparison started from, as the first line of a page about it."""
    article = page.catalog.comparison.article
    return page.block("article", article=article) if article else ""


def data_files(page: Page) -> str:
    """The files that other programs read, with their licence."""
    examples = page.catalog.comparison.headline[0], page.catalog.columns()[0]
    return page.block("data_files", examples=examples, version=exported.VERSION, license=exported.LICENSE)


def credits(page: Page) -> str:
    """The article that the comparison started from."""
    article = page.catalog.comparison.article
    return page.block("credits", article=article) if article else ""
