"""Asking a running app: by a request, after others of the same client, in a browser, or by a command in its folder."""

import shlex
import subprocess
import time
from collections.abc import Mapping

from macros.model.base import ExchangeId, OutcomeId
from macros.model.task import Exchange, Send, Task
from tests.proofs import patience
from tests.proofs.asking.outcomes import UNFIT, checked_outcome, outcome_of
from tests.proofs.asking.replies import RawReply
from tests.proofs.asking.requests import send
from tests.proofs.errors import ServerError, SilentError
from tests.proofs.servers import Server, variables_for

Outcomes = dict[ExchangeId, OutcomeId]
"""The outcome of each exchange."""


def ask(task: Task, exchange: Exchange, server: Server, limit: float | None = None) -> list[RawReply]:
    """Return what came back. A command's exit code is its status, its output its body.

    ``limit`` is how many seconds it may take, with all that is sent first, where that is less than usual. What is done
    in a browser has limits of its own.
    """
    if exchange.send is not None:
        return send(
            server.url,
            exchange.send,
            requests_of(task, exchange.send.after),
            requests_of(task, exchange.send.elsewhere),
            limit,
        )
    if exchange.browse is not None:
        # Whoever asks without a browser need not have what drives one.
        from tests.proofs.asking.browsing import browse

        return [browse(server.app.hosts, exchange.browse)]
    assert exchange.run is not None
    return [_ran(exchange.run, server, limit)]


def requests_of(task: Task, names: list[ExchangeId]) -> tuple[Send, ...]:
    """Return the requests of exchanges that are sent first."""
    return tuple(request for name in names if (request := task.exchanges[name].send) is not None)


def outcomes_of(task: Task, server: Server) -> Outcomes:
    """Ask everything that the task asks, and return the outcomes; a reply that fits none is an error."""
    return {
        name: checked_outcome(name, exchange, ask(task, exchange, server)) for name, exchange in task.exchanges.items()
    }


def outcomes_of_mutant(task: Task, server: Server, limits: Mapping[ExchangeId, float]) -> Outcomes:
    """Ask a mutant everything that the task asks, and return the outcomes; its reply may fit none.

    No reply within the exchange's limit fits none either.
    """
    outcomes: Outcomes = {}
    for name, exchange in task.exchanges.items():
        try:
            outcomes[name] = outcome_of(name, exchange, ask(task, exchange, server, limits[name]))
        except SilentError:
            outcomes[name] = UNFIT
    return outcomes


def _ran(command: str, server: Server, limit: float | None) -> RawReply:
    begin = time.perf_counter()
    try:
        done = subprocess.run(
            shlex.split(command),
            cwd=server.folder,
            env=variables_for(server.app.stack, server.home, server.app.variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=patience.patient(limit or patience.REPLY),
            check=False,
        )
    except FileNotFoundError as error:
        raise ServerError(f"there is no program to run `{command}`") from error
    except subprocess.TimeoutExpired as error:
        raise SilentError(f"`{command}` did not end within {limit or patience.REPLY:g} s") from error
    return RawReply(done.returncode, done.stdout, time.perf_counter() - begin)
