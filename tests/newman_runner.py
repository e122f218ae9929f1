"""Newman, Postman's own runner."""

import subprocess
from pathlib import Path

from tests.npm import installed
from tests.runner.stacks import ROOT

FOLDER = ROOT / "tests" / "newman"


def run(collection: Path, base: str) -> "subprocess.CompletedProcess[str]":
    """Send a collection's requests to ``base``; the exit code says whether its tests held."""
    program = installed(FOLDER) / ".bin" / "newman"
    command = [str(program), "run", str(collection), "--env-var", f"base={base}", "--color", "off"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
