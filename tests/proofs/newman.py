"""Newman, Postman's own runner: one process of Node runs all collections, for loading Newman is what takes long."""

import atexit
import json
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.proofs import npm
from tests.proofs.errors import ToolError

PAUSE = 100
"""Milliseconds between two requests. Newman keeps connections, and a server closes one after it failed: without a pause
the next request may be sent on a connection that is about to be closed, as a person's never is."""

FOLDER = npm.TOOLS / "newman"


@dataclass(frozen=True)
class Ran:
    """How a collection's run went."""

    checked: int
    """How many assertions were made."""
    failures: tuple[str, ...]
    """The assertions and requests that failed."""


def run(collection: dict[str, Any], base: str) -> Ran:
    """Send a collection's requests to ``base``."""
    runner = _runner()
    assert runner.stdin is not None
    assert runner.stdout is not None
    print(json.dumps({"collection": collection, "base": base, "pause": PAUSE}), file=runner.stdin, flush=True)
    line = runner.stdout.readline()
    if not line:
        raise ToolError(f"{FOLDER.name} ended in the middle of a run, with status {runner.wait()}")
    said = json.loads(line)
    return Ran(said["checked"], tuple(said["failures"]))


@cache
def _runner() -> "subprocess.Popen[str]":
    runner = npm.node_process(FOLDER / "runner.js", npm.modules(FOLDER))
    atexit.register(runner.terminate)
    return runner
