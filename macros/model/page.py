"""What a written page says before its text."""

from typing import Literal

from macros.model.base import Line, Searched


class FrontMatter(Searched):
    """The keys that a page under ``docs/`` may begin with: those of MkDocs and its theme that this site uses, and ours.

    Aliases are beside them, as in data.
    """

    title: Line = ""
    """The title in the browser's tab and in search, where the heading is not it."""
    description: Line = ""
    """What the page answers, in a sentence: search engines and our own search show it."""
    hide: list[Literal["navigation", "toc", "footer"]] = []
    """Parts of the theme's page that this one does without."""
