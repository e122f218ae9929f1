"""The search's index, and the words by which a mistyped one is corrected."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from macros.outputs.search import CHUNK, FOLDER, WORDS, Indexing, SearchPage, search_pages
from macros.site import Site
from macros.views.search import Aliases
from tests.outputs.search_index import Entry, entries
from tests.project import ScratchProject

PAGE = SearchPage(
    "guard/index.html",
    "Is <b> refused?",
    '<h1 id="guard">Is &lt;b&gt; refused?<a class="headerlink" href="#guard">¶</a></h1>'
    '<p>Wrong &amp; right.</p><nav><a href="#">Elsewhere</a></nav>'
    "<table><tr><td><span>One</span><span>Two</span></td><td>Three</td></tr></table>"
    '<h2 id="why">Why<a class="headerlink">¶</a></h2>'
    '<p>Because <code>check()</code> says so.</p><p class="provenance">Ran somewhere.</p>'
    "<pre>import <span>secret</span><span>_word</span></pre>",
    "Whether <b> is.",
    Aliases(("barrier", 'a "quoted" one'), ("fence",)),
)
OTHER = SearchPage("index.html", "Home", "<h1>Home</h1><p>Begin here, with a barricade.</p>")


@pytest.fixture(scope="module")
def files() -> dict[str, str | bytes]:
    return dict(Indexing([PAGE, OTHER]).files())


@pytest.fixture(scope="module")
def index(files: dict[str, str | bytes]) -> dict[str, Entry]:
    return entries(content for url, content in files.items() if "/fragment/" in url and isinstance(content, bytes))


def test_each_page_is_found_at_its_address_under_its_title(index: dict[str, Entry]) -> None:
    assert {url: entry.names["title"] for url, entry in index.items()} == {"guard/": "Is <b> refused?", "": "Home"}


def test_excerpts_show_a_pages_text_without_its_title_signs_and_navigation(index: dict[str, Entry]) -> None:
    assert index["guard/"].text == "Wrong & right. One Two Three Why. Because check() says so. import secret_word"


def test_a_section_is_found_at_its_heading(index: dict[str, Entry]) -> None:
    assert index["guard/"].headings == ("Why",)


def test_aliases_are_searched_and_in_no_text(index: dict[str, Entry]) -> None:
    assert index["guard/"].names["aka"] == 'barrier. a "quoted" one'
    assert index["guard/"].names["related"] == "fence"
    assert set(index[""].names) == {"title"}


def test_a_page_is_described_in_its_own_words(index: dict[str, Entry]) -> None:
    assert index["guard/"].names["description"] == "Whether <b> is."


def test_words_are_those_of_titles_and_own_aliases_then_those_of_the_texts(files: dict[str, str | bytes]) -> None:
    words = json.loads(files[WORDS])
    assert words["named"].split() == ["barrier", "home", "one", "quoted", "refused"]
    assert words["read"] == (
        "barricade because begin check elsewhere here ran right says somewhere three two why with wrong"
    )


def test_nothing_is_published_that_no_reader_fetches(files: dict[str, str | bytes]) -> None:
    names = {url.removeprefix(FOLDER).split("/")[0] for url in files}
    assert {name for name in names if not name.endswith("_meta")} == {
        *("pagefind.js", "pagefind-entry.json", "wasm.en.pagefind", "words.json", "index", "fragment")
    }


def test_the_same_pages_give_the_same_bytes(files: dict[str, str | bytes]) -> None:
    assert dict(Indexing([PAGE, OTHER]).files()) == files


def test_the_index_comes_in_small_pieces() -> None:
    """The size of a piece is an option that Pagefind calls unstable: a release may drop it."""
    text = " ".join(f"word{number}x{number % 7}" for number in range(4 * int(CHUNK)))
    pieces = [content for url, content in Indexing([SearchPage("a.html", "A", text)]).files() if "/index/" in url]
    assert len(pieces) > 5


def test_a_failure_says_what_pagefind_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho no room left >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: broken)
    with pytest.raises(RuntimeError, match="Pagefind made no index: no room left"):
        list(Indexing([OTHER]).files())


# Aliases of written pages

Written = Callable[..., tuple[list[SearchPage], list[str]]]


@pytest.fixture
def written(project: ScratchProject) -> Written:
    """Return what the search makes of written pages with some front matter."""

    def pages(**metas: dict[str, Any]) -> tuple[list[SearchPage], list[str]]:
        config = MkDocsConfig()
        config.load_dict({"site_name": "Site", "docs_dir": str(project.root), "site_dir": str(project.root / "site")})
        config.validate()
        made = []
        for name, meta in metas.items():
            page = Page(
                "A title", File(f"{name}.md", config.docs_dir, config.site_dir, use_directory_urls=True), config
            )
            page.meta, page.content = meta, "<p>Text.</p>"
            made.append(page)
        return search_pages(Site(project.catalog), made)

    return pages


def test_a_written_page_gives_its_aliases_in_its_front_matter(written: Written) -> None:
    (page,), mistakes = written(about={"aka": ["method"], "aka_shared": ["proof"], "title": "About"})
    assert page.aliases == Aliases(("method", "proof"))
    assert page.title == "About", "as the page is headed, not as the navigation shortens it"
    assert mistakes == []


def test_a_written_page_has_no_alias_of_another(project: ScratchProject, written: Written) -> None:
    project.edit("data/criteria/guard.yml", "group: first", "group: first\naka: [Barrier]")
    where = "data/criteria/guard.yml"
    assert written(about={"aka": ["barrier"]})[1] == [
        f"docs/about.md: the alias 'barrier' is given in {where} too; leave one out, or move it to 'aka_shared'"
    ]
    assert written(about={"aka": ["method"]}, choose={"aka": ["method"]})[1] == [
        "docs/choose.md: the alias 'method' is given in docs/about.md too; leave one out, or move it to 'aka_shared'"
    ]
    assert written(about={"aka_shared": ["barrier"]})[1] == []
