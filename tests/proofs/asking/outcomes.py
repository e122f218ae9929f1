"""Outcomes: the one that a reply fits is found, and where none fits, it is said why."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from macros.model.base import OutcomeId
from macros.model.task import Exchange, Outcome
from tests.proofs.asking.replies import RawReply
from tests.proofs.errors import ProofError, indented

UNFIT = OutcomeId("unfit")
"""What a mutant's reply is called that fits no outcome."""


def outcome_of(name: str, exchange: Exchange, replies: Sequence[RawReply]) -> OutcomeId:
    """Return the outcome that all replies fit, or ``unfit``; two outcomes at once are an error."""
    outcomes = {_outcome_of_reply(name, exchange, reply) for reply in replies}
    return outcomes.pop() if len(outcomes) == 1 else UNFIT


def checked_outcome(name: str, exchange: Exchange, replies: Sequence[RawReply]) -> OutcomeId:
    """Return the outcome that all replies fit; none, or another than each sample must have, is an error."""
    outcome = outcome_of(name, exchange, replies)
    if outcome == UNFIT:
        raise ProofError(explain_unfit(name, exchange, replies))
    if exchange.every is not None and outcome != exchange.every:
        raise ProofError(
            f"{name}: every sample must show '{exchange.every}', this one shows '{outcome}'.\n" + described(replies[0])
        )
    return outcome


def _outcome_of_reply(name: str, exchange: Exchange, reply: RawReply) -> OutcomeId:
    fitting = [outcome_id for outcome_id, outcome in exchange.outcomes.items() if not misfits(outcome, reply)]
    if len(fitting) > 1:
        raise ProofError(
            f"{name}: the reply fits {len(fitting)} outcomes ({', '.join(fitting)}); it must fit one.\n"
            + described(reply)
        )
    return fitting[0] if fitting else UNFIT


def explain_unfit(name: str, exchange: Exchange, replies: Sequence[RawReply]) -> str:
    """Return why the replies do not fit one outcome: what came back, and what each outcome misses."""
    unfit = (reply for reply in replies if _outcome_of_reply(name, exchange, reply) == UNFIT)
    reply = next(unfit, replies[0])
    reasons = [
        f"  not {outcome_id}: {'; '.join(misfits(outcome, reply)) or 'some copies had another outcome'}"
        for outcome_id, outcome in exchange.outcomes.items()
    ]
    return "\n".join([f"{name}: the reply fits no outcome.", *reasons, described(reply)])


def described(reply: RawReply) -> str:
    """Return a reply as a person reads it: status, headers, body."""
    headers = "\n".join(f"{key}: {value}" for key, value in reply.headers.items())
    first = f"{reply.status} {reply.reason}".rstrip()
    return "  What came back:\n" + indented(f"{first} ({reply.seconds:.2f} s)\n{headers}\n\n{reply.text}")


def misfits(outcome: Outcome, reply: RawReply) -> list[str]:
    """Return in which ways a reply is not as the outcome says; an empty list means that it fits."""
    return [*_of_head(outcome, reply), *_of_body(outcome, reply), *_of_timing(outcome, reply)]


def _of_head(outcome: Outcome, reply: RawReply) -> Iterator[str]:
    allowed = [outcome.status] if isinstance(outcome.status, int) else outcome.status
    if allowed is not None and reply.status not in allowed:
        yield f"status {reply.status} is not {' or '.join(map(str, allowed))}"
    if outcome.media_type is not None and reply.media_type != outcome.media_type.lower():
        yield f"media type '{reply.media_type}' is not '{outcome.media_type}'"
    for header, value in outcome.headers.items():
        if reply.headers.get(header) != value:
            yield f"header {header} is {reply.headers.get(header)!r}, not {value!r}"
    for header, piece in outcome.headers_contain.items():
        if piece.lower() not in str(reply.headers.get(header, "")).lower():
            yield f"header {header} is {reply.headers.get(header)!r}, without {piece!r}"
    for header in outcome.lacks_headers:
        if header in reply.headers:
            yield f"header {header} is there"


def _of_timing(outcome: Outcome, reply: RawReply) -> Iterator[str]:
    if outcome.seconds_below is not None and not reply.seconds < outcome.seconds_below:
        yield f"{reply.seconds:.2f} s is not below {outcome.seconds_below:g} s"
    if outcome.seconds_from is not None and not reply.seconds >= outcome.seconds_from:
        yield f"{reply.seconds:.2f} s is less than {outcome.seconds_from:g} s"
    if outcome.pieces_from is not None and reply.pieces < outcome.pieces_from:
        yield f"the body came in {reply.pieces} pieces, not in {outcome.pieces_from} or more"
    if outcome.pieces_below is not None and reply.pieces >= outcome.pieces_below:
        yield f"the body came in {reply.pieces} pieces, not in fewer than {outcome.pieces_below}"


def _of_body(outcome: Outcome, reply: RawReply) -> Iterator[str]:
    written = outcome.model_fields_set & {"json_", "json_contains"}
    if written:
        try:
            value = json.loads(reply.body)
        except ValueError:
            yield "the body is not JSON"
        else:
            if "json_" in written and not same(outcome.json_, value):
                yield "the JSON is another"
            if "json_contains" in written and not holds(value, outcome.json_contains):
                yield "the JSON lacks a part"
    yield from (f"the body lacks {text!r}" for text in outcome.contains if text not in reply.text)
    yield from (f"the body has {text!r}" for text in outcome.lacks if text in reply.text)
    sent = "\n".join(reply.headers.values())
    yield from (f"a header has {text!r}" for text in outcome.lacks if text in sent)


def same(left: Any, right: Any) -> bool:
    """Tell whether two JSON values are the same; unlike in Python, ``true`` is not ``1``."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def holds(value: Any, part: Any) -> bool:
    """Tell whether a JSON value holds a part: of mappings the named keys, all else the same."""
    if isinstance(part, Mapping):
        return isinstance(value, Mapping) and all(
            key in value and holds(value[key], wanted) for key, wanted in part.items()
        )
    if isinstance(part, list):
        return isinstance(value, list) and len(value) == len(part) and all(map(holds, value, part))
    return same(value, part)
