"""From views to HTML: templates, and the blocks that wait for their page."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from macros import render


@given(st.lists(st.sampled_from(["<p>*a*</p>", "<div>\n\n    code\n</div>", "{{ b }}", "<!--block:0-->"]), min_size=1))
def test_blocks_come_through_markdown_as_they_are_each_in_its_place(htmls: list[str]) -> None:
    blocks = render.Blocks()
    source = "first" + "".join(blocks.put(Markup(html)) for html in htmls) + "last"
    page = blocks.fill(markdown.markdown(source))
    assert page.replace("\n", "") == "".join(["<p>first</p>", *htmls, "<p>last</p>"]).replace("\n", "")
    assert blocks.count == len(htmls)


def test_what_a_template_shows_is_escaped() -> None:
    html = render.template(render.environment(), "redirect.html.jinja", url='"><script>')
    assert "<script>" not in html


def test_a_value_that_a_template_lacks_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'url' is undefined"):
        render.template(render.environment(), "redirect.html.jinja")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ 'a `b` <c>'|short }}", "a <code>b</code> &lt;c&gt;"),
        ("{{ 'a `b` <c>'|plain }}", "a b &lt;c&gt;"),
        ("{{ '*a* <b>'|prose }}", "<p><em>a</em> &lt;b&gt;</p>\n"),
        ("{{ 2|count('file') }}", "2 files"),
        ("{{ words.VERDICTS.no }}", "No"),
    ],
)
def test_templates_have_the_two_kinds_of_text_and_words(source: str, text: str) -> None:
    assert render.environment().from_string(source).render() == text
