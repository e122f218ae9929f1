"""What came back is changed on purpose, as broken apps would answer, and an outcome must notice it."""

from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from macros.model.base import ExchangeId
from macros.model.task import Task
from tests.proofs.asking.replies import RawReply
from tests.proofs.distort import (
    COOKIES,
    LATER,
    NO_INPUT,
    REDIRECT,
    REFUSAL,
    SAME,
    SERVERS,
    Pass,
    Score,
    check_noticed,
    distortions,
    score,
)
from tests.proofs.errors import ProofError

ASK = ExchangeId("ask")
HTML = {"content-type": "text/html"}
PAGE = {"status": 200, "media_type": "text/html", "contains": ["<h1>", "</html>"]}


def came(status: int = 200, body: str = "", headers: dict[str, str] | None = None, **more: Any) -> RawReply:
    return RawReply(status, body.encode(), 0.1, "Phrase", httpx.Headers(headers or {}), **more)


def task(*, equivalent: Sequence[dict[str, Any]] = (), **exchanges: dict[str, Any]) -> Task:
    """Return a task with these exchanges: each is what is asked, and its outcomes."""
    asked = {name: {"short": "Ask.", "send": {"path": "/"}, **exchange} for name, exchange in exchanges.items()}
    samples = {"one": {"framework": "alpha", "short": "One."}}
    written = {"title": "T", "summary": "S.", "samples": samples, "exchanges": asked, "equivalent": [*equivalent]}
    return Task.model_validate(written)


def asking(outcome: dict[str, Any], reply: RawReply, **more: Any) -> list[Pass]:
    """Return one pass over a task with one exchange."""
    return [Pass(task(ask={"outcomes": {"as-asked": outcome}}, **more), {ASK: [reply]})]


def unnoticed(result: Score) -> list[str]:
    return [distortion.change for distortion in result.survivors]


def test_an_outcome_that_says_enough_notices_every_change() -> None:
    result = score(asking(PAGE, came(200, "<h1>Hello</h1></html>", HTML)))
    assert (unnoticed(result), result.noticed) == ([], 4), "two statuses, the header, half the body"


@pytest.mark.parametrize(
    ("outcome", "change"),
    [
        ({**PAGE, "status": [200, 202]}, "status 202"),
        ({**PAGE, "status": [200, 500]}, "status 500"),
        ({"status": 200, "lacks": ["Bye"]}, "without content-type"),
        ({**PAGE, "contains": ["<h1>"]}, "half the body"),
    ],
)
def test_what_an_outcome_leaves_open_survives(outcome: dict[str, Any], change: str) -> None:
    result = score(asking(outcome, came(200, "<h1>Hello</h1></html>", HTML)))
    assert change in unnoticed(result)
    with pytest.raises(ProofError, match=rf"(?s)^ask/one: no outcome notices it .*\n  ask: {change}, "):
        check_noticed("ask/one", result)


@pytest.mark.parametrize(
    ("status", "others"),
    [(200, {202, 500}), (201, {200, 500}), (302, {200, 500}), (404, {200, 500}), (500, {200})],
)
def test_a_status_becomes_a_neighbour_and_one_of_another_kind(status: int, others: set[int]) -> None:
    changes = [distortion.change for distortion in distortions(asking({"status": status}, came(status)))]
    assert {change for change in changes if change.startswith("status")} == {f"status {other}" for other in others}


@pytest.mark.parametrize(("code", "other"), [(0, 1), (2, 0)])
def test_a_commands_exit_code_becomes_another(code: int, other: int) -> None:
    asked = task(ask={"send": None, "run": "ls", "outcomes": {"as-asked": {"status": code}}})
    exchange = {"run": "ls", "outcomes": {"as-asked": {"status": code}}, "short": "Ask."}
    asked = asked.model_copy(update={"exchanges": {ASK: type(asked.exchanges[ASK]).model_validate(exchange)}})
    changes = [distortion.change for distortion in distortions([Pass(asked, {ASK: [RawReply(code, b"", 0.1)]})])]
    assert changes == [f"status {other}"]


def test_a_websockets_last_answer_is_lost() -> None:
    reply = came(101, '["a", "b"]', messages=("a", "b"))
    assert unnoticed(score(asking({"status": 101, "json": ["a", "b"]}, reply))) == []
    assert unnoticed(score(asking({"status": 101, "contains": ["a"]}, reply))) == ["half the body"]


@pytest.mark.parametrize(
    ("outcome", "reply", "reason"),
    [
        ({"status": 200}, came(headers={"date": "today"}), SERVERS),
        ({"status": 200}, came(headers={"etag": "x"}), LATER),
        ({"status": 200}, came(headers={"set-cookie": "a=b"}), COOKIES),
        ({"status": 302}, came(302, "Go there", {"location": "/"}), REDIRECT),
        ({"status": 404}, came(404, "Not here", HTML), REFUSAL),
        ({"status": 200}, came(), NO_INPUT),
    ],
)
def test_what_is_not_made_has_its_reason(outcome: dict[str, Any], reply: RawReply, reason: str) -> None:
    assert reason in score(asking(outcome, reply)).not_made


def test_the_wording_of_a_refusal_is_changed_where_its_outcome_asks_for_it() -> None:
    result = score(asking({"status": 422, "contains": ["name"]}, came(422, "name: needed, and a number", HTML)))
    assert REFUSAL not in result.not_made
    assert unnoticed(result) == ["half the body"]


def test_a_header_that_no_outcome_asks_for_survives() -> None:
    result = score(asking({"status": 200}, came(headers={"X-Kind": "a"})))
    assert unnoticed(result) == ["without x-kind"]


TWICE: dict[str, Any] = {
    "first": {"send": {"path": "/?name=Ada"}, "outcomes": {"greeted": {"status": 200, "contains": ["Ada"]}}},
    "second": {"send": {"path": "/?name=Bob"}, "outcomes": {"greeted": {"status": 200, "contains": ["B"]}}},
}


def answered(first: str, second: str) -> dict[ExchangeId, list[RawReply]]:
    return {ExchangeId("first"): [came(200, first, HTML)], ExchangeId("second"): [came(200, second, HTML)]}


def test_an_app_that_gives_one_reply_to_an_address_is_noticed() -> None:
    assert "one reply" not in unnoticed(score([Pass(task(**TWICE), answered("Ada", "B"))]))
    vague: dict[str, Any] = {
        **TWICE,
        "second": {**TWICE["second"], "outcomes": {"greeted": {"status": 200, "contains": ["a"]}}},
    }
    result = score([Pass(task(**vague), answered("Ada", "Bab"))])
    words = [distortion.words for distortion in result.survivors if distortion.change == "one reply"]
    assert words == ["every GET / answered like the example of first"]


def test_an_app_that_repeats_the_example_is_noticed_with_other_values() -> None:
    def greeting(name: str) -> Pass:
        outcomes = {"greeted": {"status": 200, "contains": [name]}}
        return Pass(
            task(ask={"send": {"path": f"/?name={name}"}, "outcomes": outcomes}), {ASK: [came(200, name, HTML)]}
        )

    example = greeting("Ada")
    assert score([example]).not_made[NO_INPUT] == 1, "there is nothing else to tell it from"
    assert score([example, greeting("Bob")]).not_made[NO_INPUT] == 0
    assert unnoticed(score([example, greeting("Bob")])) == []


def test_replies_that_are_rightly_the_same_are_not_swapped() -> None:
    same: dict[str, Any] = {
        name: {**exchange, "outcomes": {"greeted": {"status": 200}}} for name, exchange in TWICE.items()
    }
    assert score([Pass(task(**same), answered("Hi", "Hi"))]).not_made[SAME] == 2


def test_a_task_may_say_what_need_not_be_noticed() -> None:
    reply = came(headers={"X-Kind": "a", "X-Sort": "b"})
    entry = {"changes": ["without x-kind"], "exchanges": ["ask"], "reason": "It is for people."}
    result = score(asking({"status": 200}, reply, equivalent=[entry]))
    assert unnoticed(result) == ["without x-sort"]
    assert result.observed.model_dump() == {"noticed": 2, "equivalent": {"without x-kind": ["ask"]}}
    elsewhere = [{**entry, "exchanges": ["other"]}]
    assert "without x-kind" in unnoticed(score(asking({"status": 200}, reply, equivalent=elsewhere)))
    everywhere = [{**entry, "exchanges": []}]
    assert "without x-kind" not in unnoticed(score(asking({"status": 200}, reply, equivalent=everywhere)))


@pytest.mark.parametrize("change", ["status 202", "without x-kind", "half the body", "one reply"])
def test_a_change_has_one_of_four_forms(change: str) -> None:
    assert task(ask={"outcomes": {"x": {"status": 200}}}, equivalent=[{"changes": [change], "reason": "X."}])


@pytest.mark.parametrize(
    ("change", "guess"),
    [
        ("half of the body", "did you mean 'half the body'?"),
        ("without: allow", "did you mean 'without allow'?"),
        ("status", "did you mean 'status 202'?"),
        ("Allow", "allowed: 'status 202', 'without allow', 'half the body' and 'one reply'"),
    ],
)
def test_another_form_is_named_with_what_is_allowed(change: str, guess: str) -> None:
    with pytest.raises(ValueError, match="a change of replies is needed") as error:
        task(ask={"outcomes": {"x": {"status": 200}}}, equivalent=[{"changes": [change], "reason": "X."}])
    assert guess in str(error.value)
