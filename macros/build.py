"""``make build``: build aside, and put the new site in the old one's place only when it is whole.

Builds may run at once: each has a folder of its own, and they take turns when they put it in place. What ends a build
leaves the old site as it was, and nothing beside it.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from macros.compress import compress

NEW, OLD = "new", "old"


def main() -> int:
    """Build ``site/`` strictly; return the exit status. A failed build leaves the old site."""
    site = Path("site").resolve()  # it may be a link
    kept = "; site/ is the last good one" if site.is_dir() else ""
    if os.path.ismount(site):
        return _say("site/ is a mount, which no other folder can take the place of; mount the folder above it instead")
    aside = _name(site, NEW)
    try:
        with _alone(site.parent):
            _clear_up(site)
            aside.mkdir(mode=0o755)
        command = [sys.executable, "-m", "macros.build", str(aside)]
        # In a session of its own: who ends this build with Ctrl+C ends that one through it, without a word from it.
        status = subprocess.run(command, start_new_session=True, check=False).returncode
        if status == 0:
            with _alone(site.parent):
                _swap(aside, site)
            return _say("The site is in site/", 0)
        return _say(f"The site was not built{kept}", status) if kept else status
    except OSError as error:
        return _say(f"The site was not built: {error.filename or site}: {error.strerror}{kept}")
    except KeyboardInterrupt:
        return _say(f"Ended before the site was built{kept}", 130)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _say(sentence: str, status: int = 1) -> int:
    print(sentence, file=sys.stderr)
    return status


def _name(site: Path, what: str) -> Path:
    """Return this build's own folder beside the site."""
    return site.parent / f".{site.name}-{os.getpid()}-{what}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait for other builds; no file is needed for that, since a folder can be locked."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _swap(new: Path, site: Path) -> None:
    """Put the new site in the old one's place; nobody interrupts that."""
    old = _name(site, OLD)
    ending = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    try:
        if site.exists():
            site.rename(old)
        new.rename(site)
        shutil.rmtree(old, ignore_errors=True)
    except OSError:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ending)


def _clear_up(site: Path) -> None:
    """Remove what builds left that were killed, and put back a site that one had just moved away."""
    for folder in site.parent.glob(f".{site.name}-*-*"):
        pid = folder.name.split("-")[-2]
        if pid.isdigit() and not _lives(int(pid)):
            if folder.name.endswith(OLD) and not site.exists():
                folder.rename(site)
            else:
                shutil.rmtree(folder, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _fill(folder: Path) -> int:
    """Build into a folder, in a process of its own, with files that a web server may read."""
    from mkdocs.__main__ import cli

    os.umask(0o022)
    os.environ.setdefault("SOURCE_DATE_EPOCH", _day_of_commit())
    try:
        cli(["build", "--strict", "--site-dir", str(folder)], standalone_mode=False)
        compress(folder)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OSError as error:
        return _say(f"ERROR   -  {error.filename or folder}: {error.strerror}")
    except (KeyboardInterrupt, click.Abort):
        return 130
    return 0


def _day_of_commit() -> str:
    """Return when the last commit was made, in seconds: what a build says of its own day is then the same each time."""
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "0"


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # one way to end
    sys.exit(_fill(Path(sys.argv[1])) if sys.argv[1:] else main())
