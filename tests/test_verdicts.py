"""From what a run observed to a verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.catalog import Catalog
from macros.model.base import CriterionId, ExchangeId, FrameworkId, OutcomeId, TaskId
from macros.model.criterion import Test as Question
from macros.model.record import Reply, SampleRecord
from macros.verdicts import deciding_record, shown_by, written_verdict
from tests.project import ALPHA, BETA, TASK, ScratchProject

FIRST, SECOND = ExchangeId("first"), ExchangeId("second")
GOOD, BAD, ODD = OutcomeId("good"), OutcomeId("bad"), OutcomeId("odd")
QUESTION = Question(task=TaskId("ask"), yes={FIRST: GOOD, SECOND: GOOD}, no={FIRST: BAD, SECOND: BAD})
GUARD = CriterionId("guard")


def record(outcomes: dict[ExchangeId, OutcomeId]) -> SampleRecord:
    replies = {name: Reply(outcome=outcome, status=200, lines=[""]) for name, outcome in outcomes.items()}
    return SampleRecord.model_validate(
        {
            "fingerprint": "x",
            "changed": "2026-01-02",
            "python": "3.11",
            "system": "x",
            "releases": {},
            "console": [],
            "replies": replies,
            "mutants": [],
        }
    )


@given(st.dictionaries(st.sampled_from([FIRST, SECOND]), st.sampled_from([GOOD, BAD, ODD])))
def test_all_of_one_side_decides_and_any_mix_is_partial(outcomes: dict[ExchangeId, OutcomeId]) -> None:
    decisive = {"yes": {FIRST: GOOD, SECOND: GOOD}, "no": {FIRST: BAD, SECOND: BAD}}
    expected = next((verdict for verdict, needed in decisive.items() if outcomes == needed), "partial")
    assert shown_by(record(outcomes), QUESTION) == expected


def test_what_the_question_does_not_name_has_no_say() -> None:
    assert shown_by(record({FIRST: GOOD, SECOND: GOOD, ExchangeId("third"): BAD}), QUESTION) == "yes"


@pytest.mark.parametrize(
    ("criterion", "framework", "expected"),
    [
        ("guard", "alpha", "yes"),
        ("guard", "beta", "no"),
        ("guard", "gamma", "unknown"),
        ("speed", "alpha", None),
        ("speed", "gamma", "unknown"),
        ("age", "alpha", None),
        ("age", "beta", "partial"),
        ("taste", "alpha", "unknown"),
    ],
)
def test_the_written_verdict(catalog: Catalog, criterion: str, framework: str, expected: str | None) -> None:
    assert written_verdict(catalog.criteria[CriterionId(criterion)], FrameworkId(framework)) == expected


def test_a_tested_verdict_rests_on_the_record_of_the_frameworks_own_sample(catalog: Catalog) -> None:
    def deciding(criterion: str, framework: str) -> SampleRecord | None:
        return deciding_record(catalog, catalog.criteria[CriterionId(criterion)], FrameworkId(framework))

    assert deciding("guard", "alpha") is catalog.sample_records[ALPHA]
    assert deciding("guard", "beta") is catalog.sample_records[BETA]
    assert deciding("guard", "beta-plus") is None, "another way to get it, and no framework"
    assert deciding("age", "alpha") is None
    assert deciding("speed", "alpha") is None


def test_what_was_not_run_or_cannot_be_read_decides_nothing(project: ScratchProject) -> None:
    project.remove("data/records/samples/ask/alpha.json")
    catalog = project.catalog
    assert deciding_record(catalog, catalog.criteria[GUARD], FrameworkId("alpha")) is None
    project.edit("data/tasks/ask/task.yml", "title: Ask", "title: [")
    catalog = project.catalog
    assert TASK not in catalog.tasks
    assert deciding_record(catalog, catalog.criteria[GUARD], FrameworkId("beta")) is None
