"""Packages from npm that tests run: installed from a lock without scripts, and cached by it."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from tests.runner.stacks import ROOT


def installed(folder: Path) -> Path:
    """Return the ``node_modules`` that the lock in ``folder`` describes, installed where it is not there yet."""
    lock = (folder / "package-lock.json").read_bytes()
    home = ROOT / ".cache" / "npm" / hashlib.sha256(lock).hexdigest()[:16]
    modules = home / "node_modules"
    if not (home / "complete").exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(folder / name, home)
        subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=home, check=True)
        (home / "complete").touch()
    return modules
