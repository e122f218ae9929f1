"""Code as highlighted HTML, by Pygments directly, each text once."""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.util import ClassNotFound

_formatter = HtmlFormatter(nowrap=True, wrapcode=False)

_PLAIN = re.compile(r"<span class=.(?:n|o|p|w).>([^<]*)</span>")
"""Names, operators, punctuation and space look like any code: without their tags a page is a third smaller."""

BY_ENDING = {
    ".service": "ini",
    ".conf": "nginx",
    ".env": "ini",
    ".lock": "text",
    ".http": "http",
    ".svelte": "html",
}
"""Languages of files that Pygments would not know by their names."""


def of_file(path: str, text: str, marks: Iterable[tuple[int, int]] = (), new: Iterable[int] = ()) -> Markup:
    """Return a file's lines as highlighted HTML.

    ``marks`` are pairs of a line (from 1) and the number of the note on it. The number is put in by
    the style sheet, so that copying the code does not copy it. ``new`` are lines to set off.
    """
    lines = str(_highlighted(text, language_of(path))).splitlines()
    for line, number in marks:
        if 0 < line <= len(lines):
            lines[line - 1] += f'<span class="note-mark" data-note="{number}"></span>'
    for line in new:
        if 0 < line <= len(lines):
            lines[line - 1] = f'<span class="line-new">{lines[line - 1]}</span>'
    return Markup("\n".join(lines))  # noqa: S704 (made by Pygments, which escapes)


def of_language(language: str, text: str) -> Markup:
    """Return text in a language that Pygments knows by name as highlighted HTML."""
    return _highlighted(text, language)


def language_of(path: str) -> str:
    """Return the language of a file as Pygments calls it, by the file's name."""
    for ending, language in BY_ENDING.items():
        if path.endswith(ending):
            return language
    try:
        return str(get_lexer_for_filename(path).aliases[0])
    except (ClassNotFound, IndexError):
        return "text"


@lru_cache(maxsize=4096)
def _highlighted(text: str, language: str) -> Markup:
    try:
        lexer: Lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escape(text.rstrip("\n"))
    html = highlight(text, lexer, _formatter).rstrip("\n")
    return Markup(_PLAIN.sub(r"\1", html))  # noqa: S704 (Pygments escapes)
