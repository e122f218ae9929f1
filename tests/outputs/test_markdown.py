"""A page as Markdown says what the page says, and nothing that only a browser needs."""

import pytest
from markdown_it import MarkdownIt

from macros.catalog import Catalog
from macros.outputs.markdown import ReadPage, listed, markdown
from macros.site import Site
from tests.site.html import Html

CASES = {
    "a heading without its link": ('<h2 id="a">One<a class="headerlink" href="#a">¶</a></h2>', "## One\n"),
    "paragraphs": ("<p>One\n  two.</p>\n<p>Three.</p>", "One two.\n\nThree.\n"),
    "emphasis and code": (
        "<p><strong>So</strong> <em>it</em> is <code>a_b*</code>.</p>",
        "**So** *it* is `a_b*`.\n",
    ),
    "a link": ('<p>See <a href="../b/#c">the <code>b</code></a>.</p>', "See [the `b`](../b/#c).\n"),
    "signs that mean something": ("<p>2 * 3 &lt; a_b &amp; [c]</p>", "2 \\* 3 \\< a\\_b & \\[c\\]\n"),
    "a list": ("<ul><li>One</li><li><p>Two</p><p>More</p></li></ul>", "- One\n- Two\n\n    More\n"),
    "a list in a list": (
        "<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol>",
        "1. One\n    - Inner\n2. Two\n",
    ),
    "code": (
        '<div class="highlight language-python"><span class="filename">'
        '<span class="filename-name">a.py</span><a class="filename-download" href="a.py">Download</a></span>'
        '<pre><code><span class="k">if</span> a &lt; b:\n    pass\n</code></pre></div>',
        "**a.py**\n\n```python\nif a < b:\n    pass\n```\n",
    ),
    "code with a fence in it": ("<pre><code>```\n</code></pre>", "````text\n```\n````\n"),
    "a table": (
        '<table><caption class="visually-hidden">C</caption><thead><tr><th>A</th><th>B</th></tr></thead>'
        '<tbody><tr><th><a href="x">One</a><span class="q">asked?</span></th><td>a|b</td></tr></tbody></table>',
        "| A | B |\n| --- | --- |\n| [One](x) asked? | a\\|b |\n",
    ),
    "commands in a table": (
        "<table><tr><td><pre><code>one\ntwo\n</code></pre></td></tr></table>",
        "| `one` `two` |\n| --- |\n",
    ),
    "a row that goes over all columns": (
        '<table><tr><th>A</th><th>B</th></tr><tr><th colspan="2">Both</th></tr></table>',
        "| A | B |\n| --- | --- |\n| Both |  |\n",
    ),
    "a verdict": (
        '<p><span class="verdict verdict--yes"><svg><path d="M0"/></svg><span>Yes<span class="verdict-by">, built in'
        "</span></span></span> <span>It is.</span></p>",
        "**Yes, built in** It is.\n",
    ),
    "what folds": ("<details><summary>More</summary><p>Text</p></details>", "**More**\n\nText\n"),
    "tabs": (
        '<div class="tabbed-set"><input id="t"><div class="tabbed-labels"><label for="t">A</label></div>'
        '<div class="tabbed-block"><p class="tab-title">A</p><p>Text</p></div></div>',
        "**A**\n\nText\n",
    ),
    "sides, each with its tabs": (
        '<h3>Ask</h3><div class="side"><p class="side-name">Alpha</p><p>It asks.</p></div>'
        '<div class="side"><p class="side-name">Beta</p><p class="tab-title">Beta</p><p>One</p>'
        '<p class="tab-title">Beta + plus</p><p>Two</p></div><h3>Next</h3>',
        "### Ask\n\n#### Alpha\n\nIt asks.\n\n#### Beta\n\nOne\n\n**Beta + plus**\n\nTwo\n\n### Next\n",
    ),
    "an image": ('<p><img alt="A page" src="a.webp"></p>', "![A page](a.webp)\n"),
    "what is for the hand or the eye": (
        '<form><div><button>Go</button></div></form><span aria-hidden="true">·</span><!-- no --><p>Text</p>',
        "Text\n",
    ),
}


@pytest.mark.parametrize(("content", "expected"), CASES.values(), ids=CASES)
def test_a_piece_of_a_page_becomes_markdown(content: str, expected: str) -> None:
    assert markdown(content) == expected


@pytest.mark.parametrize("text", ["<b>no tag</b>", "*a* _b_ `c` [d](e)", "C:\\path\\*", "# no heading", "1 < 2"])
def test_a_text_is_read_again_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    again = MarkdownIt("commonmark").render(markdown(f"<p>See {escaped} there</p>"))
    assert Html(again).all("p")[0].text == f"See {text} there"


def test_the_list_of_pages_has_a_title_a_summary_and_links_by_section() -> None:
    pages = [
        ReadPage("index.md", "Home", "All of it", "", ""),
        ReadPage("a/index.md", "A [b]", "", "Compare: First", ""),
    ]
    text = listed(Site(Catalog(), address="https://site.example/x"), "Alpha or Beta", "Which.", pages)
    assert text.startswith(
        "# Alpha or Beta\n\n> Which.\n\n"
        "## Start\n\n- [Home](https://site.example/x/index.md): All of it\n\n"
        "## Compare: First\n\n- [A \\[b\\]](https://site.example/x/a/index.md)\n\n## Data\n\n"
    )
    assert "(https://site.example/x/comparison.json)" in text
