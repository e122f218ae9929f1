"""The search: Pagefind's index of all pages, and the words by which a mistyped one is corrected."""

import html
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pagefind_bin
from markupsafe import escape
from mkdocs.structure.pages import Page
from pydantic import ValidationError

from macros.model.base import Searched, as_compared
from macros.site import Site
from macros.views import urls
from macros.views.search import Aliases, aliases

FOLDER = "search/"
"""Where the site has what is fetched once somebody searches."""

WORDS = FOLDER + "words.json"
"""The words of the site, for those who mistype one."""

NEEDED = ("pagefind.js", "pagefind-entry.json", "wasm.en.pagefind", "*.pf_meta", "index/*", "fragment/*")
"""What the script fetches of what Pagefind writes; the rest are boxes of its own."""

IGNORED = (".headerlink", ".provenance")
"""Selectors of what a page repeats for every reader, and nobody looks for. Pagefind leaves out navigation by itself."""

CHUNK = "3000"
"""How much of the index is fetched together: at most about 8 KB, where Pagefind chooses 30."""

_CODE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_TITLE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)
_SPAN_OR_CELL = re.compile(r"</?span\b[^>]*>|(?=</t[dh]>)")
_CODE_OR_TAG = re.compile(r"<pre\b.*?</pre>|<[^>]*>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]\w{2,}")


@dataclass(frozen=True)
class SearchPage:
    """A page as the search knows it."""

    path: str
    """Its file in the site."""
    title: str
    """As plain text."""
    content: str
    """Its part of the page's HTML: no navigation, no footer."""
    description: str = ""
    """What it is about, in a sentence."""
    aliases: Aliases = field(default_factory=Aliases)

    @property
    def document(self) -> str:
        """What Pagefind reads: aliases are no part of the text, so that no excerpt shows them."""
        names = {
            "title": self.title,
            "description": self.description,
            "aka": ". ".join(self.aliases.own),
            "related": ". ".join(self.aliases.related),
        }
        head = "".join(
            f'<meta data-pagefind-meta="{name}[content]" content="{escape(text)}">'
            for name, text in names.items()
            if text
        )
        # Pagefind joins what only styles keep apart. Spans colour code too: without them it is a third quicker.
        parts = _CODE.split(_TITLE.sub("", self.content))
        text = "".join(_SPAN_OR_CELL.sub("" if place % 2 else " ", part) for place, part in enumerate(parts))
        text = text.replace("<pre", '<pre data-pagefind-weight="0.3"')
        return f'<html lang="en"><head>{head}</head><body>{text}</body></html>'


def search_pages(site: Site, pages: Iterable[Page]) -> tuple[list[SearchPage], list[str]]:
    """Return all pages as the search knows them, and what is wrong with the aliases that written ones give.

    Those stand in a page's front matter, as ``aka`` and ``aka_shared``.
    """
    found: list[SearchPage] = []
    mistakes: list[str] = []
    known = {} if site.is_broken else aliases(site.catalog)
    data = () if site.is_broken else site.catalog.searched()
    places = {as_compared(alias): kind.path(key) for kind, key, document in data for alias in document.aliases}
    for page in pages:
        url = urls.of_source(page.file.src_uri)
        given = known.get(url, Aliases())
        if url not in known:
            source = f"docs/{page.file.src_uri}"
            try:
                written = Searched.model_validate(
                    {key: page.meta[key] for key in Searched.model_fields if key in page.meta}
                )
            except ValidationError:
                continue  # a preview's page: the reader has said so
            for alias in written.aka:
                if (other := places.setdefault(as_compared(alias), source)) != source:
                    remedy = "leave one out, or move it to 'aka_shared'"
                    mistakes.append(f"{source}: the alias '{alias}' is given in {other} too; {remedy}")
            given = Aliases(tuple(written.aliases))
        # The navigation may shorten a title to what it needs beneath its section.
        given_texts = (page.meta.get("title") or page.title, page.meta.get("description"))
        title, description = (html.unescape(str(text or "")) for text in given_texts)
        found.append(SearchPage(page.file.dest_uri, title, page.content or "", description, given))
    return found, mistakes


def words(pages: Iterable[SearchPage]) -> str:
    """Return, as JSON, the words of titles and aliases, and those of the texts beside them."""
    named: set[str] = set()
    read: set[str] = set()
    for page in pages:
        named.update(_words(" ".join((page.title, *page.aliases.own))))
        read.update(_words(html.unescape(_CODE_OR_TAG.sub(" ", page.content))))
    return json.dumps({"named": " ".join(sorted(named)), "read": " ".join(sorted(read - named))})


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


@dataclass
class Indexing:
    """Pagefind at work on the pages, while MkDocs goes on."""

    pages: Sequence[SearchPage]
    _folder: tempfile.TemporaryDirectory[str] = field(default_factory=tempfile.TemporaryDirectory)

    def __post_init__(self) -> None:
        source = Path(self._folder.name, "pages")
        for page in self.pages:
            path = source / page.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page.document, encoding="utf-8")
        command = [
            *(pagefind_bin.get_executable(), "--silent"),
            *("--site", source, "--output-path", self._output),
            *(option for selector in IGNORED for option in ("--exclude-selectors", selector)),
        ]
        environment = os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": CHUNK}
        self._process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def stop(self) -> None:
        """Make no index after all."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        self._folder.cleanup()

    @property
    def _output(self) -> Path:
        return Path(self._folder.name, "index")

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """Yield the address and the content of each file of the search, once the index is made."""
        said, _ = self._process.communicate()
        if self._process.returncode:
            raise RuntimeError(f"Pagefind made no index: {said.strip()}")
        for pattern in NEEDED:
            for path in sorted(self._output.glob(pattern)):
                yield FOLDER + path.relative_to(self._output).as_posix(), path.read_bytes()
        yield WORDS, words(self.pages)
        self._folder.cleanup()
