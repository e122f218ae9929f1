"""Keeps a wrong call of a macro from ending the preview: the page says what is wrong, a build fails."""

import functools
import inspect
import logging
from collections.abc import Callable
from typing import Any

from jinja2 import TemplateError
from markupsafe import escape

from macros.failures import place
from macros.problem import UnknownName
from macros.site import Page

log = logging.getLogger("mkdocs.macros.comparison")

Macro = Callable[..., str]
"""Takes the page that is being made, then what the call in the page names."""


def guarded(macro: Macro, page: Callable[[], Page], source: Callable[[], str]) -> Macro:
    """Return a macro for pages; it warns, and so fails a strict build, where a page calls it wrongly.

    ``page`` and ``source`` return the page that is being made and its file under docs/.
    """
    signature = inspect.signature(macro)

    @functools.wraps(macro)
    def call(*arguments: Any, **named: Any) -> str:
        current = page()
        try:
            bound = signature.bind(current, *arguments, **named)
        except TypeError as error:
            return _mistake(macro, source(), (*arguments, *named.values()), f"{error}; it is {_usage(macro)}")
        try:
            return macro(*bound.args, **bound.kwargs)
        except UnknownName as error:
            return _mistake(macro, source(), (*arguments, *named.values()), str(error))
        except TemplateError as error:
            return _mistake(macro, source(), (*arguments, *named.values()), f"{place(error)}: {error.message}")

    return call


def _usage(macro: Macro) -> str:
    parameters = list(inspect.signature(macro).parameters.values())[1:]
    return f"{macro.__name__}({', '.join(parameter.name for parameter in parameters)})"


def _mistake(macro: Macro, source: str, values: tuple[Any, ...], message: str) -> str:
    call = f"{macro.__name__}({', '.join(map(repr, values))})"
    log.warning("docs/%s: {{ %s }}: %s", source, call, message)
    return f'<span class="macro-error" role="alert">{{&#123; {escape(call)} }}: {escape(message)}</span>'
