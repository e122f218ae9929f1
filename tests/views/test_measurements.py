"""Measured criteria in a sentence, as charts and as tables: all of it computed from the rounds."""

import json
from collections.abc import Callable

import pytest

from macros.catalog import Catalog
from macros.model.base import CriterionId, FrameworkId, WorkloadId
from macros.model.criterion import LoadMeasure, MeasuredCriterion
from macros.views import measurements
from tests.additions import add_weight
from tests.project import ScratchProject, workload_record

SPEED, WEIGHT = CriterionId("speed"), CriterionId("weight")
ALPHA, BETA = FrameworkId("alpha"), FrameworkId("beta")
RECORD = "data/records/measurements/workloads/{}.json"

WAY = """\
# Another way.
title: Two at a time
says: in pairs
framework: alpha
guide: cellar
workers: 1
"""

Rates = dict[str, list[float]]
Measured = Callable[..., Catalog]


@pytest.fixture
def measured(project: ScratchProject) -> Measured:
    """Measure workloads: requests a second of each way, by the workload's ID."""

    def measure(**workloads: Rates) -> Catalog:
        text = project.read("data/workloads/asking.yml")
        for name in workloads:
            project.write(f"data/workloads/{name}.yml", text.replace("says: a question", f"says: {name}"))
        for way_id in {way_id for rates in workloads.values() for way_id in rates} - {"alpha_alone", "beta_alone"}:
            project.write(f"data/ways/{way_id.replace('_', '-')}.yml", WAY.replace("alpha", way_id.partition("_")[0]))
        for name, rates in workloads.items():
            samples = "".join(f"  {way.replace('_', '-')}: {way.partition('_')[0]}\n" for way in rates)
            path = f"data/workloads/{name}.yml"
            project.write(path, project.read(path).partition("samples:\n")[0] + "samples:\n" + samples)
        project.edit("data/criteria/speed.yml", "[asking]", f"[{', '.join(workloads)}]")
        catalog = project.catalog
        for name, rates in workloads.items():
            project.write_json(RECORD.format(name), workload_record(catalog, WorkloadId(name), **rates))
        return project.catalog

    return measure


def speed(catalog: Catalog) -> MeasuredCriterion:
    criterion = catalog.criteria[SPEED]
    assert isinstance(criterion, MeasuredCriterion)
    return criterion


def sentence(catalog: Catalog) -> str:
    return measurements.sentence(catalog, SPEED, speed(catalog))


def depends(catalog: Catalog) -> list[str]:
    measure = speed(catalog).measure
    assert isinstance(measure, LoadMeasure)
    return measurements.depends(catalog, measure)


def test_a_sentence_says_how_many_times_as_many_and_the_range_of_the_rounds(measured: Measured) -> None:
    catalog = measured(asking={"alpha_alone": [20.0, 21, 22, 23, 24], "beta_alone": [10.0] * 5})
    assert sentence(catalog) == "Alpha answers 2 to 2.4 times as many requests a second as Beta for asking."


def test_a_sentence_says_where_it_is_the_other_way_round_and_where_both_are_equal(measured: Measured) -> None:
    catalog = measured(
        many={"alpha_alone": [50.0] * 5, "beta_alone": [10.0] * 5},
        some={"alpha_alone": [20.0] * 5, "beta_alone": [10.0] * 5},
        few={"alpha_alone": [10.0] * 5, "beta_alone": [40.0] * 5},
        equal={"alpha_alone": [10.0, 10, 10.5, 11, 11], "beta_alone": [10.0] * 5},
        unsure={"alpha_alone": [9.0, 12, 12, 12, 12], "beta_alone": [10.0] * 5},
    )
    assert sentence(catalog) == (
        "Alpha answers 5 times as many requests a second as Beta for many and 2 times for some; "
        "Beta answers 4 times as many requests a second as Alpha for few; "
        "Alpha answers about as many requests a second as Beta for equal and unsure."
    )


def test_what_it_depends_on_is_each_other_way_with_which_it_comes_out_otherwise(measured: Measured) -> None:
    catalog = measured(
        quick={"alpha_alone": [20.0] * 5, "beta_alone": [10.0] * 5, "alpha_pairs": [5.0] * 5},
        slow={"alpha_alone": [20.0] * 5, "beta_alone": [10.0] * 5, "alpha_pairs": [10.0] * 5},
        same={"alpha_alone": [20.0] * 5, "beta_alone": [10.0] * 5, "alpha_pairs": [30.0] * 5},
    )
    assert depends(catalog) == [
        "Beta alone answers 2 times as many requests a second as Alpha in pairs for quick; "
        "Alpha in pairs answers about as many requests a second as Beta alone for slow."
    ]


def test_each_framework_has_its_greatest_turn_in_the_sentence(measured: Measured) -> None:
    catalog = measured(
        quick={
            "alpha_alone": [20.0] * 5,
            "beta_alone": [10.0] * 5,
            "alpha_pairs": [2.0] * 5,
            "beta_pairs": [20.0] * 5,
        },
    )
    assert sentence(catalog) == (
        "Alpha answers 2 times as many requests a second as Beta for quick. "
        "But Beta alone answers 5 times as many requests a second as Alpha in pairs for quick; "
        "Beta in pairs answers about as many requests a second as Alpha alone for quick."
    )


def test_the_sentence_ends_with_the_greatest_turn(measured: Measured) -> None:
    catalog = measured(
        quick={"alpha_alone": [20.0] * 5, "beta_alone": [10.0] * 5, "alpha_pairs": [2.0] * 5},
        slow={"alpha_alone": [20.0] * 5, "beta_alone": [10.0] * 5, "alpha_pairs": [5.0] * 5},
    )
    assert sentence(catalog) == (
        "Alpha answers 2 times as many requests a second as Beta for quick and 2 times for slow. "
        "But Beta alone answers 5 times as many requests a second as Alpha in pairs for quick."
    )


def test_a_way_with_which_it_comes_out_the_same_is_not_mentioned(measured: Measured) -> None:
    catalog = measured(quick={"alpha_alone": [20.0] * 5, "beta_alone": [10.0] * 5, "alpha_pairs": [30.0] * 5})
    assert depends(catalog) == []


def test_a_framework_is_compared_by_the_first_of_its_ways_that_a_workload_has(
    project: ScratchProject, measured: Measured
) -> None:
    project.edit("data/criteria/speed.yml", "alpha: [alpha-alone]", "alpha: [alpha-pairs, alpha-alone]")
    catalog = measured(
        quick={"alpha_alone": [20.0] * 5, "beta_alone": [10.0] * 5, "alpha_pairs": [50.0] * 5},
        slow={"alpha_alone": [20.0] * 5, "beta_alone": [10.0] * 5},
    )
    assert sentence(catalog).endswith("5 times as many requests a second as Beta for quick and 2 times for slow.")
    measure = speed(catalog).measure
    assert isinstance(measure, LoadMeasure)
    said = "Compared: Alpha in pairs (alone for slow) and Beta alone."
    assert measurements.compared_ways(catalog, measure) == said


def test_before_the_first_measurement_nothing_is_said(project: ScratchProject) -> None:
    project.remove("data/records/measurements")
    catalog = project.catalog
    assert (sentence(catalog), depends(catalog)) == ("", [])
    assert measurements.charts(catalog, SPEED, speed(catalog)) == []
    assert measurements.headline(catalog, SPEED, ALPHA) == ""
    assert measurements.oldest_day(catalog, SPEED, speed(catalog)) is None


def test_a_chart_has_a_bar_for_each_way_and_the_range_of_its_rounds(measured: Measured) -> None:
    catalog = measured(asking={"alpha_alone": [20.0, 21, 22, 23, 25], "beta_alone": [10.0] * 5})
    (chart,) = measurements.charts(catalog, SPEED, speed(catalog))
    assert [(bar.framework, bar.value, bar.range) for bar in chart.bars] == [
        ("Alpha", "22", "20 to 25"),
        ("Beta", "10", ""),
    ]
    assert [(bar.length, bar.low, bar.high, bar.pattern) for bar in chart.bars] == [
        (88.0, 80.0, 100.0, 0),
        (40.0, 40.0, 40.0, 1),
    ]
    assert "on Abacus, 2 cores, Linux 6.1, Python 3.11.2" in chart.how
    assert "5 rounds of 1 second by turns, every reply checked" in chart.how
    assert "1 process each, all with access logs on" in chart.how
    assert "Other programs used at most 1.0% of the processor." in chart.how
    assert (chart.task_url, chart.guides) == ("tasks/ask/", (("Cellar", "deploy/cellar/"),))
    assert [start.command for start in chart.starts] == ["alpha-alone run", "beta-alone run"]


def test_a_control_that_is_alike_and_a_share_near_nothing_are_said_in_words(project: ScratchProject) -> None:
    alike = [10.0] * 5
    record = workload_record(project.catalog, WorkloadId("asking"), alpha_alone=alike, beta_alone=alike)
    project.write_json(RECORD.format("asking"), {**record, "others": 0.0004})
    catalog = project.catalog
    (chart,) = measurements.charts(catalog, SPEED, speed(catalog))
    assert "was measured against itself: as many requests. Other programs used less than 0.1% of the" in chart.how


def test_a_chart_tells_of_later_runs_that_contradict_it(project: ScratchProject) -> None:
    path = RECORD.format("asking")
    seen = {
        "measured": "2026-01-05",
        "machine": json.loads(project.read(path))["machine"] | {"processor": "Slide rule"},
        "rates": {"alpha-alone": [1.0] * 5},
        "contradicts": ["'a' against 'b': 1.00 to 1.10, recorded 2.00 to 2.10"],
    }
    project.edit_json(path, observations=[seen])
    catalog = project.catalog
    (chart,) = measurements.charts(catalog, SPEED, speed(catalog))
    assert chart.observations == (
        "On 5 January 2026 a run on Slide rule gave other ratios of requests a second: "
        "'a' against 'b': 1.00 to 1.10, recorded 2.00 to 2.10.",
    )


def test_the_value_of_a_cell_is_that_of_the_first_workload(measured: Measured) -> None:
    catalog = measured(
        one={"alpha_alone": [20.0] * 5, "beta_alone": [10.0] * 5},
        two={"alpha_alone": [40.0] * 5, "beta_alone": [30.0] * 5},
    )
    assert measurements.headline(catalog, SPEED, ALPHA) == "20 requests a second"
    assert measurements.headline(catalog, SPEED, BETA) == "10 requests a second"


def test_what_is_counted_in_stacks_has_a_chart_for_each_set_of_them(project: ScratchProject) -> None:
    add_weight(project)
    catalog = project.catalog
    criterion = catalog.criteria[WEIGHT]
    assert isinstance(criterion, MeasuredCriterion)
    bare, full = measurements.charts(catalog, WEIGHT, criterion)
    assert [(bar.framework, bar.way, bar.value) for bar in full.bars] == [
        ("Alpha", "`alpha`", "3"),
        ("Beta", "`beta` `plus`", "4"),
    ]
    assert [bar.length for bar in (*bare.bars, *full.bars)] == [25.0, 50.0, 75.0, 100.0], "on one scale"
    assert full.bars[1].beside == ["beta 1.0, plus 1.0"]
    assert measurements.headline(catalog, WEIGHT, BETA) == "2 or 4 packages"
    assert measurements.sentence(catalog, WEIGHT, criterion) == (
        "Beta installs 2 times as many packages as Alpha for what comes and 1.3 times for what comes with plus."
    )


def test_the_spread_of_rounds_is_given_where_there_is_one() -> None:
    assert measurements.spread([]) == measurements.spread([7.0, 7.0]) == ""
    assert measurements.spread([9184.0, 17888.0, 10152.0]) == "9,180 to 17,900"
