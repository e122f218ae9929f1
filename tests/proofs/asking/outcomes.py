"""Outcomes: the one that a reply fits is found, and where none fits, it is said why."""

from collections.abc import Sequence

from macros.judging import misfits
from macros.model.base import OutcomeId
from macros.model.task import Exchange
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
