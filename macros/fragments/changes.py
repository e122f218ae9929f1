"""The macro for what changed."""

from macros.site import Page
from macros.views.changes import entries


def changes(page: Page) -> str:
    """What changed on the site, newest first."""
    return page.block("changes", entries=entries(page.catalog))
