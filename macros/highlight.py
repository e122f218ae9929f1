"""Code as highlighted HTML, by Pygments directly, each text once."""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.util import ClassNotFound

from macros.text import text_html

_formatter = HtmlFormatter(nowrap=True, wrapcode=False)

LOOKS = {
    "k": "k kd kn kp kr kt nd ni nl nt",
    "s": "s cpf l s1 s2 sb sc si ss",
    "m": "m il mb mf mh mi mo",
    "c": "c c1 ch cm cs sd",
    "nf": "nf nc ne nn",
    "nb": "nb bp no",
    "nv": "nv na vc vg vi",
    "se": "se cp sh sr sx",
    "gp": "gp ge gh gr gs gt gu",
}
"""The classes of tokens that the theme gives one colour, under the one that stands for them: a page is lighter so."""
_PLAIN = frozenset({"n", "o", "ow", "p", "w", "kc", "sa", "fm", "vm", "err", "go"})
"""Names, operators, punctuation and space look like any code: without their tags a page is a third smaller. So do
commands, which Pygments takes for output where no prompt stands before them."""
_LOOK = {token: look for look, tokens in LOOKS.items() for token in tokens.split()}
_TOKEN = re.compile(r"<span class=.(\w+).>([^<]*)</span>")

COMMANDS = frozenset({"bash", "console"})
_OPTION = re.compile(r"(?<=\s)--[a-z][\w-]*")

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
    """Return text in a language that Pygments knows by name as highlighted HTML.

    Commands are wrapped where they are shown; a browser would break an option after its hyphens.
    """
    html = _highlighted(text, language)
    if language not in COMMANDS:
        return html
    return Markup(_OPTION.sub(r'<span class="option">\g<0></span>', str(html)))  # noqa: S704 (Pygments escapes)


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
        return text_html(text.rstrip("\n"))
    html = highlight(text, lexer, _formatter).rstrip("\n")
    return Markup(_lighter(html))  # noqa: S704 (Pygments escapes)


def _lighter(html: str) -> str:
    """Return highlighted code with as few tags as look the same; none goes over the end of a line."""
    parts: list[tuple[str, str]] = []
    end = 0

    def add(look: str, text: str) -> None:
        if not text:
            return
        if parts and parts[-1][0] == look:
            parts[-1] = (look, parts[-1][1] + text)
        elif len(parts) > 1 and look and parts[-2][0] == look and parts[-1][1].isspace() and "\n" not in parts[-1][1]:
            space = parts.pop()[1]
            parts[-1] = (look, parts[-1][1] + space + text)
        else:
            parts.append((look, text))

    for token in _TOKEN.finditer(html):
        add("", html[end : token.start()])
        look = "" if token[1] in _PLAIN else _LOOK.get(token[1], token[1])
        add(look, token[2])
        end = token.end()
    add("", html[end:])
    return "".join("<span class={}>{}</span>".format(f'"{look}"', text) if look else text for look, text in parts)
