"""Stacks: a virtual environment with exactly what a lock says, kept and shared."""

import hashlib
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path

import uv
from packaging.utils import canonicalize_name

from macros.requirements import package_name
from tests.proofs.errors import StackError, indented
from tests.proofs.processes import ROOT, held

CACHE = (ROOT / ".cache" / "stacks").resolve()
"""Resolved, since that is how programs name it in what they print."""


def run_uv(*arguments: str, given: str | None = None, folder: Path | None = None) -> str:
    """Run uv and return what it printed; an error carries what it complained about."""
    ran = subprocess.run(
        [uv.find_uv_bin(), *arguments], input=given, cwd=folder, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise StackError(f"uv {' '.join(arguments[:2])} failed:\n{indented(ran.stderr)}")
    return ran.stdout


def environment(lock: str) -> Path:
    """Return a virtual environment that holds what the lock's text says and nothing else.

    It is kept under the hash of the lock, so equal stacks share one, and under the interpreter's
    version. It is built aside and renamed: an environment that is there is complete.
    """
    base = CACHE / platform.python_version()
    home = base / hashlib.sha256(lock.encode()).hexdigest()
    if home.is_dir():
        return home
    base.mkdir(parents=True, exist_ok=True)
    with held(base / f"{home.name}.building"):
        if not home.is_dir():
            aside = Path(tempfile.mkdtemp(prefix=".aside-", dir=base))
            try:
                _build(aside, lock)
                aside.rename(home)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
    return home


def _build(folder: Path, lock: str) -> None:
    # Relocatable: its scripts find their interpreter beside themselves, also after the renaming.
    run_uv("venv", "--quiet", "--allow-existing", "--relocatable", "--python", sys.executable, str(folder))
    run_uv(
        *("pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode", "--allow-empty-requirements"),
        *("--python", str(folder / "bin" / "python"), "-"),
        given=lock,
    )


def releases(stack: Path) -> dict[str, str]:
    """Return every package that is installed in the environment, and its release."""
    folders = [str(folder) for folder in stack.glob("lib/python*/site-packages")]
    installed = {
        canonicalize_name(package.metadata["Name"]): package.version for package in distributions(path=folders)
    }
    return dict(sorted(installed.items()))


def named_releases(requirements: Iterable[str], stack: Path) -> dict[str, str]:
    """Return the releases of those packages that the requirements name."""
    installed = releases(stack)
    names = sorted({package_name(requirement) for requirement in requirements})
    return {name: installed[name] for name in names if name in installed}
