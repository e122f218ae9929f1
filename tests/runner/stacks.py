"""Stacks: a virtual environment with exactly what a lock says, kept and shared."""

import fcntl
import hashlib
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

import uv
from packaging.utils import canonicalize_name

from macros import requirements
from tests.runner.errors import StackError, indented

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "stacks"


def package_name(requirement: str) -> str:
    """Return the canonical name of the package that a requirement such as ``Name[extra]>=1`` asks for."""
    try:
        return requirements.package_name(requirement)
    except ValueError:
        raise StackError(f"'{requirement}' is not a requirement that names a package") from None


def run_uv(*arguments: str, given: str | None = None, folder: Path | None = None) -> str:
    """Run uv and return what it printed; an error carries what it complained about."""
    ran = subprocess.run(
        [uv.find_uv_bin(), *arguments], input=given, cwd=folder, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise StackError(f"uv {' '.join(arguments[:2])} failed:\n{indented(ran.stderr)}")
    return ran.stdout


@contextmanager
def _held(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def environment(lock: Path) -> Path:
    """Return a virtual environment that holds what ``lock`` says and nothing else.

    It is kept under the hash of the lock, so equal stacks share one, and under the interpreter's
    version. It is built aside and renamed: an environment that stands there is complete.
    """
    if not lock.is_file():
        raise StackError(f"{lock} is missing: run make lock")
    base = CACHE / platform.python_version()
    home = base / hashlib.sha256(lock.read_bytes()).hexdigest()
    if home.is_dir():
        return home
    base.mkdir(parents=True, exist_ok=True)
    with _held(base / f"{home.name}.building"):
        if not home.is_dir():
            aside = Path(tempfile.mkdtemp(prefix=".aside-", dir=base))
            try:
                _build(aside, lock)
                aside.rename(home)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
    return home


def _build(folder: Path, lock: Path) -> None:
    # Relocatable: its scripts find their interpreter beside themselves, also after the renaming.
    run_uv("venv", "--quiet", "--allow-existing", "--relocatable", "--python", sys.executable, str(folder))
    run_uv(
        *("pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode", "--allow-empty-requirements"),
        *("--python", str(folder / "bin" / "python"), str(lock)),
    )


def releases(stack: Path) -> dict[str, str]:
    """Return every package that is installed in the environment, and its release."""
    folders = [str(folder) for folder in stack.glob("lib/python*/site-packages")]
    found = {canonicalize_name(one.metadata["Name"]): one.version for one in distributions(path=folders)}
    return dict(sorted(found.items()))
