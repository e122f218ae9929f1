"""Newman, Postman's own runner."""

import subprocess
from pathlib import Path

from tests.proofs import npm


def run(collection: Path, base: str) -> "subprocess.CompletedProcess[str]":
    """Send a collection's requests to ``base``; the exit code says whether its tests held."""
    program = npm.modules(npm.TOOLS / "newman") / "newman" / "bin" / "newman.js"
    return npm.node(program, "run", collection, "--env-var", f"base={base}", "--color", "off")
