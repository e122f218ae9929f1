"""The two kinds of text, ``short`` and ``prose``, made safe for the page."""

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def _parser(any_link: bool = False) -> "MarkdownIt":
    """Return a parser of CommonMark. It is made when it is first needed: the data is checked more often.

    With ``any_link`` it takes for a link what the page's reader would leave as text, such as ``javascript:``, so that
    it is noticed.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    if any_link:
        setattr(parser, "validateLink", lambda _: True)  # noqa: B010 (a method, for this one object)
    return parser


_WORDS = frozenset({"text", "code_inline", "softbreak"})
_SENTENCE = re.compile(r".+?(?:[.?!](?=\s)|$)\s*")

_MARKDOWN_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
"""All of ASCII's punctuation."""


def text_html(text: str) -> Markup:
    """Return a text as HTML between tags; in an attribute, quotes would need escapes too."""
    return Markup(escape(text, quote=False))  # noqa: S704 (escaped)


def short_html(text: str) -> Markup:
    """Return a short text as HTML between tags: everything escaped, `code` in ``<code>``."""
    parts = map(text_html, text.split("`"))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if position % 2 else part for position, part in enumerate(parts)
    )


def short_plain(text: str) -> str:
    """Return a short text without its markup, for titles, descriptions and attributes."""
    return text.replace("`", "")


def short_markdown(text: str) -> str:
    """Return a short text as Markdown in which nothing but `code` has a meaning.

    Every other character that Markdown, its extensions or Jinja could read is written as a
    numeric character reference, so that the text can be used in a heading or a paragraph.
    """
    parts = text.split("`")
    return "".join(
        f"<code>{_references(part)}</code>" if position % 2 else _references(part)
        for position, part in enumerate(parts)
    )


def _references(text: str) -> str:
    return _MARKDOWN_SPECIAL.sub(lambda match: f"&#{ord(match[1])};", text)


def prose_html(text: str) -> Markup:
    """Return prose as HTML: CommonMark, with HTML in it shown as text."""
    # html=False makes markdown-it escape all markup of the text's own.
    return Markup(_parser().render(text))  # noqa: S704


def prose_start(text: str, most: int) -> str:
    """Return the first sentences of prose without its markup: as many as fit, at least one."""
    paragraph = next((token for token in _parser().parse(text) if token.type == "inline"), None)
    parts = (child.content or " " for child in (paragraph.children or ()) if child.type in _WORDS) if paragraph else ()
    start = ""
    for sentence in _SENTENCE.findall("".join(parts)):
        if start and len(start) + len(sentence) > most:
            break
        start += sentence
    return start.strip()


def links_in_prose(text: str) -> list[str]:
    """Return the targets of all links and images in prose, in their order."""
    targets: list[str] = []
    if "[" not in text and "<" not in text:
        return targets

    def visit(tokens: "list[Token]") -> None:
        for token in tokens:
            target = token.attrGet("href") if token.type == "link_open" else None
            if token.type == "image":
                target = token.attrGet("src")
            if target is not None:
                targets.append(str(target))
            visit(token.children or [])

    visit(_parser(any_link=True).parse(text))
    return targets


def has_image(text: str) -> bool:
    """Tell whether prose shows an image, which a reader's browser would fetch from another host."""
    if "![" not in text:
        return False
    tokens = _parser(any_link=True).parse(text)
    return any(child.type == "image" for token in tokens for child in token.children or ())
