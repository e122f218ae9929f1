"""The indentation of the theme's templates."""

from macros.outputs.indentation import without_indentation


def test_lines_begin_without_white_space_but_for_those_of_the_article() -> None:
    article = "<article>\n  <pre>\n    code\n  </pre>\n</article>"
    assert without_indentation(f"<body>\n    <nav>\n\n  </nav>\n  {article}\n    </body>") == (
        f"<body>\n<nav>\n</nav>\n{article}\n</body>"
    )


def test_a_page_without_an_article_is_shortened_whole() -> None:
    assert without_indentation("<body>\n    <p>Text</p>\n  </body>") == "<body>\n<p>Text</p>\n</body>"
