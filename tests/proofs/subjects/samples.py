"""Samples: each is run, asked, and broken on purpose; what was seen is the observation."""

import json
import platform
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from macros.fingerprints import sample_fingerprint
from macros.judging import is_json
from macros.kinds import SAMPLE_RECORD
from macros.model.base import ExchangeId, SampleKey
from macros.model.framework import Serve
from macros.model.record import HistoryLine, Reply, SampleRecord
from macros.model.task import Mutation, Sample, Task
from macros.systems import is_distribution
from tests.proofs import distort, normalise, patience
from tests.proofs.asking.exchanges import Outcomes, ask, outcomes_of_mutant
from tests.proofs.asking.outcomes import checked_outcome
from tests.proofs.asking.replies import RawReply
from tests.proofs.asking.variation import varied
from tests.proofs.distort import Pass, Score
from tests.proofs.errors import ProofError, ToolError, indented
from tests.proofs.layout import Contents
from tests.proofs.mutate import check_broken, mutant
from tests.proofs.project import RECORDS, Project
from tests.proofs.servers import App, Server, machine, running
from tests.proofs.stacks import named_releases
from tests.proofs.starting import RunningService, renamed, running_service, sample_app
from tests.proofs.subjects.base import ProofKind, Proved, Subject

PASSES = 2
"""How often the same is asked with other values than those of the example."""

MUTANTS_AT_ONCE = 6
"""How many mutants of a sample are asked at the same moment."""

LAST_LINES = 40
"""How much of a console an error shows."""


@dataclass(frozen=True)
class SampleProof(Subject[SampleKey]):
    """One sample of one task, with all that a run of it needs."""

    record = SAMPLE_RECORD

    @property
    def task(self) -> Task:
        """What is asked of it."""
        return self.project.catalog.tasks[self.key.task]

    @property
    def sample(self) -> Sample:
        """What its task says of it."""
        return self.task.samples[self.key.sample]

    @property
    def serve(self) -> Serve:
        """How its framework's server is started."""
        return self.project.catalog.frameworks[self.sample.framework].serve

    @property
    def command(self) -> str:
        """The command that a reader types to start it."""
        return self.sample.command(self.serve)

    @property
    def files(self) -> dict[str, str]:
        """Its files."""
        return self.project.catalog.sample_files[self.key]

    @property
    def fingerprint(self) -> str:
        """The hash over everything that could change what is seen."""
        return sample_fingerprint(self.project.catalog, self.key)

    @property
    def programs(self) -> tuple[str, ...]:
        """The browser where it is asked in one, and the service where that is a program of the system."""
        return tuple(self.task.programs(self.key.sample))

    @property
    def alone(self) -> bool:
        """Whether its outcomes depend on the time that replies take."""
        return self.task.is_timed

    @cached_property
    def stack(self) -> Path:
        """Its environment."""
        return self.project.environment(self.project.catalog.sample_stack(self.key))

    @property
    def releases(self) -> dict[str, str]:
        """The releases of what its stack names."""
        return named_releases(self.project.catalog.sample_stack(self.key).requirements, self.stack)

    def app(self, service: RunningService, files: Contents | None = None, *, bare: bool = False) -> App:
        """Return what is started: the sample, or other files in its place.

        ``bare``: by the server alone, where there is such a command. It starts sooner than the one that readers type.
        """
        contents, serve = self.files if files is None else files, self.serve
        if bare and serve.bare:
            serve = serve.model_copy(update={"command": serve.bare.command})
        return sample_app(self.key.task, self.task, self.sample, serve, contents, self.stack, service)

    def service(self) -> AbstractContextManager[RunningService]:
        """Run the service that the sample talks to, if it does, in its own environment and on a free port."""
        service_id, catalog = self.sample.service, self.project.catalog
        if service_id is None:
            return nullcontext(RunningService())
        service, files = catalog.service(self.key.task, service_id), catalog.service_files(self.key.task, service_id)
        stack = self.project.environment(catalog.service_stack(self.key.task, service_id))
        return running_service(service_id, service, files, stack)

    @property
    def service_releases(self) -> dict[str, str]:
        """The releases of what its service needs."""
        service_id, catalog = self.sample.service, self.project.catalog
        if service_id is None:
            return {}
        stack = catalog.service_stack(self.key.task, service_id)
        return named_releases(stack.requirements, self.project.environment(stack))

    @contextmanager
    def serving(
        self,
        files: Contents | None = None,
        command: str | None = None,
        variables: Mapping[str, str] | None = None,
        *,
        bare: bool = False,
    ) -> Iterator[Server]:
        """Start the sample, after the service that it talks to."""
        with self.service() as service:
            app = self.app(service, files, bare=bare)
            changed = replace(app, command=command or app.command, variables={**app.variables, **(variables or {})})
            with running(changed) as server:
                yield server

    def prove(self, today: date) -> Proved:
        """Run the sample and its mutants."""
        record, score = self._observed(today, with_mutants=True, passes=PASSES, look=_Look(self.alone))
        tally = Counter({"mutants, all noticed": len(record.mutants), **score.tally})
        line = HistoryLine(
            day=today,
            task=self.key.task,
            sample=self.key.sample,
            releases=record.releases,
            outcomes=dict(sorted(record.outcomes.items())),
        )
        return Proved(record, tally=tally, history=line)

    def observe(
        self,
        today: date,
        *,
        with_mutants: bool = True,
        passes: int = PASSES,
        alone: bool | None = None,
        afterwards: Callable[[Server], None] = lambda _: None,
        bare: bool = False,
    ) -> SampleRecord:
        """Run the sample, and its mutants if wanted, and return what was seen, as a record of today.

        ``passes`` is how often other values are asked, each time of a fresh server; ``alone`` overrides whether the
        machine is its own meanwhile; ``afterwards`` gets the server that answered, before it is ended. ``bare``: it
        is started by the server alone, so that its console is not that of a record.
        """
        how = _Look(self.alone if alone is None else alone, bare, afterwards)
        return self._observed(today, with_mutants=with_mutants, passes=passes, look=how)[0]

    def _observed(self, today: date, *, with_mutants: bool, passes: int, look: "_Look") -> tuple[SampleRecord, Score]:
        with machine(alone=look.alone), self.service() as service:
            example, replies, console, took = self._seen(service, look)
            outcomes = {exchange_id: reply.outcome for exchange_id, reply in replies.items()}
            others = []
            passes = passes if self.task.vary else 0
            for number in range(passes):
                # The last pass is started as mutants are then: that it shows the same is why they may be.
                with running(self.app(service, bare=number == passes - 1)) as fresh:
                    others.append(self.check_varied(outcomes, fresh))
            score = distort.score([example, *others])
            distort.check_noticed(self.name, score)
            mutations = self.project.catalog.sample_mutations(self.key) if with_mutants else ()
            how = _Asked(outcomes, self._limits(took), bare=passes > 0)
            mutants = self._outcomes_of_mutants(mutations, how)
        server = named_releases([self.serve.server], self.stack)
        record = SampleRecord(
            fingerprint=self.fingerprint,
            changed=today,
            python=platform.python_version(),
            system=_system(),
            releases=dict(sorted({**self.service_releases, **self.releases, **server}.items())),
            console=console,
            replies=dict(sorted(replies.items())),
            mutants=[dict(sorted(outcomes.items())) for outcomes in mutants],
            distortions=score.observed,
        )
        return record, score

    def _seen(
        self, service: RunningService, look: "_Look"
    ) -> tuple[Pass, dict[ExchangeId, Reply], list[str], dict[ExchangeId, float]]:
        """Return what came back for the example, the same as a record keeps it, the console, and how long each took.

        What a tutorial step is about is asked first of a server of its own: its page shows that, and a reader who
        sends only what the page shows must see the same.
        """
        shown, shown_console = self._asked_alone(service) if self.task.tutorial and self.sample.expects else ({}, None)
        with running(self.app(service, bare=look.bare)) as server:
            replies, answered, took = {}, {}, {}
            with _with_the_console(server):
                for name, exchange in self.task.exchanges.items():
                    began = time.monotonic()
                    answers = answered[name] = ask(self.task, exchange, server)
                    took[name] = time.monotonic() - began
                    replies[name] = recorded(checked_outcome(name, exchange, answers), answers[0], server.surroundings)
            for name, reply in shown.items():
                if reply.outcome != (other := replies[name].outcome):
                    raise ProofError(
                        f"{name} shows '{reply.outcome}' from a fresh start and '{other}' after the others"
                    )
            console = normalise.console(server.settled_console(), server.surroundings)
            look.afterwards(server)
        return Pass(self.task, answered), {**replies, **shown}, shown_console or console, took

    def _asked_alone(self, service: RunningService) -> tuple[dict[ExchangeId, Reply], list[str]]:
        """Ask a fresh server only what the sample expects, in that order; return the replies and the console."""
        with running(self.app(service)) as server:
            replies = {}
            with _with_the_console(server):
                for name in self.sample.expects:
                    exchange = self.task.exchanges[name]
                    answers = ask(self.task, exchange, server)
                    replies[name] = recorded(checked_outcome(name, exchange, answers), answers[0], server.surroundings)
            return replies, normalise.console(server.settled_console(), server.surroundings)

    def check_varied(self, outcomes: Outcomes, server: Server) -> Pass:
        """Ask the same with other values; each outcome must be the one that the example has."""
        seed = secrets.randbits(32)
        task, answered, others = varied(self.task, seed), {}, {}
        try:
            named = renamed(server, self.task, seed)
            for name, exchange in task.exchanges.items():
                answered[name] = ask(task, exchange, named)
                others[name] = checked_outcome(name, exchange, answered[name])
        except ToolError as error:
            raise type(error)(f"with other values (seed {seed}): {error}") from error
        for name, outcome in outcomes.items():
            if others[name] != outcome:
                message = f"{name} shows '{outcome}' for the example and '{others[name]}' for other values"
                raise ProofError(f"{message} (seed {seed})")
        return Pass(task, answered)

    def _limits(self, took: Mapping[ExchangeId, float]) -> dict[ExchangeId, float]:
        """Return how many seconds a mutant may take for each exchange."""
        sends = {name: exchange.send for name, exchange in self.task.exchanges.items()}
        return {
            name: patience.limit_of_mutant(seconds, send.copies if (send := sends[name]) else 1)
            for name, seconds in took.items()
        }

    def _outcomes_of_mutants(self, mutations: Sequence[Mutation], how: "_Asked") -> list[Outcomes]:
        """Run mutants side by side, since most of their time they wait: but not where copies of a request compete."""
        competing = any(exchange.send and exchange.send.copies > 1 for exchange in self.task.exchanges.values())
        with ThreadPoolExecutor(1 if competing else MUTANTS_AT_ONCE) as pool:
            futures = [pool.submit(self._outcomes_of_mutant, mutation, how) for mutation in mutations]
            try:
                return [future.result() for future in futures]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _outcomes_of_mutant(self, mutation: Mutation, how: "_Asked") -> Outcomes:
        """Run a mutant beside a service of its own, which others do not ask meanwhile."""
        before, task = how.before, self.task
        try:
            files = mutant(self.files, mutation)
            with self.service() as service:
                with running(self.app(service, files, bare=how.bare)) as server:
                    after = outcomes_of_mutant(task, server, how.limits)
                if task.vary and any(after[name] == before[name] for name in mutation.breaks):
                    # It answers the example as before: other values may tell it from the sample.
                    with running(self.app(service, files, bare=how.bare)) as server:
                        seed = secrets.randbits(32)
                        others = outcomes_of_mutant(varied(task, seed), renamed(server, task, seed), how.limits)
                    after = {
                        name: others[name] if outcome == before[name] else outcome for name, outcome in after.items()
                    }
        except ToolError as error:
            change = f"the mutant of {mutation.file} ({mutation.replace!r} replaced by {mutation.with_!r})"
            raise type(error)(f"{change}: {error}") from error
        check_broken(mutation, before, after)
        return after


@dataclass(frozen=True)
class _Look:
    """How a sample is looked at: with the machine alone, started by the server alone, and what comes afterwards."""

    alone: bool
    bare: bool = False
    afterwards: Callable[[Server], None] = lambda _: None


@dataclass(frozen=True)
class _Asked:
    """What is known of a sample when its mutants are asked."""

    before: Outcomes
    limits: Mapping[ExchangeId, float]
    """How many seconds a mutant may take for each exchange."""
    bare: bool
    """Whether mutants are started by the server alone."""


@contextmanager
def _with_the_console(server: Server) -> Iterator[None]:
    """Add the console's last lines to what goes wrong."""
    try:
        yield
    except ToolError as error:
        lines = normalise.console(server.settled_console(), server.surroundings)[-LAST_LINES:]
        raise type(error)(f"{error}\n  The console:\n{indented(chr(10).join(lines))}") from error


def recorded(outcome: str, reply: RawReply, surroundings: normalise.Surroundings) -> Reply:
    """Return a reply as its record keeps it: its body as JSON, as a WebSocket's messages, or as lines."""
    if reply.messages is not None:
        body: dict[str, object] = {"messages": [normalise.body(message, surroundings) for message in reply.messages]}
    else:
        text = normalise.body(reply.text, surroundings)
        body = {"lines": text.split("\n")}
        if is_json(reply.media_type):
            with suppress(ValueError):
                body = {"json": json.loads(text)}
    head = {"status": reply.status, "headers": normalise.headers(reply.headers, surroundings)}
    if reply.reason:
        head["reason"] = reply.reason
    return Reply.model_validate({"outcome": outcome, **head, **body})


def _system() -> str:
    with suppress(OSError, KeyError):
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
        if is_distribution(name):
            return f"{name}, {platform.machine()}"
    return f"{platform.system()} {platform.release()}, {platform.machine()}"


def sample_proofs(project: Project) -> list[SampleProof]:
    """Return every sample of every task."""
    return [SampleProof(project, key) for key, _ in sorted(project.catalog.samples(), key=lambda item: item[0])]


SAMPLES = ProofKind(
    command="verify",
    help="run samples and their mutants",
    wanted="task[/sample]",
    folder=f"{RECORDS}/samples",
    subjects=sample_proofs,
    at_once=2,
    has_history=True,
)
