"""What ``sh repeat.sh`` does first in an archive: install what its locks name, by Python's own venv and pip.

It needs nothing but Python, and then lets ``repeat`` take its place, in the environment of the
packages that ask. Environments are kept in ``environments/``, or in the folder that the variable
ENVIRONMENTS names, where archives share them.
"""

import hashlib
import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from macros.archived import ASKING, LOCKS, lock_of
from macros.stacks import pins
from tests.proofs.errors import StackError, ToolError
from tests.proofs.processes import held, listen_to_interruptions

COULD_NOT, INTERRUPTED = 2, 130
"""How it ends where nothing could be asked."""

LOG = "pip.log"
"""What pip said of the last environment that it could not make."""

say = partial(print, flush=True)


def environment(folder: Path, lock: Path, pip: Path | None) -> Path:
    """Return an environment in ``folder`` with what a lock says and nothing else, made if it is not there.

    ``pip`` is the environment whose pip installs; without one the new environment gets its own.
    """
    text = lock.read_text("utf-8")
    home = folder / f"{lock.stem}-{platform.python_version()}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    whole = home / ".whole"
    with held(folder / f"{home.name}.lock"):
        # Its scripts know where it is: one that was moved is made anew.
        if not whole.is_file() or whole.read_text("utf-8") != str(home):
            if pins(text):
                say(f"Installing what {lock.name} names (once) …")
            shutil.rmtree(home, ignore_errors=True)
            _run([sys.executable, "-m", "venv", *(["--without-pip"] if pip else []), str(home)], lock)
            if pins(text):
                _run([*_pip(pip or home, home), "install", *_AS_LOCKED, str(lock)], lock)
            whole.write_text(str(home), "utf-8")
    return home


_AS_LOCKED = ("--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes", "--no-deps", "--requirement")


def _pip(owner: Path, target: Path) -> list[str]:
    """Return the command of one environment's pip that works on another."""
    return [str(owner / "bin" / "python"), "-m", "pip", "--python", str(target / "bin" / "python")]


def _run(command: Sequence[str], lock: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    with subprocess.Popen(
        command,
        env=clean,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            said = process.communicate()[0].decode(errors="replace")
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)  # pip works in a process of its own
            raise
    if process.returncode:
        log = Path(LOG).resolve()
        log.write_text(said, "utf-8")
        why = f"{_reason(said)} ({log} has all that was said)"
        raise StackError(f"what {lock.name} names could not be installed: {why}")


def _reason(said: str) -> str:
    """Return the line in which pip, or venv, says why it failed."""
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["it does not say why"]
    return next((line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:")), lines[-1])


def check_python() -> None:
    """Raise where this Python cannot make environments."""
    missing = [name for name in ("venv", "ensurepip") if find_spec(name) is None]
    if missing:
        raise StackError(f"{sys.executable} has no {missing[0]} module; on Debian or Ubuntu: apt install python3-venv")


def installed(archive: Path, folder: Path) -> dict[str, Path]:
    """Return the environment of each lock that an archive has, made in ``folder`` where it is not there."""
    check_python()
    made: dict[str, Path] = {}
    for name in LOCKS:
        lock = archive / lock_of(name)
        if lock.is_file():
            made[name] = environment(folder, lock, made.get(ASKING))
    return made


def main() -> int:
    """Make the environments of the archive in the current folder, and repeat its sample in them."""
    listen_to_interruptions()
    try:
        made = installed(Path.cwd(), Path(os.environ.get("ENVIRONMENTS") or "environments").resolve())
        python = str(made.pop(ASKING) / "bin" / "python")
        # In this process's place: an interruption reaches it, and its status is ours.
        return os.execv(python, [python, "-P", "-m", "tests.proofs.repeat", *map(str, made.values())])
    except (ToolError, OSError) as error:
        print(error, file=sys.stderr)
        return COULD_NOT
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
