"""Numbers, days and conditions in words."""

from datetime import date
from typing import Any

import pytest

from macros.model.task import Outcome
from macros.views import words
from macros.views.cells import spread
from macros.views.replies import outcome_words, reason
from macros.views.repository import Repository


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (0.12345, "0.123"),
        (1, "1"),
        (10.54, "10.5"),
        (99.94, "99.9"),
        (100, "100"),
        (999.6, "1,000"),
        (1234.5, "1,230"),
        (12345, "12,300"),
        (1234567, "1,230,000"),
    ],
)
def test_a_measured_value_has_three_digits_that_count(value: float, shown: str) -> None:
    assert words.number(value) == shown


def test_a_day_is_written_as_people_write_it() -> None:
    assert words.day(date(2026, 3, 5)) == "5 March 2026"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (words.count(1, "file"), "1 file"),
        (words.count(0, "file"), "0 files"),
        (words.count(2, "entry", "entries"), "2 entries"),
        (words.count(1, "entry", "entries"), "1 entry"),
    ],
)
def test_a_noun_agrees_with_its_number(said: str, shown: str) -> None:
    assert said == shown


@pytest.mark.parametrize(
    ("demands", "shown"),
    [
        ({"status": 201}, ["status 201"]),
        ({"status": [400, 422]}, ["status 400 or 422"]),
        ({"media_type": "text/html"}, ["type `text/html`"]),
        ({"headers": {"Location": "/there"}}, ["header `Location: /there`"]),
        ({"lacks_headers": ["Server"]}, ["no header `Server`"]),
        ({"json": {"name": "Ada", "é": None}}, ['body `{"name": "Ada", "é": null}`']),
        ({"json": None}, ["body `null`"]),
        ({"json_contains": {"detail": []}}, ['body with `{"detail": []}` in it']),
        ({"contains": ["<b>"], "lacks": ["Ada"]}, ["contains `<b>`", "lacks `Ada`"]),
        ({"seconds_below": 1.5}, ["in less than 1.5 s"]),
        ({"seconds_from": 2.0}, ["in 2 s or more"]),
        ({"status": 200, "contains": ["x"]}, ["status 200", "contains `x`"]),
    ],
)
def test_each_condition_of_an_outcome_is_a_phrase(demands: dict[str, Any], shown: list[str]) -> None:
    assert outcome_words(Outcome.model_validate(demands)) == shown


def test_a_command_ends_with_an_exit_code() -> None:
    outcome = Outcome.model_validate({"status": [0, 1], "contains": ["x"]})
    assert outcome_words(outcome, of_command=True) == ["exit code 0 or 1", "contains `x`"]


@pytest.mark.parametrize("condition", list(Outcome.model_fields))
def test_no_condition_is_left_out(condition: str) -> None:
    values = {"status": 200, "media_type": "a/b", "headers": {"A": "b"}, "json_": {"a": 1}, "json_contains": {"a": 1}}
    seconds_or_pieces: Any = 2.0 if condition.startswith("seconds") else 2 if condition.startswith("pieces") else ["a"]
    name = Outcome.model_fields[condition].alias or condition
    assert len(outcome_words(Outcome.model_validate({name: values.get(condition, seconds_or_pieces)}))) == 1


def test_a_status_is_given_its_phrase_where_it_has_one() -> None:
    assert reason(422) == "Unprocessable Entity"
    assert reason(299) == ""


def test_a_repository_gives_the_editor_of_a_file_and_a_report_form_for_a_cell() -> None:
    repository = Repository("https://forge.example/we/site/", "trunk")
    assert repository.edit("data/criteria/guard.yml") == (
        "https://forge.example/we/site/edit/trunk/data/criteria/guard.yml"
    )
    assert repository.report("guard", "alpha") == (
        "https://forge.example/we/site/issues/new?template=cell.yml&title=guard%3A+alpha&cell=guard+%2F+alpha"
    )


def test_without_a_repository_there_is_nothing_to_link_to() -> None:
    assert Repository().edit("data/x.yml") == ""
    assert Repository().report("guard", "alpha") == ""


def test_the_spread_of_rounds_is_said_where_there_is_one() -> None:
    assert spread([]) == spread([7.0, 7.0]) == ""
    assert spread([9184.0, 17888.0, 10152.0]) == "9,180 to 17,900"
