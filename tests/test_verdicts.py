"""From what a run observed to a verdict."""

from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.model.criterion import Test as Asked
from macros.model.record import Record
from macros.reader import load
from macros.verdicts import evidence, seen, verdict
from tests.data_copy import edit
from tests.tiny import tiny


def _record(**outcomes: str) -> Record:
    replies = {
        name: {"outcome": outcome, "status": 200, "headers": {}, "body": ""} for name, outcome in outcomes.items()
    }
    return Record.model_validate(
        {
            "proof": "x",
            "changed": "2026-01-02",
            "python": "3.11",
            "system": "x",
            "releases": {},
            "console": [],
            "replies": replies,
            "mutants": [],
        }
    )


ASKED = Asked(task="ask", yes={"one": "good", "two": "good"}, no={"one": "bad", "two": "bad"})


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ({"one": "good", "two": "good"}, "yes"),
        ({"one": "good", "two": "good", "three": "bad"}, "yes"),
        ({"one": "bad", "two": "bad"}, "no"),
        ({"one": "good", "two": "bad"}, "partial"),
        ({"one": "bad", "two": "good"}, "partial"),
        ({"one": "odd", "two": "odd"}, "partial"),
        ({"one": "good"}, "partial"),
        ({"two": "bad"}, "partial"),
        ({}, "partial"),
    ],
)
def test_all_of_one_side_decides_and_any_mix_is_partial(outcomes: dict[str, str], expected: str) -> None:
    assert seen(ASKED, _record(**outcomes)) == expected


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return load(tiny(tmp_path)).catalog


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
    assert verdict(catalog.criteria[criterion], framework) == expected


def test_a_tested_verdict_rests_on_the_record_of_the_frameworks_own_sample(catalog: Catalog) -> None:
    guard = catalog.criteria["guard"]
    assert evidence(catalog, guard, "alpha") is catalog.records["ask", "alpha"]
    assert evidence(catalog, guard, "beta") is catalog.records["ask", "beta"]
    assert evidence(catalog, guard, "beta-plus") is None, "another way to get it, and no framework"
    assert evidence(catalog, catalog.criteria["age"], "alpha") is None
    assert evidence(catalog, catalog.criteria["speed"], "alpha") is None


def test_what_was_not_run_or_cannot_be_read_is_no_evidence(tmp_path: Path) -> None:
    root = tiny(tmp_path)
    (root / "data/records/ask/alpha.json").unlink()
    catalog = load(root).catalog
    assert evidence(catalog, catalog.criteria["guard"], "alpha") is None
    edit(root, "data/tasks/ask/task.yml", "title: Ask", "title: [")
    catalog = load(root).catalog
    assert evidence(catalog, catalog.criteria["guard"], "beta") is None
