"""A reply fits exactly one outcome, and all that an outcome says must hold."""

import json
from typing import Any

import httpx
import pytest

from macros.judging import holds, misfits, same
from macros.model.task import Exchange, Outcome
from tests.proofs.asking.outcomes import checked_outcome, explain_unfit, outcome_of
from tests.proofs.asking.replies import RawReply
from tests.proofs.errors import ProofError


def answer(status: int = 200, body: Any = "", headers: dict[str, str] | None = None, seconds: float = 0.1) -> RawReply:
    text = body if isinstance(body, str) else json.dumps(body)
    return RawReply(status, text.encode(), seconds, "Phrase", httpx.Headers(headers or {}))


def exchange(**outcomes: dict[str, Any]) -> Exchange:
    return Exchange.model_validate({"short": "Ask.", "send": {"path": "/"}, "outcomes": outcomes})


JSON = {"content-type": "application/json; charset=utf-8"}


@pytest.mark.parametrize(
    ("outcome", "fits"),
    [
        ({"status": 201}, True),
        ({"status": [400, 422]}, False),
        ({"status": [200, 201]}, True),
        ({"media_type": "application/json"}, True),
        ({"media_type": "text/html"}, False),
        ({"headers": {"X-Kind": "a"}}, True),
        ({"headers": {"x-kind": "A"}}, False),
        ({"headers": {"Missing": "a"}}, False),
        ({"lacks_headers": ["Allow"]}, True),
        ({"lacks_headers": ["X-Kind"]}, False),
        ({"json": {"a": 1, "b": {"c": [True]}}}, True),
        ({"json": {"a": 1}}, False),
        ({"json_contains": {"b": {}}}, True),
        ({"json_contains": {"b": {"c": [1]}}}, False),
        ({"json_contains": {"d": None}}, False),
        ({"contains": ['"a"', '"b"']}, True),
        ({"contains": ['"a"', "<b>"]}, False),
        ({"lacks": ["<b>"]}, True),
        ({"lacks": ['"a"']}, False),
        ({"seconds_below": 0.2}, True),
        ({"seconds_below": 0.1}, False),
        ({"seconds_from": 0.1}, True),
        ({"seconds_from": 0.2}, False),
        ({"status": 201, "lacks": ['"a"']}, False),
    ],
)
def test_all_that_an_outcome_says_must_hold(outcome: dict[str, Any], fits: bool) -> None:
    reply = answer(201, {"a": 1, "b": {"c": [True]}}, {**JSON, "X-Kind": "a"})
    assert (misfits(Outcome.model_validate(outcome), reply) == []) is fits


def test_json_is_compared_as_json() -> None:
    assert same({"a": [1, "x", None]}, {"a": [1, "x", None]})
    assert not same(True, 1)
    assert not same([1, 2], [2, 1])
    assert holds({"detail": [{"type": "missing", "loc": ["body"]}]}, {"detail": [{"type": "missing"}]})
    assert misfits(Outcome.model_validate({"json": None}), answer(body="null")) == []
    assert misfits(Outcome.model_validate({"json": None}), answer(body="<p>")) == ["the body is not JSON"]


def test_the_one_outcome_that_fits_is_found() -> None:
    asked = exchange(created={"status": 201}, refused={"status": [400, 422]})
    assert outcome_of("ask", asked, [answer(422)]) == "refused"


def test_a_reply_that_fits_none_is_explained_with_all_that_came_back() -> None:
    asked = exchange(created={"status": 201}, refused={"status": [400, 422]})
    replies = [answer(500, "Internal trouble", {"x-kind": "a"})]
    assert outcome_of("ask", asked, replies) == "unfit"
    text = explain_unfit("ask", asked, replies)
    for part in (
        "status 500 is not 201",
        "status 500 is not 400 or 422",
        "500 Phrase (0.10 s)",
        "x-kind: a",
        "Internal trouble",
    ):
        assert part in text


def test_a_reply_that_fits_two_is_an_error() -> None:
    asked = exchange(fine={"status": 200}, also={"contains": ["x"]})
    with pytest.raises(ProofError, match=r"fits 2 outcomes \(fine, also\)"):
        outcome_of("ask", asked, [answer(200, "x")])


def test_copies_with_different_outcomes_fit_none() -> None:
    asked = exchange(fine={"status": 200}, busy={"status": 503})
    assert outcome_of("ask", asked, [answer(200), answer(503)]) == "unfit"
    assert outcome_of("ask", asked, [answer(503), answer(503)]) == "busy"


def test_a_contract_holds_for_every_sample() -> None:
    asked = exchange(hello={"contains": ["hi"]}, other={"lacks": ["hi"]}).model_copy(update={"every": "hello"})
    assert checked_outcome("ask", asked, [answer(200, "hi")]) == "hello"
    with pytest.raises(ProofError, match="every sample must show 'hello', this one shows 'other'"):
        checked_outcome("ask", asked, [answer(200, "ho")])


def test_pieces_may_be_asked_for() -> None:
    asked = exchange(many={"pieces_from": 3}, one={"pieces_below": 2})
    outcomes = [outcome_of("ask", asked, [RawReply(200, b"", 0.1, pieces=pieces)]) for pieces in (3, 1, 2)]
    assert outcomes == ["many", "one", "unfit"]
