"""Cells, and the evidence for a criterion's answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from macros.catalog import Catalog
from macros.model import criterion as model
from macros.model.base import CriterionId, FrameworkId, GroupId
from macros.views import criteria
from macros.views.words import STALE_AFTER_DAYS
from tests.project import DAY, TASK, ScratchProject

RAN = date.fromisoformat(DAY)
GUARD, SPEED = CriterionId("guard"), CriterionId("speed")
ALPHA, BETA = FrameworkId("alpha"), FrameworkId("beta")


def cell(catalog: Catalog, criterion: str, framework: FrameworkId, today: date = RAN) -> criteria.Cell:
    return criteria.cell(catalog, CriterionId(criterion), framework, today)


def without_answer(catalog: Catalog, criterion_id: CriterionId, framework_id: FrameworkId) -> Catalog:
    """Return a catalog in which a framework has no answer to a criterion."""
    criterion = catalog.criteria[criterion_id]
    answers = {key: answer for key, answer in criterion.answers.items() if key != framework_id}
    changed = criterion.model_copy(update={"answers": answers})
    return replace(catalog, criteria={**catalog.criteria, criterion_id: changed})


def test_a_tested_cell_has_verdict_how_and_the_day_of_the_run(catalog: Catalog) -> None:
    view = cell(catalog, "guard", ALPHA)
    assert (view.mark, view.headline, view.by, view.verdict) == ("yes", "Yes", "built in", "Yes, built in")
    assert (view.basis, view.day) == ("Tested", RAN)
    assert view.url == "criteria/guard/#alpha"


def test_a_tested_cell_may_have_a_value_in_place_of_how(catalog: Catalog) -> None:
    guard = catalog.criteria[CriterionId("guard")]
    answer = guard.answers[ALPHA].model_copy(update={"by": None, "value": "MIT"})
    valued = guard.model_copy(update={"answers": {**guard.answers, ALPHA: answer}})
    view = cell(replace(catalog, criteria={**catalog.criteria, CriterionId("guard"): valued}), "guard", ALPHA)
    assert view.verdict == "Yes, MIT"


def test_a_missing_answer_is_unknown_and_rests_on_nothing(catalog: Catalog) -> None:
    for criterion_id in catalog.criteria:
        view = cell(replace(without_answer(catalog, criterion_id, BETA), workload_records={}), criterion_id, BETA)
        assert (view.mark, view.headline, view.basis) == ("unknown", "Unknown", "")
        assert view.short == "Not answered yet."


def test_a_measured_cell_has_its_value_from_the_record(catalog: Catalog) -> None:
    view = cell(catalog, "speed", ALPHA)
    assert (view.mark, view.headline) == ("value", "10.5 requests a second")
    assert (view.basis, view.day) == ("Measured", RAN)


def test_what_was_not_measured_is_unknown(catalog: Catalog) -> None:
    view = cell(replace(catalog, workload_records={}), "speed", ALPHA)
    assert (view.mark, view.headline, view.basis) == ("unknown", "Unknown", "Measured")


def test_what_was_not_run_says_so(catalog: Catalog) -> None:
    assert cell(replace(catalog, checked={}), "guard", ALPHA).basis == "Not run yet"
    assert cell(replace(catalog, sample_records={}), "guard", ALPHA).basis == "Not run yet"


def test_a_sourced_cell_may_be_a_value_and_has_the_day_on_which_its_pages_were_opened(catalog: Catalog) -> None:
    view = cell(catalog, "age", ALPHA)
    assert (view.mark, view.headline, view.basis, view.day) == ("value", "Young", "Sourced", RAN)
    view = cell(catalog, "age", BETA)
    assert (view.mark, view.headline, view.by) == ("partial", "Partly", "official extra")


def test_an_opinion_without_sources_has_no_day(catalog: Catalog) -> None:
    view = cell(catalog, "taste", ALPHA)
    assert (view.headline, view.basis, view.old) == ("Unknown", "Opinion", False)


@pytest.mark.parametrize("criterion", ["guard", "speed", "age"])
@pytest.mark.parametrize(("days", "old"), [(0, False), (STALE_AFTER_DAYS, False), (STALE_AFTER_DAYS + 1, True)])
def test_a_cell_is_old_after_ninety_days(catalog: Catalog, criterion: str, days: int, old: bool) -> None:
    assert STALE_AFTER_DAYS == 90
    assert cell(catalog, criterion, ALPHA, today=RAN + timedelta(days=days)).old is old


def test_a_test_says_what_was_asked_and_what_each_column_showed(catalog: Catalog) -> None:
    guard = catalog.criteria[GUARD]
    assert isinstance(guard, model.TestedCriterion)
    (row,) = criteria.test_rows(catalog, guard)
    assert (row.short, row.url) == ("Ask wrongly.", "tasks/ask/#wrong")
    assert (row.yes, row.no, row.shown) == ("refused", "accepted", ["refused", "accepted"])
    (row,) = criteria.test_rows(replace(catalog, sample_records={}), guard)
    assert row.shown == ["not run", "not run"]


def test_an_exchange_that_one_side_leaves_open_may_be_anything(project: ScratchProject) -> None:
    project.edit("data/criteria/guard.yml", "yes: {wrong: refused}", "yes: {wrong: refused, right: answered}")
    catalog = project.catalog
    guard = catalog.criteria[GUARD]
    assert isinstance(guard, model.TestedCriterion)
    assert [(row.yes, row.no) for row in criteria.test_rows(catalog, guard)] == [
        ("refused", "accepted"),
        ("answered", "anything"),
    ]


def test_a_test_has_the_run_of_each_column(catalog: Catalog) -> None:
    guard = catalog.criteria[GUARD]
    assert isinstance(guard, model.TestedCriterion)
    runs = criteria.test_runs(catalog, guard)
    assert [(run.name, str(run.key), run.run and run.run.releases) for run in runs] == [
        ("Alpha", "ask/alpha", "alpha 1.0"),
        ("Beta", "ask/beta", "beta 1.0"),
    ]
    assert [run.run for run in criteria.test_runs(replace(catalog, checked={}), guard)] == [None, None]


def test_a_task_decides_the_criteria_that_ask_it_and_those_that_load_it(catalog: Catalog) -> None:
    assert criteria.decided_by(catalog, TASK) == [GUARD, SPEED]
    assert criteria.decided_by(replace(catalog, workloads={}), TASK) == [GUARD]


def test_another_way_leads_to_the_sample_that_shows_it(catalog: Catalog) -> None:
    (view,) = criteria.other_ways(catalog, catalog.criteria[GUARD], BETA)
    assert (view.way.short, view.url, view.ran) == ("With plus.", "tasks/ask/", "2 January 2026")
    assert criteria.other_ways(catalog, catalog.criteria[GUARD], FrameworkId("gamma")) == []


def test_a_correction_has_what_was_said_and_what_we_say(catalog: Catalog) -> None:
    (view,) = criteria.corrections(catalog)
    assert (view.title, view.url, view.change) == ("Guard", "criteria/guard/", "Swapped.")
    assert view.said == [("Alpha", "No"), ("Beta", "Yes")]
    assert view.now == [("Alpha", "Yes"), ("Beta", "No")]
    assert criteria.correction(catalog, SPEED) is None


def test_a_page_names_the_nearest_criteria_of_its_group(project: ScratchProject) -> None:
    for number in range(10, 30):
        project.write(f"data/criteria/row-{number}.yml", ROW.format(number=number))
    catalog = project.catalog
    rows = [key for key in catalog.criteria_of(GroupId("second")) if key.startswith("row-")]
    assert [key[4:] for key in criteria.neighbours(catalog, rows[10])] == list(
        map(str, (16, 17, 18, 19, 21, 22, 23, 24))
    )
    for key in catalog.criteria_of(GroupId("second")):
        near = criteria.neighbours(catalog, key)
        assert len(near) == criteria.NEIGHBOURS
        assert key not in near


ROW = """\
title: Row {number}
question: Is it {number}?
why: It counts.
group: second
kind: opinion
answers:
  alpha: {{verdict: unknown, short: Who knows.}}
"""
