"""The comparison table: columns, groups and rows."""

from macros.catalog import Catalog
from macros.model.base import CriterionId
from macros.views import comparison
from tests.project import ScratchProject


def titles(table: comparison.Table) -> list[list[str]]:
    """Return the titles of a table's rows, by group."""
    return [[row.title for row in group.rows] for group in table.groups]


def test_columns_are_in_the_order_of_their_names_whatever_the_file_says(project: ScratchProject) -> None:
    assert comparison.comparison_table(project.catalog).columns == ["Alpha", "Beta"]
    project.edit("data/frameworks/alpha.yml", "name: Alpha", "name: zeta")
    table = comparison.comparison_table(project.catalog)
    assert table.columns == ["Beta", "zeta"]
    assert [cell.name for cell in table.groups[0].rows[0].cells] == table.columns


def test_groups_are_in_the_comparisons_order_and_rows_in_that_of_their_titles(project: ScratchProject) -> None:
    project.edit("data/criteria/speed.yml", "title: Speed", "title: a small letter first")
    table = comparison.comparison_table(project.catalog)
    assert [group.id for group in table.groups] == ["first", "second"]
    assert titles(table) == [["a small letter first", "Guard"], ["Age", "Taste"]]


def test_headline_rows_keep_the_comparisons_order(project: ScratchProject) -> None:
    assert titles(comparison.headline_table(project.catalog)) == [["Guard", "Speed"]]
    project.edit("data/comparison.yml", "[guard, speed]", "[speed, guard]")
    assert titles(comparison.headline_table(project.catalog)) == [["Speed", "Guard"]]


def test_some_rows_keep_the_order_in_which_they_are_named(catalog: Catalog) -> None:
    table = comparison.table_of(catalog, [CriterionId("taste"), CriterionId("age")])
    assert titles(table) == [["Taste", "Age"]]


def test_a_row_tells_whether_its_answers_differ(catalog: Catalog) -> None:
    assert comparison.row(catalog, CriterionId("guard")).differs
    assert not comparison.row(catalog, CriterionId("speed")).differs, "both were measured alike"


def test_every_row_has_a_cell_for_every_column(project: ScratchProject) -> None:
    project.edit("data/criteria/speed.yml", "  beta: {short: As measured.}\n", "")
    table = comparison.comparison_table(project.catalog)
    assert all(len(row.cells) == len(table.columns) for group in table.groups for row in group.rows)
