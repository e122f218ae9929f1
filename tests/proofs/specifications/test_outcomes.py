"""A reply fits exactly one outcome, and all that an outcome says must hold."""

import json
from typing import Any

import httpx
import pytest

from macros.judging import holds, misfits, misfits_of_record, same
from macros.model.record import Reply
from macros.model.task import Exchange, Outcome
from tests.proofs.asking.outcomes import UNFIT, checked_outcome, explain_unfit, outcome_of
from tests.proofs.asking.replies import RawReply
from tests.proofs.errors import ProofError


def answer(status: int = 200, body: Any = "", headers: dict[str, str] | None = None, seconds: float = 0.1) -> RawReply:
    text = body if isinstance(body, str) else json.dumps(body)
    said = {"content-type": "text/plain"} if headers is None else headers
    return RawReply(status, text.encode(), seconds, "Phrase", httpx.Headers(said))


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
        ({"slowest_from": 0.1}, True),
        ({"slowest_from": 0.2}, False),
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
    assert misfits(Outcome.model_validate({"json": None}), answer(body="null", headers=JSON)) == []
    assert misfits(Outcome.model_validate({"json": None, "media_type": "text/plain"}), answer(body="<p>")) == [
        "the body is not JSON"
    ]


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


def test_pieces_of_the_body_may_have_to_arrive_apart() -> None:
    asked = exchange(apart={"apart": ["a", "b", "c"]}, together={"pieces_below": 2})
    for moments, outcome in [
        ((1, 2, 3), "apart"),
        ((3,), "together"),
        ((1, 3), "unfit"),
        ((0, 1, 3), "unfit"),
        ((2, 3, 3), "unfit"),
    ]:
        reply = RawReply(200, b"abc", 0.1, pieces=len(moments), moments=moments)
        assert outcome_of("ask", asked, [reply]) == outcome, moments
    assert outcome_of("ask", asked, [RawReply(200, b"ac", 0.1, pieces=2, moments=(1, 2))]) == "unfit", (
        "one is not there"
    )


def test_a_piece_arrives_when_its_last_byte_does() -> None:
    asked = exchange(apart={"apart": ["first", "then"]})
    for moments, outcome in [((5, 9), "apart"), ((1, 2, 3, 9), "unfit"), ((6, 8, 9), "apart")]:
        reply = RawReply(200, b"firstthen", 0.1, pieces=len(moments), moments=moments)
        assert outcome_of("ask", asked, [reply]) == outcome, moments


def test_copies_may_have_to_take_equally_long() -> None:
    asked = exchange(overlapped={"spread_below": 1.4}, queued={"spread_from": 1.4})
    outcomes = [outcome_of("ask", asked, [RawReply(200, b"", 1, spread=spread)]) for spread in (1.0, 1.39, 1.4, 30)]
    assert outcomes == ["overlapped", "overlapped", "queued", "queued"]


@pytest.mark.parametrize(
    ("outcome", "sent", "misfit"),
    [
        ({"json": {"a": 1}}, "application/json", None),
        ({"json": {"a": 1}}, "application/problem+json; charset=utf-8", None),
        ({"json": {"a": 1}}, "text/html", "media type 'text/html' is not JSON's"),
        ({"json_contains": {"a": 1}}, "", "media type '' is not JSON's"),
        ({"json": {"a": 1}, "media_type": "text/plain"}, "text/plain", None),
        ({"contains": ["a"]}, "text/plain", None),
        ({"contains": ["a"]}, "", "it does not say of which media type the body is"),
        ({"media_type": ["text/html", "Text/Plain"]}, "text/plain", None),
        ({"media_type": ["text/html", "text/plain"]}, "", "media type '' is not 'text/html' or 'text/plain'"),
        ({"status": 200}, "", None),
        ({"lacks": ["b"]}, "", None),
    ],
)
def test_a_body_that_is_asked_for_says_of_which_media_type_it_is(
    outcome: dict[str, Any], sent: str, misfit: str | None
) -> None:
    reply = answer(200, {"a": 1}, {"content-type": sent} if sent else {})
    assert misfits(Outcome.model_validate(outcome), reply) == ([misfit] if misfit else [])


def test_what_is_no_reply_over_http_has_no_media_type() -> None:
    printed = RawReply(0, b'{"a": 1}', 0.1)
    heard = RawReply(101, b'["a"]', 0.1, "Switching Protocols", messages=("a",))
    assert misfits(Outcome.model_validate({"json": {"a": 1}, "contains": ["a"]}), printed) == []
    assert misfits(Outcome.model_validate({"json": ["a"], "contains": ["a"]}), heard) == []


def test_what_says_that_it_is_json_is_json_whatever_is_asked() -> None:
    asked = Outcome.model_validate({"status": 200})
    assert misfits(asked, answer(200, '{"a": ', JSON)) == ["it says that the body is JSON, and it is not"]
    assert misfits(asked, answer(200, "", JSON)) == [], "a reply to HEAD"
    recorded = Reply.model_validate({"outcome": "x", "status": 200, "reason": "OK", "headers": JSON, "lines": ["{"]})
    assert misfits_of_record(asked, recorded) == ["it says that the body is JSON, and it is not"]


def test_the_quickest_copy_may_be_too_quick() -> None:
    reply = RawReply(200, b"", 2.0, first=0.1)
    assert outcome_of("ask", exchange(waited={"seconds_from": 0.2}), [reply]) == UNFIT
    assert outcome_of("ask", exchange(waited={"slowest_from": 2.0, "seconds_from": 0.1}), [reply]) == "waited"
