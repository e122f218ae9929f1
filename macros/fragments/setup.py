"""The macro for the setup of operating systems."""

from macros.catalog import by_title
from macros.site import Page


def setup(page: Page) -> str:
    """The setup, one system a tab."""
    setups = [page.catalog.setups[setup_id] for setup_id in by_title(page.catalog.setups)]
    if not setups:
        return ""
    return page.tabs([value.name for value in setups], [page.html("setup", setup=value) for value in setups])
