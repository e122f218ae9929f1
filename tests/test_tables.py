"""A table in Markdown becomes one whose rows are cards on a phone."""

from markdown import markdown

from macros.tables import CardTables

TABLE = """
| | Pages | An *app* |
|---|---|---|
| Languages | `HTML` and [CSS](css.md) | all |
"""


def html(source: str) -> str:
    made: str = markdown(source, extensions=["tables", CardTables()])
    return made.replace("\n", "")


def test_each_cell_bears_its_column_and_each_row_has_a_header() -> None:
    made = html(TABLE)
    assert '<tr><th scope="row">Languages</th>' in made
    assert '<td data-label="Pages"><span><code>HTML</code> and <a href="css.md">CSS</a></span></td>' in made
    assert '<td data-label="An app"><span>all</span></td>' in made


def test_an_empty_corner_is_no_header() -> None:
    assert '<tr><td></td><th scope="col">Pages</th><th scope="col">An <em>app</em></th></tr>' in html(TABLE)


def test_a_table_has_the_styles_of_all_tables() -> None:
    assert html(TABLE).startswith('<div class="scroll"><table class="plain-table card-table">')


def test_a_table_inside_of_a_list_is_framed_where_it_stands() -> None:
    listed = html("- First\n\n    | A | B |\n    |---|---|\n    | 1 | 2 |\n\n    Then.\n")
    assert listed.index("First") < listed.index('<div class="scroll">') < listed.index("Then.")


def test_other_text_is_left_alone() -> None:
    assert html("Plain *text*.") == "<p>Plain <em>text</em>.</p>"
