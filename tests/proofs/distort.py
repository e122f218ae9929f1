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

from macros.judging import misfits
from macros.model.base import ExchangeId
from macros.model.record import Distortions
from macros.model.task import HALF_THE_BODY, ONE_REPLY, Equivalent, Exchange, Task
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


SERVERS = "the server adds the header to every reply, whatever the app does"
LATER = "the header says what caches and proxies do later, and changes nothing of this reply"
COOKIES = "a cookie's loss shows in later requests; mutations of samples take it away, and then send them"
REDIRECT = "nobody is shown the body of a redirect"
REFUSAL = "how a refusal is worded is each framework's own, and its outcome does not ask it"
NO_INPUT = "nothing that is sent to the address differs, so there is no input to ignore"
SAME = "all replies from the address are the same, and their outcomes say that this is right"

NOT_DROPPED = {
    **dict.fromkeys(("connection", "content-length", "date", "server", "transfer-encoding"), SERVERS),
    **dict.fromkeys(("cache-control", "etag", "last-modified", "vary"), LATER),
    "set-cookie": COOKIES,
}
"""Headers whose loss is no distortion, and why."""

ABOUT_BODY = {"json_", "json_contains", "contains", "media_type", "apart"}
"""What an outcome says of what is in the body."""


@dataclass(frozen=True)
class Distortion:
    """One change to what came back."""

    change: str
    """As a task names it that excuses it."""
    exchanges: tuple[ExchangeId, ...]
    """Those whose replies it changes; one of them must notice."""
    words: str
    """For the terminal."""
    passes: tuple[Pass, ...] = ()
    """What came back, changed; empty where it is not made."""
    reason: str = ""
    """Why it is not made."""


@dataclass
class Score:
    """What became of the distortions of one sample's replies."""

    noticed: int = 0
    survivors: list[Distortion] = field(default_factory=list)
    excused: dict[str, set[ExchangeId]] = field(default_factory=dict)
    """Those that the task says no outcome need notice."""
    not_made: Counter[str] = field(default_factory=Counter)
    """How many were not made, by the reason."""

    @property
    def observed(self) -> Distortions:
        """What a record keeps."""
        kept = {
            "noticed": self.noticed,
            "equivalent": {name: sorted(self.excused[name]) for name in sorted(self.excused)},
        }
        return Distortions.model_validate(kept if self.excused else {"noticed": self.noticed})

    @property
    def tally(self) -> Counter[str]:
        """How many there are, in words for the terminal."""
        excused = sum(map(len, self.excused.values()))
        counts = Counter({"distortions of replies, all noticed": self.noticed, "equivalent, as the tasks say": excused})
        return counts + Counter({f"not made: {reason}": number for reason, number in sorted(self.not_made.items())})


def score(passes: Sequence[Pass]) -> Score:
    """Make every distortion of what came back, and return what became of each."""
    before = [_outcomes(one) for one in passes]
    result = Score()
    for distortion in distortions(passes):
        if distortion.reason:
            result.not_made[distortion.reason] += 1
        elif [_outcomes(one) for one in distortion.passes] != before[: len(distortion.passes)]:
            result.noticed += 1
        elif _is_excused(distortion, passes[0].task.equivalent):
            result.excused.setdefault(distortion.change, set()).update(distortion.exchanges)
        else:
            result.survivors.append(distortion)
    return result


def _is_excused(distortion: Distortion, equivalent: Sequence[Equivalent]) -> bool:
    return any(
        distortion.change in entry.changes
        and (not entry.exchanges or set(distortion.exchanges) <= set(entry.exchanges))
        for entry in equivalent
    )


def check_noticed(name: str, result: Score) -> None:
    """Raise where a distortion of a sample's replies has the same outcomes as what really came back."""
    if result.survivors:
        lines = [f"  {', '.join(one.exchanges)}: {one.change}, {one.words}" for one in result.survivors]
        raise ProofError(
            f"{name}: no outcome notices it when replies are changed like this; let the outcomes say more, "
            "or say under 'equivalent' of the task why they need not:\n" + "\n".join(lines)
        )


def distortions(passes: Sequence[Pass]) -> Iterator[Distortion]:
    """Return every distortion of what came back; the first pass is the example's."""
    example = passes[0]
    for name, exchange in example.task.exchanges.items():
        reply = example.answered[name][0]
        for change, words, changed, reason in _of_reply(exchange, reply):
            answered = {**example.answered, name: [changed] * len(example.answered[name])}
            yield Distortion(change, (name,), words, () if reason else (Pass(example.task, answered),), reason)
    yield from _canned(passes)


def _outcomes(one: Pass) -> Outcomes:
    outcomes: Outcomes = {}
    for name, exchange in one.task.exchanges.items():
        try:
            outcomes[name] = outcome_of(name, exchange, one.answered[name])
        except ProofError:
            continue  # two outcomes at once: a run would fail
    return outcomes


def _of_reply(exchange: Exchange, reply: RawReply) -> Iterator[tuple[str, str, RawReply, str]]:
    """Return the distortions of one reply: the change, in words, what becomes of it, or why it is not made."""
    for status in _other_statuses(exchange, reply.status):
        yield f"status {status}", f"in place of {reply.status}", replace(reply, status=status), ""
    open_to_all = _unread(exchange, reply)
    for header in dict.fromkeys(name.lower() for name in reply.headers):
        reason = NOT_DROPPED.get(header, open_to_all if header == "content-type" else "")
        yield f"without {header}", f"which was {reply.headers[header]!r}", _without(reply, header), reason
    if reply.body:
        yield HALF_THE_BODY, f"of {len(reply.body)} bytes", _cut(reply), open_to_all


def _other_statuses(exchange: Exchange, status: int) -> tuple[int, ...]:
    if exchange.run is not None:
        return (0,) if status else (1,)
    if status < 200:
        return (403,)
    if status < 300:
        return (202 if status == 200 else 200, 500)
    return (200,) if status >= 500 else (200, 500)


def _unread(exchange: Exchange, reply: RawReply) -> str:
    """Return why it does not matter what a reply's body holds, or nothing."""
    if 300 <= reply.status < 400 and "location" in reply.headers:
        return REDIRECT
    if reply.status >= 400:
        fitting = [outcome for outcome in exchange.outcomes.values() if not misfits(outcome, reply)]
        return "" if any(ABOUT_BODY & outcome.model_fields_set for outcome in fitting) else REFUSAL
    return ""


def _without(reply: RawReply, header: str) -> RawReply:
    headers = httpx.Headers([(name, value) for name, value in reply.headers.multi_items() if name.lower() != header])
    return replace(reply, headers=headers)


def _cut(reply: RawReply) -> RawReply:
    if reply.messages is not None:
        messages = reply.messages[:-1]
        return replace(reply, messages=messages, body=json.dumps(messages, ensure_ascii=False).encode())
    half = len(reply.body) // 2
    return replace(reply, body=reply.body[:half], moments=tuple(min(moment, half) for moment in reply.moments))


def _canned(passes: Sequence[Pass]) -> Iterator[Distortion]:
    """Return what an app would answer that looks at the address alone: what it answered first, or always the same."""
    addresses: dict[tuple[str, str], list[ExchangeId]] = {}
    for name, exchange in passes[0].task.exchanges.items():
        if exchange.send is not None:
            addresses.setdefault((exchange.send.method, exchange.send.path.partition("?")[0]), []).append(name)
    for (method, path), names in addresses.items():
        reason = _no_input(passes, names)
        for name in names:
            words = f"every {method} {path} answered like the example of {name}"
            distorted = tuple(_answered_like(one, names, passes[0].answered[name]) for one in passes)
            yield Distortion(ONE_REPLY, tuple(names), words, () if reason else distorted, reason)


def _answered_like(one: Pass, names: Sequence[ExchangeId], replies: Sequence[RawReply]) -> Pass:
    like = {
        name: [
            replace(replies[0], seconds=own.seconds, first=own.first, spread=own.spread, pieces=own.pieces)
            for own in one.answered[name]
        ]
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
