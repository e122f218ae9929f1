"""Proofs: one sample is run, asked, and broken on purpose; what was seen is the observation."""

import fcntl
import platform
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.model.record import Record, Reply
from macros.model.task import Exchange, Mutation
from tests.runner import normalise, process
from tests.runner.asking import ask
from tests.runner.beside import beside
from tests.runner.errors import ProofError, RunnerError
from tests.runner.exchanges import UNFIT, Answer, described, explain_unfit, outcome_of
from tests.runner.jobs import Job
from tests.runner.mutate import check_broken, mutant
from tests.runner.stacks import CACHE, environment, releases

SEEN = frozenset({"releases", "console", "replies", "mutants"})
"""The parts of a record that are observations; the others say what ran, where and when."""


@dataclass(frozen=True)
class Seen:
    """One run of one folder: the normalised replies and console."""

    replies: dict[str, Reply]
    console: list[str]


def prove(job: Job, today: date) -> Record:
    """Run the sample and its mutants and return what was seen, as a record of today."""
    stack = environment(job.lock)
    with machine(alone=job.timed), beside(job) as helper:
        seen = _run(job, stack, job.folder, helper.variables)
        outcomes = {name: reply.outcome for name, reply in seen.replies.items()}
        mutants = [_outcomes_of(job, stack, one, outcomes, helper.variables) for one in job.mutations]
    return Record(
        proof=job.proof,
        changed=today,
        python=platform.python_version(),
        system=_system(),
        releases=helper.releases | releases(stack),
        console=seen.console,
        replies=seen.replies,
        mutants=mutants,
    )


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = f"{platform.system()} {platform.release()}"
    return f"{name}, {platform.machine()}"


@contextmanager
def machine(*, alone: bool) -> Iterator[None]:
    """Share this machine with other runs of any process, or have it for oneself."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE.parent / "machine.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


def _serving(
    job: Job, stack: Path, folder: Path, port: int, more: Mapping[str, str]
) -> AbstractContextManager[process.Server]:
    variables = {job.serve.port_variable: str(port), **more}
    return process.running(job.command, folder, stack=stack, name=job.task_id, port=port, variables=variables)


def _run(job: Job, stack: Path, folder: Path, more: Mapping[str, str]) -> Seen:
    port = process.free_port()
    with _serving(job, stack, folder, port, more) as server:
        place = normalise.Place(str(server.home), str(server.folder), str(stack), port, job.serve.port)
        try:
            replies = {
                name: _reply(name, one, ask(job.task, one, server, stack), place)
                for name, one in job.task.exchanges.items()
            }
        except RunnerError as error:
            said = "\n".join(normalise.console(server.settled_console(), place))
            raise type(error)(f"{error}\n  The console:\n{_quoted(said)}") from error
        return Seen(replies, normalise.console(server.settled_console(), place))


def _quoted(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines()[-40:])


def _reply(name: str, exchange: Exchange, answers: list[Answer], place: normalise.Place) -> Reply:
    outcome = outcome_of(name, exchange, answers)
    if outcome == UNFIT:
        raise ProofError(explain_unfit(name, exchange, answers))
    if exchange.every is not None and outcome != exchange.every:
        raise ProofError(
            f"{name}: every sample must show '{exchange.every}', this one shows '{outcome}'.\n" + described(answers[0])
        )
    first = answers[0]
    return Reply(
        outcome=outcome,
        status=first.status,
        headers=normalise.headers(first.headers, place),
        body=normalise.body(first.text, place),
    )


def _outcomes_of(
    job: Job, stack: Path, mutation: Mutation, before: dict[str, str], more: Mapping[str, str]
) -> dict[str, str]:
    what = f"the mutant of {mutation.file} ({mutation.replace!r} replaced by {mutation.with_!r})"
    try:
        port = process.free_port()
        with mutant(job.folder, mutation) as folder, _serving(job, stack, folder, port, more) as server:
            after = {
                name: outcome_of(name, exchange, ask(job.task, exchange, server, stack))
                for name, exchange in job.task.exchanges.items()
            }
    except RunnerError as error:
        raise type(error)(f"{what}: {error}") from error
    check_broken(mutation, before, after)
    return after
