"""Replies in records: each has one body, in one form."""

from typing import Any

import pytest
from pydantic import ValidationError

from macros.catalog import Catalog
from macros.model.record import Reply
from tests.project import ALPHA

HEAD = {"outcome": "answered", "status": 200}


@pytest.mark.parametrize(
    "body",
    [{}, {"lines": [""], "json": 1}, {"json": None, "messages": []}, {"lines": [], "messages": []}],
)
def test_a_reply_has_exactly_one_body(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="a reply has exactly one of 'json', 'lines' and 'messages'"):
        Reply.model_validate({**HEAD, **body})


def test_a_number_that_json_does_not_have_is_no_body() -> None:
    with pytest.raises(ValidationError, match="JSON has no such number"):
        Reply.model_validate({**HEAD, "json": {"deep": [float("nan")]}})


def test_the_outcomes_of_a_record_are_those_of_its_replies(catalog: Catalog) -> None:
    assert catalog.sample_records[ALPHA].outcomes == {"right": "answered", "wrong": "refused"}
