"""Asking a running sample: by a request, after others of the same client, or by a command in its folder."""

import shlex
import subprocess
import time
from pathlib import Path

import httpx

from macros.model.task import Exchange, Send, Task
from tests.runner import process
from tests.runner.errors import ServerError
from tests.runner.exchanges import PATIENCE, Answer, send


def ask(task: Task, exchange: Exchange, server: process.Server, stack: Path) -> list[Answer]:
    """Return what came back. A command's exit code is its status, its output its body."""
    if exchange.send is not None:
        return send(server.url, exchange.send, before(task, exchange))
    assert exchange.run is not None
    return [_ran(exchange.run, server, stack)]


def before(task: Task, exchange: Exchange) -> tuple[Send, ...]:
    """Return the requests that the same client sends first."""
    names = exchange.send.after if exchange.send else []
    return tuple(found for name in names if (found := task.exchanges[name].send) is not None)


def _ran(command: str, server: process.Server, stack: Path) -> Answer:
    variables = process.variables_for(stack, server.home, {})
    begin = time.perf_counter()
    try:
        done = subprocess.run(
            shlex.split(command),
            cwd=server.folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
    except FileNotFoundError as error:
        raise ServerError(f"there is no program to run `{command}`") from error
    except subprocess.TimeoutExpired as error:
        raise ServerError(f"`{command}` did not end within {PATIENCE:g} s") from error
    return Answer(done.returncode, httpx.Headers(), done.stdout, time.perf_counter() - begin)
