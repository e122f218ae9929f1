"""Newman, Postman's own runner: installed from a lock, and cached by it."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from tests.runner.stacks import ROOT

FOLDER = ROOT / "tests" / "newman"


def newman() -> Path:
    """Return the program, installed by npm into the cache where it is not there yet."""
    lock = (FOLDER / "package-lock.json").read_bytes()
    home = ROOT / ".cache" / "newman" / hashlib.sha256(lock).hexdigest()[:16]
    program = home / "node_modules" / ".bin" / "newman"
    if not program.exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(FOLDER / name, home)
        subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=home, check=True)
    return program


def run(collection: Path, base: str) -> "subprocess.CompletedProcess[str]":
    """Send a collection's requests to ``base``; the exit code says whether its tests held."""
    command = [str(newman()), "run", str(collection), "--env-var", f"base={base}", "--color", "off"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
