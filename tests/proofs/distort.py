"""Distortions: what came back is changed on purpose, without running anything again, and an outcome must notice it.

A mutation changes a sample by hand; distortions are made by the tool for every exchange of every sample, so that
a new task gets them free. Each stands for an app that answers so: with another status, without a header, with
half a body, with what it answered before, or with the same to everybody.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import httpx

from macros.model.base import ExchangeId
from macros.model.task import Exchange, Task
from tests.proofs.asking.exchanges import Outcomes
from tests.proofs.asking.outcomes import outcome_of
from tests.proofs.asking.replies import RawReply
from tests.proofs.errors import ProofError

Answered = Mapping[ExchangeId, Sequence[RawReply]]
"""What came back for each exchange."""


class Pass(NamedTuple):
    """One pass over a task: what was asked, with the example's values or others, and what came back."""

    task: Task
    answered: Answered


SERVERS = "the server adds it to every reply, whatever the app does"
IN_BROWSERS = "it changes what caches and proxies do later, not this reply"
LATER = "a cookie's loss shows in later requests; mutations of the sample take the cookie away and send them"
REFUSAL = "how a refusal is worded is each framework's own, and no outcome of this exchange asks it"
NO_INPUT = "nothing that is sent to this address differs, so there is no input to ignore"
SAME = "all replies from this address are the same anyway, and rightly so: their outcomes are"

NOT_DROPPED = {
    **dict.fromkeys(("connection", "content-length", "date", "server", "transfer-encoding"), SERVERS),
    **dict.fromkeys(("cache-control", "etag", "last-modified", "vary"), IN_BROWSERS),
    "set-cookie": LATER,
}
"""Headers whose loss is no distortion, and why."""


@dataclass(frozen=True)
class Distortion:
    """One change to what came back."""

    change: str
    """In words, for the terminal."""
    exchanges: tuple[ExchangeId, ...]
    """Those whose replies it changes; one of them must notice."""
    passes: tuple[Pass, ...] = ()
    """What came back, changed; empty where it is not made."""
    reason: str = ""
    """Why it is not made."""


@dataclass
class Score:
    """How many distortions were made, and why others were not."""

    noticed: int = 0
    survivors: list[Distortion] = field(default_factory=list)
    equivalent: Counter[str] = field(default_factory=Counter)

    @property
    def made(self) -> int:
        """Return how many an outcome could have noticed."""
        return self.noticed + len(self.survivors)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.noticed + other.noticed, self.survivors + other.survivors, self.equivalent + other.equivalent)

    def __str__(self) -> str:
        reasons = [f"\n  {number} not made: {reason}" for reason, number in self.equivalent.most_common()]
        return f"{self.made} distortions of replies, {self.noticed} noticed" + "".join(reasons)


def score(passes: Sequence[Pass]) -> Score:
    """Make every distortion of what came back, and return what became of each."""
    before = [_outcomes(one) for one in passes]
    result = Score()
    for distortion in distortions(passes):
        if distortion.reason:
            result.equivalent[distortion.reason] += 1
        elif [_outcomes(one) for one in distortion.passes] == before[: len(distortion.passes)]:
            result.survivors.append(distortion)
        else:
            result.noticed += 1
    return result


def check_noticed(result: Score) -> None:
    """Raise where a distortion has the same outcomes as what really came back."""
    if result.survivors:
        lines = [f"  {', '.join(one.exchanges)}: {one.change}" for one in result.survivors]
        raise ProofError(
            "no outcome notices it if the replies are changed like this; let the outcomes say more:\n"
            + "\n".join(lines)
        )


def distortions(passes: Sequence[Pass]) -> Iterator[Distortion]:
    """Return every distortion of what came back; the first pass is the example's."""
    example = passes[0]
    for name, exchange in example.task.exchanges.items():
        reply = example.answered[name][0]
        for change, changed, reason in _of_reply(exchange, reply):
            answered = {**example.answered, name: [changed] * len(example.answered[name])}
            yield Distortion(change, (name,), () if reason else (Pass(example.task, answered),), reason)
    yield from _canned(passes)


def _outcomes(one: Pass) -> Outcomes:
    outcomes: Outcomes = {}
    for name, exchange in one.task.exchanges.items():
        try:
            outcomes[name] = outcome_of(name, exchange, one.answered[name])
        except ProofError:
            continue  # two outcomes at once: a run would fail
    return outcomes


def _of_reply(exchange: Exchange, reply: RawReply) -> Iterator[tuple[str, RawReply, str]]:
    """Return the distortions of one reply: the change, what becomes of the reply, or why it is not made."""
    for status in _other_statuses(exchange, reply.status):
        yield f"status {status} in place of {reply.status}", replace(reply, status=status), ""
    open_to_all = REFUSAL if reply.status >= 400 and not _asks_body(exchange) else ""
    for header in dict.fromkeys(name.lower() for name in reply.headers):
        reason = NOT_DROPPED.get(header, open_to_all if header == "content-type" else "")
        yield f"without the header {header}", _without(reply, header), reason
    if reply.body:
        yield "with half the body", _cut(reply), open_to_all


def _other_statuses(exchange: Exchange, status: int) -> tuple[int, ...]:
    if exchange.run is not None:
        return (0,) if status else (1,)
    if status < 200:
        return (403,)
    if status < 300:
        return (202 if status == 200 else 200, 500)
    return (200,) if status >= 500 else (200, 500)


def _asks_body(exchange: Exchange) -> bool:
    about_body = {"json_", "json_contains", "contains", "media_type"}
    return any(about_body & outcome.model_fields_set for outcome in exchange.outcomes.values())


def _without(reply: RawReply, header: str) -> RawReply:
    headers = httpx.Headers([(name, value) for name, value in reply.headers.multi_items() if name.lower() != header])
    return replace(reply, headers=headers)


def _cut(reply: RawReply) -> RawReply:
    if reply.messages is not None:
        messages = reply.messages[:-1]
        return replace(reply, messages=messages, body=json.dumps(messages, ensure_ascii=False).encode())
    return replace(reply, body=reply.body[: len(reply.body) // 2])


def _canned(passes: Sequence[Pass]) -> Iterator[Distortion]:
    """Return what an app would answer that looks at the address alone: what it answered first, or always the same."""
    addresses: dict[tuple[str, str], list[ExchangeId]] = {}
    for name, exchange in passes[0].task.exchanges.items():
        if exchange.send is not None:
            addresses.setdefault((exchange.send.method, exchange.send.path.partition("?")[0]), []).append(name)
    for (method, path), names in addresses.items():
        reason = _no_input(passes, names)
        for name in names:
            what = f"every {method} {path} answered like the example of {name}"
            distorted = tuple(_answered_like(one, names, passes[0].answered[name]) for one in passes)
            yield Distortion(what, tuple(names), () if reason else distorted, reason)


def _answered_like(one: Pass, names: Sequence[ExchangeId], replies: Sequence[RawReply]) -> Pass:
    like = {
        name: [replace(replies[0], seconds=own.seconds, pieces=own.pieces) for own in one.answered[name]]
        for name in names
    }
    return Pass(one.task, {**one.answered, **like})


def _no_input(passes: Sequence[Pass], names: Sequence[ExchangeId]) -> str:
    sent = [(one.task.exchanges[name].send, one.answered[name]) for one in passes for name in names]
    if all(send == sent[0][0] for send, _ in sent):
        return NO_INPUT
    first = sent[0][1][0]
    if all((reply.status, reply.body) == (first.status, first.body) for _, replies in sent for reply in replies):
        return SAME
    return ""
