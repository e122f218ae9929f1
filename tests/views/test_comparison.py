"""The comparison table: columns, groups and rows."""

import pytest

from macros.catalog import Catalog
from macros.model.base import CriterionId
from macros.views import comparison
from tests.project import ScratchProject
from tests.rules import AGE, GUARD


def titles(table: comparison.Table) -> list[list[str]]:
    """Return the titles of a table's rows, by group."""
    return [[row.title for row in group.rows] for group in table.groups]


def names(table: comparison.Table) -> list[str]:
    """Return the names of a table's columns."""
    return [column.name for column in table.columns]


def test_columns_are_in_the_order_of_their_names_whatever_the_file_says(project: ScratchProject) -> None:
    assert names(comparison.comparison_table(project.catalog)) == ["Alpha", "Beta"]
    project.edit("data/frameworks/alpha.yml", "name: Alpha", "name: zeta")
    table = comparison.comparison_table(project.catalog)
    assert names(table) == ["Beta", "zeta"]
    assert [cell.name for cell in table.groups[0].rows[0].cells] == names(table)


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


@pytest.mark.parametrize(
    ("alpha", "beta", "differs"),
    [
        ("verdict: yes, by: core", "verdict: no", True),
        ("verdict: yes, by: core", "verdict: yes, by: extra", True),
        ("verdict: yes, by: core", "verdict: yes, by: core, note: Not on Sundays.", True),
        ("value: Red", "value: Scarlet", True),
        ("verdict: no", "verdict: no", False),
    ],
    ids=["verdict", "built in or an extra", "a limit in a note", "value", "texts alone"],
)
def test_a_row_differs_in_verdict_in_how_it_comes_in_limits_and_in_values(
    project: ScratchProject, alpha: str, beta: str, differs: bool
) -> None:
    sources = 'sources: [{title: Its page, url: "https://a.example/", opened: 2026-01-02}]'
    project.write(
        AGE,
        "title: Age\nquestion: How old is it?\nwhy: It is asked.\ngroup: second\nkind: sourced\nanswers:\n"
        f"  alpha: {{{alpha}, short: In some words., {sources}}}\n  beta: {{{beta}, short: In others., {sources}}}\n",
    )
    assert comparison.row(project.catalog, CriterionId("age")).differs is differs


def test_a_row_whose_values_say_the_same_does_not_differ(project: ScratchProject) -> None:
    project.edit(AGE, "kind: sourced\n", "kind: sourced\nsame: true\n")
    assert not comparison.differs(project.catalog, CriterionId("age"))


def test_measured_rows_differ_where_their_values_do(catalog: Catalog) -> None:
    assert not comparison.row(catalog, CriterionId("speed")).differs, "both were measured alike"


def test_columns_know_their_verdicts_and_the_table_its_kinds(catalog: Catalog) -> None:
    table = comparison.comparison_table(catalog)
    assert [column.marks for column in table.columns] == [["yes", "unknown"], ["yes", "partial", "no"]]
    assert table.kinds == ["tested", "measured", "sourced", "opinion"]
    assert table.rows == len(catalog.criteria)


def test_a_no_names_what_adds_it(project: ScratchProject) -> None:
    def remedies() -> list[tuple[str, str]]:
        _, beta = comparison.row(project.catalog, CriterionId("guard")).cells
        return [(remedy.name, remedy.url) for remedy in beta.remedies]

    assert remedies() == [("plus", "tasks/ask/")]
    project.edit(GUARD, "by: extension", "by: own-code")
    assert remedies() == [("your own code", "tasks/ask/")]
    assert comparison.row(project.catalog, CriterionId("guard")).cells[0].remedies == [], "a yes lacks nothing"


def test_every_row_has_a_cell_for_every_column(project: ScratchProject) -> None:
    project.edit("data/criteria/speed.yml", "  beta: {short: As measured.}\n", "")
    table = comparison.comparison_table(project.catalog)
    assert all(len(row.cells) == len(table.columns) for group in table.groups for row in group.rows)
