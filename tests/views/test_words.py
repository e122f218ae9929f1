"""Numbers, days and counts in words."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.measuring import Ratio
from macros.model.claim import Judgement
from macros.model.criterion import LOAD_QUANTITIES, Kind, StackQuantity, Verdict
from macros.views import words


@pytest.mark.parametrize(
    ("value", "text"),
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
def test_a_measured_value_has_three_digits_that_count(value: float, text: str) -> None:
    assert words.number(value) == text


@given(st.floats(min_value=0.01, max_value=1e9))
def test_a_measured_value_is_off_by_less_than_one_percent(value: float) -> None:
    text = words.number(value).replace(",", "")
    assert float(text) == pytest.approx(value, rel=0.01)
    assert len(text.replace(".", "").strip("0")) <= 3


def test_a_day_is_written_as_people_write_it() -> None:
    assert words.day(date(2026, 3, 5)) == "5 March 2026"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (words.count(1, "file"), "1 file"),
        (words.count(0, "file"), "0 files"),
        (words.count(2, "entry", "entries"), "2 entries"),
        (words.count(1, "entry", "entries"), "1 entry"),
    ],
)
def test_a_noun_agrees_with_its_number(text: str, expected: str) -> None:
    assert text == expected


@pytest.mark.parametrize(
    ("table", "keywords"),
    [
        (words.VERDICTS, Verdict),
        (words.KINDS, Kind),
        (words.KIND_MEANINGS, Kind),
        (words.JUDGEMENTS, Judgement),
        (words.JUDGEMENT_MARKS, Judgement),
    ],
)
def test_each_keyword_of_the_data_has_its_word(table: dict[str, str], keywords: object) -> None:
    assert set(table) == set(get_args(keywords))


def test_each_quantity_has_its_words_and_a_way_to_be_compared() -> None:
    assert (
        set(words.QUANTITIES)
        == set(words.COLUMNS)
        == set(words.COMPARED)
        == {*LOAD_QUANTITIES, *get_args(StackQuantity)}
    )


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        ((2.04, 2.2, 2.36), "2 to 2.4"),
        ((1.0, 1.0, 1.04), "1"),
        ((9.6, 11, 12.4), "9.6 to 12"),
        ((0.512, 1, 1), "0.51 to 1"),
    ],
)
def test_a_ratio_is_said_as_its_range(ratio: tuple[float, float, float], text: str) -> None:
    assert words.times(Ratio(*ratio)) == text


def test_texts_are_listed_as_a_sentence_lists_them() -> None:
    assert words.listing(["a"]) == "a"
    assert words.listing(["a", "b", "c"]) == "a, b and c"


def test_the_mark_of_a_judgement_is_a_verdict() -> None:
    assert set(words.JUDGEMENT_MARKS.values()) <= set(words.VERDICTS)
