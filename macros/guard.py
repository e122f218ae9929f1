"""Keeps a wrong call of a macro from ending the preview: the page says what is wrong, a build fails."""

import functools
import logging
from collections.abc import Callable
from typing import Any

from markupsafe import escape

from macros.fragments import MistakeInPage

log = logging.getLogger("mkdocs.macros.comparison")


def guarded(macro: Callable[..., str], source: Callable[[], str]) -> Callable[..., str]:
    """Return a macro that warns (and so fails a strict build) where it is called wrongly.

    ``source`` tells the Markdown file that is being rendered.
    """

    @functools.wraps(macro)
    def call(*arguments: Any, **named: Any) -> str:
        shown = f"{macro.__name__}({', '.join(map(repr, (*arguments, *named.values())))})"
        try:
            return macro(*arguments, **named)
        except MistakeInPage as mistake:
            what = str(mistake)
        except TypeError as error:
            if error.__traceback__ and error.__traceback__.tb_next is not None:
                raise
            what = f"it is called with {len(arguments) + len(named)} values; {error}"
        log.warning("docs/%s: {{ %s }}: %s", source(), shown, what)
        return f'<span class="macro-error" role="alert">{{&#123; {escape(shown)} }}: {escape(what)}</span>'

    return call
