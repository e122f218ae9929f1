"""Samples: each is run, asked, and broken on purpose; what was seen is the observation."""

import json
import platform
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from macros.fingerprints import sample_fingerprint
from macros.kinds import SAMPLE_RECORD
from macros.model.base import ExchangeId, SampleKey
from macros.model.framework import Serve
from macros.model.record import HistoryLine, Reply, SampleRecord
from macros.model.task import Mutation, Sample, Task
from tests.proofs import normalise
from tests.proofs.asking.exchanges import Outcomes, ask, outcomes_of
from tests.proofs.asking.outcomes import checked_outcome
from tests.proofs.asking.replies import RawReply
from tests.proofs.asking.variation import varied
from tests.proofs.errors import ProofError, ToolError, indented
from tests.proofs.layout import Contents
from tests.proofs.mutate import check_broken, mutant
from tests.proofs.project import RECORDS, Project
from tests.proofs.servers import App, Server, machine, running
from tests.proofs.stacks import named_releases
from tests.proofs.subjects.base import ProofKind, Proved, Subject

PASSES = 2
"""How often the same is asked with other values than those of the example."""

LAST_LINES = 40
"""How much of a console an error shows."""


@dataclass(frozen=True)
class RunningService:
    """What a sample is told of the service that it talks to, and which releases that has."""

    variables: Mapping[str, str] = field(default_factory=dict)
    releases: Mapping[str, str] = field(default_factory=dict)


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
        return self.sample.run or self.serve.command

    @property
    def files(self) -> dict[str, str]:
        """Its files."""
        return self.project.catalog.sample_files[self.key]

    @property
    def fingerprint(self) -> str:
        """The hash over everything that could change what is seen."""
        return sample_fingerprint(self.project.catalog, self.key)

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

    def app(self, service: RunningService, files: Contents | None = None) -> App:
        """Return what is started: the sample, or other files in its place."""
        contents = self.files if files is None else files
        app = App(self.key.task, contents, self.command, self.stack, 0, self.serve.port, service.variables)
        return app.on_a_free_port(self.serve.port_variable)

    @contextmanager
    def service(self) -> Iterator[RunningService]:
        """Run the service that the sample talks to, if it does, in its own environment and on a free port."""
        service_id, catalog = self.sample.service, self.project.catalog
        if service_id is None:
            yield RunningService()
            return
        service = catalog.service(self.key.task, service_id)
        stack = self.project.environment(catalog.service_stack(self.key.task, service_id))
        files = catalog.service_files(self.key.task, service_id)
        app = App(service_id, files, service.run, stack, 0, service.port).on_a_free_port(service.port_variable)
        with running(app) as server:
            yield RunningService(dict.fromkeys(service.tells, server.url), named_releases(service.needs, stack))

    @contextmanager
    def serving(
        self, files: Contents | None = None, command: str | None = None, variables: Mapping[str, str] | None = None
    ) -> Iterator[Server]:
        """Start the sample, after the service that it talks to."""
        with self.service() as service:
            app = self.app(service, files)
            changed = replace(app, command=command or app.command, variables={**app.variables, **(variables or {})})
            with running(changed) as server:
                yield server

    def prove(self, today: date) -> Proved:
        """Run the sample and its mutants."""
        record = self.observe(today)
        line = HistoryLine(
            day=today,
            task=self.key.task,
            sample=self.key.sample,
            releases=record.releases,
            outcomes=dict(sorted(record.outcomes.items())),
        )
        return Proved(record, history=line)

    def observe(
        self, today: date, *, with_mutants: bool = True, passes: int = PASSES, alone: bool | None = None
    ) -> SampleRecord:
        """Run the sample, and its mutants if wanted, and return what was seen, as a record of today.

        ``passes`` is how often other values are asked; ``alone`` overrides whether the machine is its own meanwhile.
        """
        with machine(alone=self.alone if alone is None else alone), self.service() as service:
            replies, console = self._seen(service)
            outcomes = {exchange_id: reply.outcome for exchange_id, reply in replies.items()}
            for _ in range(passes if self.task.vary else 0):
                self._check_varied(outcomes, service)
            mutations = self.project.catalog.sample_mutations(self.key) if with_mutants else ()
            mutants = [self._outcomes_of_mutant(mutation, outcomes, service) for mutation in mutations]
        server = named_releases([self.serve.server], self.stack)
        return SampleRecord(
            fingerprint=self.fingerprint,
            changed=today,
            python=platform.python_version(),
            system=_system(),
            releases=dict(sorted({**service.releases, **self.releases, **server}.items())),
            console=console,
            replies=dict(sorted(replies.items())),
            mutants=[dict(sorted(outcomes.items())) for outcomes in mutants],
        )

    def _seen(self, service: RunningService) -> tuple[dict[ExchangeId, Reply], list[str]]:
        with running(self.app(service)) as server:
            try:
                replies = {}
                for name, exchange in self.task.exchanges.items():
                    answers = ask(self.task, exchange, server)
                    replies[name] = recorded(checked_outcome(name, exchange, answers), answers[0], server.surroundings)
            except ToolError as error:
                lines = normalise.console(server.settled_console(), server.surroundings)[-LAST_LINES:]
                raise type(error)(f"{error}\n  The console:\n{indented(chr(10).join(lines))}") from error
            return replies, normalise.console(server.settled_console(), server.surroundings)

    def _check_varied(self, outcomes: Outcomes, service: RunningService) -> None:
        """Ask the same with other values; each outcome must be the one that the example has."""
        seed = secrets.randbits(32)
        try:
            with running(self.app(service)) as server:
                others = outcomes_of(varied(self.task, seed), server)
        except ToolError as error:
            raise type(error)(f"with other values (seed {seed}): {error}") from error
        for name, outcome in outcomes.items():
            if others[name] != outcome:
                message = f"{name} shows '{outcome}' for the example and '{others[name]}' for other values"
                raise ProofError(f"{message} (seed {seed})")

    def _outcomes_of_mutant(self, mutation: Mutation, before: Outcomes, service: RunningService) -> Outcomes:
        try:
            files = mutant(self.files, mutation)
            with running(self.app(service, files)) as server:
                after = outcomes_of(self.task, server, checked=False)
            if self.task.vary and any(after[name] == before[name] for name in mutation.breaks):
                # It answers the example as before: other values may tell it from the sample.
                with running(self.app(service, files)) as server:
                    others = outcomes_of(varied(self.task, secrets.randbits(32)), server, checked=False)
                after = {name: others[name] if outcome == before[name] else outcome for name, outcome in after.items()}
        except ToolError as error:
            change = f"the mutant of {mutation.file} ({mutation.replace!r} replaced by {mutation.with_!r})"
            raise type(error)(f"{change}: {error}") from error
        check_broken(mutation, before, after)
        return after


def recorded(outcome: str, reply: RawReply, surroundings: normalise.Surroundings) -> Reply:
    """Return a reply as its record keeps it: its body as JSON, as a WebSocket's messages, or as lines."""
    if reply.messages is not None:
        body: dict[str, object] = {"messages": [normalise.body(message, surroundings) for message in reply.messages]}
    else:
        text = normalise.body(reply.text, surroundings)
        body = {"lines": text.split("\n")}
        if reply.media_type == "application/json" or reply.media_type.endswith("+json"):
            with suppress(ValueError):
                body = {"json": json.loads(text)}
    head = {"status": reply.status, "headers": normalise.headers(reply.headers, surroundings)}
    if reply.reason:
        head["reason"] = reply.reason
    return Reply.model_validate({"outcome": outcome, **head, **body})


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = f"{platform.system()} {platform.release()}"
    return f"{name}, {platform.machine()}"


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
