"""Newman, Postman's own runner."""

import subprocess
from pathlib import Path

from tests.proofs import npm

PAUSE = 100
"""Milliseconds between two requests. Newman keeps connections, and a server closes one after it failed: without a pause
the next request may be sent on a connection that is about to be closed, as a person's never is."""


def run(collection: Path, base: str) -> "subprocess.CompletedProcess[str]":
    """Send a collection's requests to ``base``; the exit code says whether its tests held."""
    program = npm.modules(npm.TOOLS / "newman") / "newman" / "bin" / "newman.js"
    return npm.node(
        program, "run", collection, "--env-var", f"base={base}", "--color", "off", "--delay-request", str(PAUSE)
    )
