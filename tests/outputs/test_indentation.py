"""The white space between blocks, and what else a page need not bear."""

from macros.outputs.indentation import without_indentation


def test_lines_begin_without_white_space() -> None:
    assert without_indentation("<body>\n    <nav>\n\n  </nav>\n  <article>A</article>\n    </body>") == (
        "<body>\n<nav>\n</nav>\n<article>A</article>\n</body>"
    )


def test_in_the_article_only_space_that_no_reader_sees_goes() -> None:
    code = "<pre>\n  <span>a</span>\n  <p>\n</pre>"
    article = f"<article>\n\n <p>One <b>two</b>\n <i>three</i>\n</p>\n{code}\n<ul>\n  <li>One</li>\n</ul>\n</article>"
    assert without_indentation(article) == (
        f"<article><p>One <b>two</b>\n <i>three</i></p>\n{code}<ul><li>One</li></ul></article>"
    )


def test_signs_that_mean_nothing_in_html_need_no_reference() -> None:
    assert without_indentation("<p>a&#45;b&#40;c&#41;&#44; &#60;d&#62; &#38; &#34;e&#34;</p>") == (
        "<p>a-b(c), &#60;d&#62; &#38; &#34;e&#34;</p>"
    )


def test_a_page_without_an_article_is_shortened_whole() -> None:
    assert without_indentation("<body>\n    <p>Text</p>\n  </body>") == "<body>\n<p>Text</p>\n</body>"
