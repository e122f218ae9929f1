"""What specifications read of the site's pages: elements, tables, and links that lead nowhere."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit


@dataclass
class Element:
    """An element that was opened, and the text inside it."""

    tag: str
    attributes: dict[str, str]
    pieces: list[str] = field(repr=False)
    """The texts of the whole page, in their order."""
    start: int
    end: int

    @property
    def text(self) -> str:
        """All the text inside it."""
        return "".join(self.pieces[self.start : self.end])


@dataclass
class Html(HTMLParser):
    """A parsed page: its elements in order, each with all the text inside it."""

    html: str
    elements: list[Element] = field(default_factory=list)

    VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self._pieces: list[str] = []
        self.feed(self.html)
        self.close()
        self._end(self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.handle_startendtag(tag, attrs)
        if tag not in self.VOID:
            self._open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        here = len(self._pieces)
        self.elements.append(Element(tag, {key: value or "" for key, value in attrs}, self._pieces, here, here))

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest element of that name, and what was left open in it."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                self._end(self._open[place:])
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Note a text: it is in all that is open."""
        self._pieces.append(data)

    def _end(self, elements: list[Element]) -> None:
        for element in elements:
            element.end = len(self._pieces)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of a name that have these attributes."""
        return [
            element
            for element in self.elements
            if element.tag == tag and attributes.items() <= element.attributes.items()
        ]

    @property
    def text(self) -> str:
        """The article's text with its white space evened out."""
        return " ".join("".join(element.text for element in self.all("article")[:1] or self.all("body")).split())

    @property
    def ids(self) -> set[str]:
        """Every ID of the page."""
        return {element.attributes["id"] for element in self.elements if "id" in element.attributes}


def page(site: Path, url: str = "") -> Html:
    """Parse the page at an address from the site's root."""
    return Html((site / url / "index.html").read_text(encoding="utf-8"))


def rows(parsed: Html) -> list[list[str]]:
    """Return the rows of all tables of a page as the texts of their cells, white space evened out."""
    table: list[list[str]] = []
    for element in parsed.elements:
        if element.tag == "tr":
            table.append([])
        elif element.tag in ("th", "td") and table:
            table[-1].append(" ".join(element.text.split()))
    return table


def broken_links(site: Path, at: str = "/") -> list[str]:
    """Return every internal address in the site's pages that leads to no file or no ID, as "page: address".

    ``at`` is the path at which the site is published. The page for addresses that lead nowhere is served at
    any depth, so it alone names addresses from there.
    """
    pages = [path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "files"]
    parsed = {path.relative_to(site).as_posix(): Html(path.read_text("utf-8")) for path in pages}
    wrong = []
    for name, html in parsed.items():
        for element in html.elements:
            address = element.attributes.get("href", element.attributes.get("src"))
            if address is None or re.match(r"(?:[a-z]+:|//)", address):
                continue
            inner = address.removeprefix(at.rstrip("/")) if address.startswith("/") else address
            if (address.startswith("/") and name != "404.html") or not _leads_somewhere(site, parsed, name, inner):
                wrong.append(f"{name}: <{element.tag}> {address!r}")
    return wrong


def _leads_somewhere(site: Path, parsed: dict[str, Html], name: str, address: str) -> bool:
    if not address:
        return False
    parts = urlsplit(urljoin(f"https://here.example/{name}", address))
    path = unquote(parts.path).lstrip("/")
    if not path or path.endswith("/"):
        path += "index.html"
    if not (site / path).is_file():
        return False
    wanted = unquote(parts.fragment)
    return not wanted or path not in parsed or wanted in parsed[path].ids
