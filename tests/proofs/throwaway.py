"""Throwaway stacks: a sample on other releases than its lock's, as they were on a day, and how it did there.

Such a stack is resolved anew, with a release that is named or with the newest of a day. It is kept in
``.cache/`` like any other and nowhere in ``data/``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from packaging.utils import canonicalize_name
from packaging.version import Version

from macros.model.framework import OlderStart
from macros.model.task import OlderEdit
from macros.requirements import package_name
from macros.stacks import OLDEST_PYTHON
from tests.proofs.asking.exchanges import Outcomes, ask
from tests.proofs.asking.outcomes import UNFIT, explain_unfit, outcome_of
from tests.proofs.errors import ServerError, StackError, ToolError
from tests.proofs.layout import Contents
from tests.proofs.mutate import mutant
from tests.proofs.servers import App, Server, machine, running
from tests.proofs.stacks import environment, named_releases, run_uv
from tests.proofs.starting import RunningService
from tests.proofs.subjects.samples import SampleProof

_COMPILE = (
    *("pip", "compile", "--quiet", "--generate-hashes", "--no-header", "--no-annotate"),
    *("--no-emit-index-url", "--no-emit-find-links", "--python-version", OLDEST_PYTHON),
)

_NOT_TO_BE_INSTALLED = ("No solution found", "Failed to build", "failed to build")
"""What uv says where the releases are at fault. Anything else, such as a network that is down, is no finding."""

_ERROR = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception|Exit)\b.*")
"""A line by which Python or a command names an error."""

REASON_LIMIT = 160
"""The longest reason, in characters."""


@dataclass(frozen=True)
class At:
    """Which releases a throwaway stack has."""

    pins: tuple[str, ...] = ()
    """Requirements beside the stack's own, such as ``name==1.0``."""
    day: date | None = None
    """All else is as it was at the end of this day (UTC); without it, as it is now."""


def lock_of(requirements: Sequence[str], at: At) -> str:
    """Resolve requirements at other releases."""
    until = ["--exclude-newer", f"{at.day + timedelta(days=1)}T00:00:00Z"] if at.day else []
    return run_uv(*_COMPILE, *until, "-", given="\n".join((*requirements, *at.pins)))


@dataclass(frozen=True)
class Ran:
    """What a sample did on other releases."""

    releases: Mapping[str, str] = field(default_factory=dict)
    """Of the packages that its stack names; empty where they cannot be installed."""
    outcomes: Outcomes = field(default_factory=dict)
    """Of all exchanges, ``unfit`` where a reply fits none; empty where it did not start."""
    unfit: Mapping[str, str] = field(default_factory=dict)
    """For each exchange that is unfit, why."""
    reason: str = ""
    """Why it did not start, in a few words."""

    @property
    def started(self) -> bool:
        """Whether it could be asked."""
        return not self.reason


@dataclass(frozen=True)
class SampleAt(SampleProof):
    """A sample on other releases, started and written as they need it."""

    at: At = At()

    @cached_property
    def stack(self) -> Path:
        """Its environment, installed from a lock that nothing keeps."""
        adds = self._start.adds if self._start else ()
        return environment(self._lock if not adds else lock_of((*self._requirements, *adds), self.at))

    @cached_property
    def release(self) -> Version:
        """The framework's release."""
        package = canonicalize_name(self.project.catalog.frameworks[self.sample.framework].package)
        return Version(pinned(self._lock)[package])

    @cached_property
    def _lock(self) -> str:
        return lock_of(self._requirements, self.at)

    @property
    def _requirements(self) -> tuple[str, ...]:
        return self.project.catalog.sample_stack(self.key).requirements

    @property
    def _start(self) -> OlderStart | None:
        return next((start for start in self.serve.older if self.release < Version(start.before)), None)

    @property
    def files(self) -> dict[str, str]:
        """The sample's files, with what is written otherwise on this release."""
        files = super().files
        for edit in edits_for(self.sample.older, self.release):
            files = mutant(files, edit)
        return files

    def app(self, service: RunningService, files: Contents | None = None, *, bare: bool = False) -> App:
        """Return what is started, by a command that this release knows."""
        app = super().app(service, files, bare=bare)
        return _started_so(app, self.serve.command, self._start) if self._start else app

    def ran(self) -> Ran:
        """Install it, start it, and ask everything in order."""
        try:
            found = named_releases(self._requirements, self.stack)
        except StackError as error:
            if not any(words in str(error) for words in _NOT_TO_BE_INSTALLED):
                raise
            return Ran(reason=f"cannot be installed: {_because(str(error))}")
        with machine(alone=self.alone), self.service() as service:
            try:
                with running(self.app(service)) as server:
                    outcomes, unfit = self._asked(server)
            except ServerError as error:
                return Ran(found, reason=_named_error(str(error)))
        return Ran(found, outcomes, unfit)

    def _asked(self, server: Server) -> tuple[Outcomes, dict[str, str]]:
        outcomes: Outcomes = {}
        unfit: dict[str, str] = {}
        for name, exchange in self.task.exchanges.items():
            try:
                replies = ask(self.task, exchange, server)
                outcomes[name] = outcome_of(name, exchange, replies)
                if outcomes[name] == UNFIT:
                    unfit[name] = explain_unfit(name, exchange, replies)
            except ToolError as error:
                outcomes[name], unfit[name] = UNFIT, f"{name}: {error}"
        return outcomes, unfit


def pinned(lock: str) -> dict[str, str]:
    """Return the release of each package that a lock for one system pins."""
    lines = (line.partition(" ")[0].partition("==") for line in lock.splitlines() if "==" in line)
    return {canonicalize_name(name.partition("[")[0]): release for name, _, release in lines}


def edits_for(older: Sequence[OlderEdit], release: Version) -> list[OlderEdit]:
    """Return what is written otherwise on a release."""
    return [edit for edit in older if release < Version(edit.before)]


def names_package(proof: SampleProof, package: str) -> bool:
    """Tell whether the stack of a sample asks for a package by its name."""
    return package in {package_name(each) for each in proof.project.catalog.sample_stack(proof.key).requirements}


def _started_so(app: App, usual: str, start: OlderStart) -> App:
    """Return an app whose usual command, in whatever stands around it, is replaced by an older one."""
    if usual not in app.command:
        return app
    command = app.command.replace(usual, start.command)
    option = f" {start.port_option} {app.port}" if start.port_option else ""
    return replace(app, command=command + option, variables={**app.variables, **start.variables})


def _because(error: str) -> str:
    """Return why uv cannot install something: its first reason after "Because", or else its last line."""
    _, found, rest = " ".join(error.split()).partition("Because ")
    return _shortened(rest.partition(", we can conclude")[0] if found else error.strip().splitlines()[-1])


def _named_error(error: str) -> str:
    """Return why a program did not start: the last line that names an error, or else the last that it printed."""
    lines = [line.strip(" │╰─\t") for line in error.splitlines()]
    named = [line for line in lines if _ERROR.match(line)]
    return _shortened((named or [line for line in lines if line])[-1])


def _shortened(reason: str) -> str:
    """Return a reason in a few words, without a path of this machine."""
    text = re.sub(r" ?\(/[^)]*\)", "", " ".join(reason.split()))
    return text if len(text) <= REASON_LIMIT else text[: REASON_LIMIT - 1].rstrip() + "…"
