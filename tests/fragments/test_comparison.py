"""The comparison on a page, whole or in part."""

from macros.fragments import comparison
from macros.model.base import CriterionId
from tests.fragments.pieces import hrefs, html, page_of
from tests.project import ScratchProject
from tests.site.html import rows


def test_the_whole_table_can_be_filtered_and_has_its_groups(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, comparison.comparison_table(page))
    assert piece.all("div", **{"class": "compare"})[0].attributes.keys() >= {"data-filter"}
    assert {"first", "second"} <= piece.ids
    starts = [
        "Criterion",
        "First What comes first.",
        "Guard¶Is what is wrong refused?",
        "Speed¶How fast is it?",
        "Second What comes second.",
        "Age¶How old is it?",
        "Taste¶Is it pleasant?",
    ]
    assert len(rows(piece)) == len(starts)
    assert all(row[0].startswith(start) for row, start in zip(rows(piece), starts, strict=True))


def test_each_row_and_each_cell_has_an_address_and_a_row_a_link_to_it(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, comparison.comparison_table(page))
    addresses = {"row-guard", "row-guard-alpha", "row-guard-beta", "row-taste-beta"}
    assert addresses <= piece.ids
    assert {"#row-guard", "#row-taste"} <= set(hrefs(piece)), "the script adds those of cells"
    part = html(page, comparison.comparison_rows(page, CriterionId("guard")))
    assert not [identifier for identifier in part.ids if identifier.startswith("row-")], "the whole table has them"


def test_the_filter_offers_what_the_table_has(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, comparison.comparison_table(page))
    assert [option.attributes["value"] for option in piece.all("option")] == [
        *("", "first", "second"),
        *("", "tested", "measured", "sourced", "opinion"),
        *("", "yes", "unknown"),
        *("", "yes", "partial", "no"),
    ]


def test_a_few_rows_are_in_the_order_in_which_they_are_named(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, comparison.comparison_rows(page, CriterionId("taste"), CriterionId("guard")))
    assert [row[0].split("Is")[0] for row in rows(piece)] == ["Criterion", "Taste", "Guard"]
    assert not [element for element in piece.elements if "data-filter" in element.attributes]


def test_headline_rows_are_the_comparisons(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, comparison.headline_table(page))
    assert [row[0].partition("Is")[0] for row in rows(piece)][1] == "Guard"
    assert len(rows(piece)) == 3


def test_criteria_are_listed_by_group(project: ScratchProject) -> None:
    page = page_of(project)
    markdown = comparison.criterion_list(page)
    assert [line for line in markdown.splitlines() if line.startswith("## ")] == [
        "## First { #first }",
        "## Second { #second }",
    ]
    assert hrefs(html(page, markdown)) == [
        "../criteria/guard/",
        "../criteria/speed/",
        "../criteria/age/",
        "../criteria/taste/",
    ]
