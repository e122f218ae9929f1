"""Texts are shown as they were written: nothing in them runs, and nothing in them breaks the page."""

import html
import re
from html.parser import HTMLParser

import jinja2
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.text import has_image, links_in_prose, prose_html, prose_start, short_html, short_markdown, short_plain

EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
]
"""Those of mkdocs.yml that give characters a meaning."""

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></div><!-- x",
    "{{ 7 * 7 }}",
    "{% raise %}",
    "{# gone #}",
    "a | b | c",
    "| --- |",
    "*bold* _em_ **strong** ~~gone~~ ==mark== ^^up^^",
    "[link](https://x.example) ![image](x.png) [ref][r] [^1]",
    "<https://x.example> https://x.example me@x.example",
    "# not a heading #",
    "1. not a list",
    "- nor this",
    "+ or this",
    "> no quotation",
    "    no code",
    "--- --",
    "===",
    ": no definition",
    '!!! note "no box"',
    "??? note",
    '=== "no tab"',
    "/// note",
    "text { #id .class onclick=x }",
    "&amp; &lt; & &#60; &nosuch;",
    "\"double\" 'single' \\backslash \\*",
    "$x$ (c) :smile: @name #1 %20",
    "~~~",
    "é 😀 … ’",
]
STRIPPED = [text.strip() for text in NASTY]


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(page: str) -> tuple[list[tuple[str, dict[str, str | None]]], str]:
    """Return the tags and the text that a browser would find."""
    parser = _Seen()
    parser.feed(page)
    parser.close()
    return parser.tags, re.sub(r"\s+", " ", parser.text).strip()


def page(source: str) -> str:
    """Return what MkDocs makes of a page's source: Jinja first, then Markdown."""
    rendered = jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(source).render()
    return str(markdown.markdown(rendered, extensions=EXTENSIONS))


@pytest.mark.parametrize("text", NASTY)
def test_a_short_text_in_html_is_only_text(text: str) -> None:
    assert seen(str(short_html(text))) == ([], re.sub(r"\s+", " ", text).strip())


@pytest.mark.parametrize("text", NASTY)
def test_a_short_text_in_code_is_only_text(text: str) -> None:
    assert seen(str(short_html(f"see `{text}`!"))) == ([("code", {})], re.sub(r"\s+", " ", f"see {text}!"))


@pytest.mark.parametrize("text", STRIPPED)
def test_a_short_text_in_a_page_is_only_text(text: str) -> None:
    tags, shown = seen(page(short_markdown(text)))
    assert (tags, shown) == ([("p", {})], text)


SIGNS = st.text("".join(map(chr, range(32, 127))).replace("`", "") + "é😀…", min_size=1).map(str.strip).filter(bool)


@given(SIGNS)
def test_a_short_text_of_any_signs_is_only_text(text: str) -> None:
    expected = re.sub(r"\s+", " ", text)
    assert seen(page(short_markdown(text))) == ([("p", {})], expected)
    assert seen(str(short_html(text))) == ([], expected)


@pytest.mark.parametrize("text", STRIPPED)
def test_a_short_text_in_a_heading_is_only_text(text: str) -> None:
    tags, shown = seen(page(f"# {short_markdown(text)} {{: #mine }}\n\nnext"))
    assert [tag for tag, _ in tags] == ["h1", "p"]
    assert tags[0][1] == {"id": "mine"}
    assert shown == f"{text} next"


@pytest.mark.parametrize("text", STRIPPED)
def test_code_of_a_short_text_in_a_page_is_only_text(text: str) -> None:
    tags, shown = seen(page(short_markdown(f"see `{text}`!")))
    assert tags == [("p", {}), ("code", {})]
    assert shown == f"see {text}!"


@pytest.mark.parametrize("text", [text for text in STRIPPED if text != "| --- |"])
def test_a_short_text_in_a_table_of_a_page_is_only_text(text: str) -> None:
    tags, shown = seen(page(f"| first | second |\n|---|---|\n| {short_markdown(text)} | x |\n"))
    assert [tag for tag, _ in tags] == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert shown == f"first second {text} x"


@pytest.mark.parametrize("text", STRIPPED)
def test_a_short_text_in_html_of_a_page_is_only_text(text: str) -> None:
    # Jinja does not read again what a macro returned; the raw block stands for one.
    block = f'<div class="cell">\n<p>{short_html(text)}</p>\n</div>'
    assert seen(markdown.markdown(block, extensions=EXTENSIONS)) == ([("div", {"class": "cell"}), ("p", {})], text)


def test_a_short_text_without_markup() -> None:
    assert short_plain("see `a < b` & c") == "see a < b & c"


def test_code_of_a_short_text() -> None:
    assert str(short_html("a `b` c `d`")) == "a <code>b</code> c <code>d</code>"
    assert short_markdown("a `b` c") == "a <code>b</code> c"
    assert html.unescape(short_markdown("`x|y` ~{}")) == "<code>x|y</code> ~{}"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a <b onclick=x>b</b>", "<!-- x -->", "<div>\n\n# x\n</div>"]
)
def test_html_in_prose_is_shown_as_text(text: str) -> None:
    tags, shown = seen(str(prose_html(text)))
    assert {tag for tag, _ in tags} <= {"p", "h1"}
    assert "<" in shown


def test_prose_is_commonmark() -> None:
    source = 'One *two* `<three>`.\n\n- [four](https://x.example/?a=1&b="2")\n\n```\n<five> {{ six }}\n```\n'
    assert str(prose_html(source)) == (
        "<p>One <em>two</em> <code>&lt;three&gt;</code>.</p>\n"
        '<ul>\n<li><a href="https://x.example/?a=1&amp;b=%222%22">four</a></li>\n</ul>\n'
        "<pre><code>&lt;five&gt; {{ six }}\n</code></pre>\n"
    )


def test_a_scripts_address_is_no_link_even_if_it_came_so_far() -> None:
    tags, shown = seen(str(prose_html("[x](javascript:alert(1))")))
    assert tags == [("p", {})]
    assert shown == "[x](javascript:alert(1))"


def test_every_link_of_prose_is_found() -> None:
    text = (
        "[a](https://a.example) <https://b.example> ![c](https://c.example)\n\n"
        "> - [d][d] and **[e](javascript:e)**\n\n[d]: ftp://d.example\n\n`[f](https://f.example)`\n"
    )
    links = ["https://a.example", "https://b.example", "https://c.example", "ftp://d.example", "javascript:e"]
    assert links_in_prose(text) == links
    assert links_in_prose("none") == []


def test_images_of_prose_are_found() -> None:
    assert has_image("- x *![y](https://y.example)*")
    assert has_image("[![y](https://y.example)](https://z.example)")
    assert not has_image("`![y](https://y.example)` [!](https://y.example)")


@pytest.mark.parametrize(
    ("prose", "start"),
    [
        ("One. Two? Three is long.", "One. Two?"),
        ("A `code` and a [link](https://a.example/) in\none sentence that is long. More.", None),
        ("Version 3.11 is one. It is.", "Version 3.11 is one."),
        ("No end", "No end"),
        ("- a list\n- of items", "a list"),
        ("", ""),
    ],
)
def test_prose_begins_with_whole_sentences_and_without_markup(prose: str, start: str | None) -> None:
    assert prose_start(prose, 20) == (start if start is not None else "A code and a link in one sentence that is long.")
