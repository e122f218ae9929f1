"""Cells, rows, columns, the guides' matrix, counts and corrections, on the invented data."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.reader import load
from macros.views import guides, site, table
from macros.views.cells import cell
from macros.views.words import STALE_AFTER_DAYS
from tests.site_copy import edit
from tests.tiny import DAY, tiny

RAN = date.fromisoformat(DAY)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return load(tiny(tmp_path_factory.mktemp("tiny"))).catalog


def without_answer(catalog: Catalog, name: str, framework: str) -> Catalog:
    criterion = catalog.criteria[name]
    answers = {one: answer for one, answer in criterion.answers.items() if one != framework}
    return replace(catalog, criteria={**catalog.criteria, name: criterion.model_copy(update={"answers": answers})})


def test_a_tested_cell_shows_verdict_how_and_the_day_of_the_run(catalog: Catalog) -> None:
    shown = cell(catalog, "guard", "alpha", today=RAN)
    assert (shown.mark, shown.headline, shown.by) == ("yes", "Yes", "built in")
    assert shown.basis == "Tested 2 January 2026"
    assert shown.url == "criteria/guard/#alpha"


def test_a_missing_answer_is_unknown_and_rests_on_nothing(catalog: Catalog) -> None:
    for name in catalog.criteria:
        spoilt = without_answer(catalog, name, "beta")
        shown = cell(replace(spoilt, measurements={}), name, "beta", today=RAN)
        assert (shown.mark, shown.headline, shown.basis) == ("unknown", "Unknown", "")
        assert shown.short == "Nobody has answered this yet."


def test_a_measured_cell_shows_its_value_from_the_record(catalog: Catalog) -> None:
    shown = cell(catalog, "speed", "alpha", today=RAN)
    assert (shown.mark, shown.headline) == ("value", "10.5 requests a second")
    assert shown.basis == "Measured 2 January 2026"


def test_what_was_not_measured_is_unknown(catalog: Catalog) -> None:
    shown = cell(replace(catalog, measurements={}), "speed", "alpha", today=RAN)
    assert (shown.mark, shown.headline, shown.basis) == ("unknown", "Unknown", "Measured")


def test_what_was_not_run_says_so(catalog: Catalog) -> None:
    assert cell(replace(catalog, checked={}), "guard", "alpha", today=RAN).basis == "Not run yet"
    assert cell(replace(catalog, records={}), "guard", "alpha", today=RAN).basis == "Not run yet"


def test_a_sourced_cell_may_be_a_value_in_words_and_bears_the_day_its_pages_were_opened(catalog: Catalog) -> None:
    shown = cell(catalog, "age", "alpha", today=RAN)
    assert (shown.mark, shown.headline, shown.basis) == ("value", "Young", "Sourced 2 January 2026")
    shown = cell(catalog, "age", "beta", today=RAN)
    assert (shown.mark, shown.headline, shown.by) == ("partial", "Partly", "official extra")


def test_an_opinion_without_sources_has_no_day(catalog: Catalog) -> None:
    shown = cell(catalog, "taste", "alpha", today=RAN)
    assert (shown.headline, shown.basis, shown.old) == ("Unknown", "Opinion", False)


@pytest.mark.parametrize("name", ["guard", "speed", "age"])
@pytest.mark.parametrize(("days", "old"), [(0, False), (STALE_AFTER_DAYS, False), (STALE_AFTER_DAYS + 1, True)])
def test_a_cell_is_old_after_ninety_days(catalog: Catalog, name: str, days: int, old: bool) -> None:
    assert STALE_AFTER_DAYS == 90
    assert cell(catalog, name, "alpha", today=RAN + timedelta(days=days)).old is old


def test_columns_stand_by_name_whatever_the_file_says(catalog: Catalog) -> None:
    renamed = catalog.frameworks["alpha"].model_copy(update={"name": "zeta"})
    changed = replace(catalog, frameworks={**catalog.frameworks, "alpha": renamed})
    assert table.comparison_table(catalog).columns == ["Alpha", "Beta"]
    shown = table.comparison_table(changed)
    assert shown.columns == ["Beta", "zeta"]
    assert [one.name for one in shown.groups[0].rows[0].cells] == shown.columns


def test_groups_stand_as_the_comparison_orders_them_and_rows_by_title(catalog: Catalog) -> None:
    retitled = catalog.criteria["speed"].model_copy(update={"title": "a small letter first"})
    shown = table.comparison_table(replace(catalog, criteria={**catalog.criteria, "speed": retitled}))
    assert [group.id for group in shown.groups] == ["first", "second"]
    assert [row.title for row in shown.groups[0].rows] == ["a small letter first", "Guard"]


def test_headline_rows_keep_the_comparisons_order(catalog: Catalog) -> None:
    assert [row.id for row in table.headline_table(catalog).groups[0].rows] == ["guard", "speed"]


def test_a_group_has_a_table_of_its_own(catalog: Catalog) -> None:
    assert [row.id for row in table.group_table(catalog, "second").groups[0].rows] == ["age", "taste"]


def test_a_row_tells_whether_its_answers_differ(catalog: Catalog) -> None:
    assert table.row(catalog, "guard").differs
    assert not table.row(catalog, "speed").differs, "both were measured alike"


def test_every_row_has_a_cell_for_every_column(catalog: Catalog) -> None:
    shown = table.comparison_table(without_answer(catalog, "guard", "beta"))
    assert all(len(row.cells) == len(shown.columns) for group in shown.groups for row in group.rows)


def test_the_matrix_has_a_target_a_row_and_says_where_there_is_no_guide(catalog: Catalog) -> None:
    (row,) = guides.matrix(catalog)
    assert (row.title, row.url) == ("Cellar", "deploy/cellar/")
    deployment = catalog.deployments["cellar"]
    assert row.guides == [
        (catalog.frameworks[one].name, f"deploy/cellar/{one}/" if one in deployment.guides else "")
        for one in ("alpha", "beta")
    ]
    only = deployment.model_copy(update={"guides": {"alpha": deployment.guides["alpha"]}})
    (row,) = guides.matrix(replace(catalog, deployments={"cellar": only}))
    assert row.guides == [("Alpha", "deploy/cellar/alpha/"), ("Beta", "")]


def test_a_guides_step_shows_its_file_for_download(catalog: Catalog) -> None:
    step = guides.step_view(catalog, "cellar", "alpha", 0)
    assert step.file is not None
    assert (step.file.path, step.file.url) == ("start.sh", "files/deploy/cellar/alpha/start.sh")
    assert guides.stack_command(catalog, "cellar", "alpha").startswith("pip install alpha")


def test_counts_count_what_is_there(catalog: Catalog) -> None:
    counted = dict(site.counts(catalog))
    assert counted["Criteria"] == 4
    assert counted["… of the kind “tested”"] == 1
    assert counted["Tasks"] == 1
    assert counted["Samples that run"] == len(catalog.records) == 3
    assert counted["Requests answered and recorded"] == sum(len(one.replies) for one in catalog.records.values())
    assert counted["Changed samples that must fail, and do"] == 3
    assert counted["Deployment guides"] == len(catalog.deployments["cellar"].guides)


def test_a_source_that_is_named_twice_is_counted_once(catalog: Catalog, tmp_path: Path) -> None:
    before = dict(site.counts(catalog))["Sources opened"]
    root = tiny(tmp_path)
    edit(root, "data/criteria/taste.yml", "https://beta.example/talk", "https://beta.example/age")
    assert dict(site.counts(load(root).catalog))["Sources opened"] == before - 1


def test_corrections_show_what_was_said_and_what_we_say(catalog: Catalog) -> None:
    (shown,) = site.corrections(catalog)
    assert shown.said == [("Alpha", "No"), ("Beta", "Yes")]
    assert shown.now == [("Alpha", "Yes"), ("Beta", "No")]


def test_reasons_lead_to_the_criteria_that_bear_them_out(catalog: Catalog) -> None:
    alpha, beta = site.choices(catalog)
    assert alpha.reasons == [("It refuses what is wrong.", "criteria/guard/")]
    assert beta.name == "Beta"
