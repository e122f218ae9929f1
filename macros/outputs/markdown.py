"""Each page as Markdown, made of its HTML, and ``llms.txt``, which lists them for programs that read."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from mkdocs.structure.pages import Page

from macros.memory import Memory
from macros.site import Site
from macros.text import short_plain
from macros.views import urls

_TOKEN = re.compile(r"<pre\b.*?</pre>|<!--.*?-->|<(/?)([a-z0-9]+)((?:\s[^<>]*?)?)/?>|[^<]+", re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_BEFORE_POINT = re.compile(r" ([,;.])(?=\s|\*|$)")
_SPECIAL = re.compile(r"([\\`*_<\[\]])")
_ESCAPED = r"\\\1"
_LANGUAGE = re.compile(r"language-(\w+)")

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "path", "circle", "col"})
_LEFT_OUT = frozenset({"svg", "script", "style", "button", "form", "select", "template", "iframe"})
_LEFT_OUT_CLASSES = frozenset({"headerlink", "visually-hidden", "tabbed-labels", "compare-jump", "filename-download"})
"""What serves the eye or the hand, or repeats what stands beside it."""
_BLOCKS = frozenset(
    {
        *("article", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "hr", "li"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "nav", "ol", "p", "section", "summary", "ul"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    }
)
_BOLD_CLASSES = frozenset({"tab-title", "filename-name", "step-label", "box-title", "also-title", "sources-title"})

_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
"""What stands before and behind a text."""

_LINE = "a line in bold"
"""What is to be done at the end of an element; otherwise the text to add."""


@dataclass
class _List:
    ordered: bool
    number: int = 0


@dataclass
class _Writer:
    """Markdown as it is written: finished blocks, the line at hand, and what is open."""

    blocks: list[tuple[str, bool]] = field(default_factory=list)
    """Each with whether it begins an item of a list."""
    line: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    """What the next block begins with, as the first of its item."""
    prefix: str = ""
    """What the next block begins with, as a heading."""
    links: list[str] = field(default_factory=list)
    rows: list[list[str]] | None = None
    """The rows of the table that is open."""
    level: int = 1
    """That of the last heading of the page's own."""
    language: str = "text"
    in_code: bool = False

    def flush(self, wrap: str = "") -> None:
        """End the line at hand."""
        text = _BEFORE_POINT.sub(r"\1", _SPACE.sub(" ", "".join(self.line))).strip()
        if self.rows is not None:
            self.line = [f"{text} "] if text else []
            return
        self.line = []
        if text and not (wrap and self.is_title(text)):
            self.block(f"{self.prefix}{wrap}{text}{wrap}")
        self.prefix = ""

    def is_title(self, text: str) -> bool:
        """Tell whether a text is that of the heading just written: a side's first tab may bear the side's name."""
        return bool(self.blocks) and self.blocks[-1][0].lstrip("#") == f" {text}"

    def block(self, text: str) -> None:
        """Write a block where the lists that are open have it."""
        indent = "    " * (len(self.lists) - 1)
        inner = "    " * len(self.lists)
        first, *others = text.split("\n")
        begins = bool(self.marker)
        first = f"{indent}{self.marker}{first}" if begins else inner + first
        self.marker = ""
        self.blocks.append(("\n".join([first, *(inner + line if line else line for line in others)]), begins))

    def code(self, text: str) -> None:
        """Write a block of code; in a table, each line as code."""
        code = html.unescape(_TAG.sub("", text)).strip("\n")
        if self.rows is not None:
            self.line.append(" ".join(_code(line) for line in code.split("\n")) + " ")
            return
        self.flush()
        fence = "```"
        while fence in code:
            fence += "`"
        self.block(f"{fence}{self.language}\n{code}\n{fence}")

    def table(self) -> None:
        """Write the table that was open."""
        rows, self.rows, self.line = self.rows or [], None, []
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        self.block("\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]]))

    @property
    def text(self) -> str:
        """All that was written; the items of a list follow each other without a gap."""
        parts = []
        for place, (text, begins) in enumerate(self.blocks):
            if place:
                parts.append("\n" if begins and (self.blocks[place - 1][1] or text.startswith(" ")) else "\n\n")
            parts.append(text)
        return "".join(parts) + "\n"


def markdown(content: str) -> str:
    """Return a page's content as Markdown, without what only a browser needs."""
    writer = _Writer()
    left_out: list[str] = []
    closers: list[str] = []
    for token in _TOKEN.finditer(content):
        piece, slash, tag, attributes = token[0], token[1], token[2], token[3]
        if left_out:
            if tag == left_out[0] and tag not in _VOID:
                (left_out.pop if slash else left_out.append)(*(() if slash else (tag,)))
        elif piece.startswith("<pre"):
            writer.code(piece)
        elif tag is None:
            if not piece.startswith("<!--"):
                text = html.unescape(piece)
                writer.line.append(text if writer.in_code else _SPECIAL.sub(_ESCAPED, text))
        elif slash:
            _end(writer, tag, closers)
        else:
            names = dict(_ATTRIBUTE.findall(attributes)) if attributes else {}
            classes = set(names.get("class", "").split())
            if tag in _LEFT_OUT or classes & _LEFT_OUT_CLASSES or names.get("aria-hidden") == "true":
                if tag not in _VOID:
                    left_out.append(tag)
            else:
                _begin(writer, tag, names, classes, closers)
    writer.flush()
    return writer.text


def _begin(writer: _Writer, tag: str, names: dict[str, str], classes: set[str], closers: list[str]) -> None:
    if tag in _BLOCKS:
        writer.flush()
    if language := _LANGUAGE.search(names.get("class", "")):
        writer.language = language[1]
    elif writer.rows is not None and (tag == "a" or classes):  # only styles keep them apart
        writer.line.append(" ")
    match tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            writer.level = int(tag[1])
            writer.prefix = "#" * writer.level + " "
        case "p" if "side-name" in classes:
            writer.prefix = "#" * min(writer.level + 1, 6) + " "
        case "ul" | "ol":
            writer.lists.append(_List(tag == "ol"))
        case "li" if writer.lists:
            writer.lists[-1].number += 1
            writer.marker = f"{writer.lists[-1].number}. " if writer.lists[-1].ordered else "- "
        case "table":
            writer.rows = []
        case "tr" if writer.rows is not None:
            writer.rows.append([])
        case "a":
            writer.links.append(names.get("href", ""))
            writer.line.append("[")
        case "img":
            writer.line.append(f"![{names.get('alt', '')}]({names.get('src', '')})")
        case "br":
            writer.line.append(" ")
        case "code":
            writer.line.append("`")
            writer.in_code = True
        case mark if mark in _MARKS:
            writer.line.append(_MARKS[mark])
    if "verdict" in classes:
        writer.line.append("**")
    if tag not in _VOID:
        is_line = bool(classes & _BOLD_CLASSES) or tag in ("dt", "summary")
        closers.append(_LINE if is_line else "**" if "verdict" in classes else "")


def _end(writer: _Writer, tag: str, closers: list[str]) -> None:
    closer = closers.pop() if closers else ""
    if closer == _LINE:
        writer.flush("**")
    elif closer:
        writer.line.append(closer)
    elif tag in _BLOCKS:
        writer.flush()
    match tag:
        case "ul" | "ol" if writer.lists:
            writer.lists.pop()
        case "td" | "th" if writer.rows:
            writer.rows[-1].append(
                _BEFORE_POINT.sub(r"\1", _SPACE.sub(" ", "".join(writer.line))).strip().replace("|", "\\|")
            )
            writer.line = []
        case "table":
            writer.table()
        case "a" if writer.links:
            address = writer.links.pop()
            writer.line.append(f"]({address})")
        case "code":
            writer.line.append("`")
            writer.in_code = False
        case mark if mark in _MARKS:
            writer.line.append(_MARKS[mark])


def _code(text: str) -> str:
    return f"``{text}``" if "`" in text else f"`{text}`"


@dataclass(frozen=True)
class ReadPage:
    """A page as programs read it: where its Markdown is, and what the list of pages says of it."""

    path: str
    title: str
    description: str
    section: str
    text: str


def read_pages(pages: Iterable[Page], memory: Memory) -> list[ReadPage]:
    """Return the pages, each with its Markdown and the titles of the sections of the navigation that it is in."""
    return [
        ReadPage(
            urls.markdown(page.file.dest_uri),
            html.unescape(str(page.title)),
            html.unescape(str(page.meta.get("description", ""))),
            html.unescape(": ".join(str(section.title) for section in reversed([*page.ancestors]))),
            memory.recall(("text", page.file.src_uri), page.content, partial(markdown, page.content or ""), __name__),
        )
        for page in pages
    ]


def texts(site: Site, title: str, summary: str, pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """Yield the address and the Markdown of each page, and of the list of them all."""
    read = read_pages(pages, site.memory)
    for page in read:
        yield page.path, page.text
    yield urls.LLMS, listed(site, title, summary, read)


def listed(site: Site, title: str, summary: str, pages: list[ReadPage]) -> str:
    """Return the list in the form of https://llmstxt.org: a title, a summary, and links by section."""
    sections: dict[str, list[str]] = {}
    for page in pages:
        says = f": {page.description}" if page.description else ""
        link = f"- [{_SPECIAL.sub(_ESCAPED, page.title)}]({site.absolute(page.path)}){says}"
        sections.setdefault(page.section or "Start", []).append(link)
    data = {
        urls.COMPARISON_JSON: "every criterion with every answer, its evidence, its day and its sources",
        urls.COMPARISON_CSV: "a line for each answer",
        urls.OPENAPI: "all files for programs",
        urls.FEED: "what changed",
    }
    sections["Data"] = [f"- [{url}]({site.absolute(url)}): {says}" for url, says in data.items()]
    parts = [f"# {short_plain(title)}", f"> {short_plain(summary)}"]
    parts += [f"## {section}\n\n" + "\n".join(links) for section, links in sections.items()]
    return "\n\n".join(parts) + "\n"
