"""Servers: started as a reader would start them, asked only when they listen, never left behind."""

import atexit
import os
import random
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.runner.errors import ServerError, indented

START_LIMIT = 60.0
"""Seconds within which a server must listen."""

STOP_LIMIT = 5.0
"""Seconds that a server has to end after ctrl-C before it is killed."""

SILENCE = 0.3
"""Seconds without a new character after which a console counts as complete."""

_IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc", "requirements.lock", ".DS_Store", ".ruff_cache")

# A shell's background job ignores ctrl-C, and so would all that it starts: listen to it again.
_LISTENING = (
    "import os, signal, sys\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\nos.execvp(sys.argv[1], sys.argv[1:])\n"
)


@dataclass
class Server:
    """A server that listens on ``port`` of this machine."""

    process: "subprocess.Popen[bytes]"
    port: int
    home: Path
    """What stands for the reader's home folder; the sample's copy is a folder in it."""
    folder: Path
    log: Path
    url: str = field(init=False)

    def __post_init__(self) -> None:
        self.url = f"http://127.0.0.1:{self.port}"

    def console(self) -> str:
        """Return what it has printed so far, output and errors as they came."""
        return self.log.read_text("utf-8", errors="replace")

    def settled_console(self) -> str:
        """Return what it has printed once it has been silent for a moment."""
        size, since = -1, time.monotonic()
        while time.monotonic() - since < SILENCE:
            now = self.log.stat().st_size
            if now != size:
                size, since = now, time.monotonic()
            time.sleep(0.02)
        return self.console()


class _Running:
    """All servers that run now, so that an interruption can end them from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def start(
        self, command: list[str], folder: Path, variables: Mapping[str, str], log: Path
    ) -> "subprocess.Popen[bytes]":
        with self._lock, log.open("wb") as stream:
            if self._closed:
                raise ServerError("interrupted")
            process = subprocess.Popen(
                [sys.executable, "-I", "-c", _LISTENING, *command],
                cwd=folder,
                env=dict(variables),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            self._processes.add(process)
            return process

    def forget(self, process: "subprocess.Popen[bytes]") -> None:
        with self._lock:
            self._processes.discard(process)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            processes = list(self._processes)
        for process in processes:
            _signal_group(process, signal.SIGKILL)


_running = _Running()


def end_all() -> None:
    """End every server at once and start none from now on: the run is being interrupted."""
    _running.close()


atexit.register(end_all)


def free_port() -> int:
    """Return a port that nobody listens on, outside the range from which clients get theirs."""
    for _ in range(200):
        port = random.randint(20000, 29999)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("0.0.0.0", port))
            return port
    raise ServerError("no free port was found between 20000 and 29999")


def variables_for(stack: Path, home: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a fresh terminal in which the stack's environment is activated."""
    return {
        "PATH": os.pathsep.join((str(stack / "bin"), "/usr/local/bin", "/usr/bin", "/bin")),
        "VIRTUAL_ENV": str(stack),
        "HOME": str(home),
        "TMPDIR": str(home.parent / "tmp"),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "COLUMNS": "120",
        "PYTHONUNBUFFERED": "1",
        **more,
    }


@contextmanager
def running(
    command: str,
    folder: Path,
    *,
    stack: Path,
    name: str,
    port: int,
    variables: Mapping[str, str] | None = None,
    start_limit: float = START_LIMIT,
) -> Iterator[Server]:
    """Start ``command`` in a copy of ``folder`` called ``name``, and end it with all it started.

    The command is split as a shell would split it and run without one. ``port`` is where the server
    will listen; ``variables`` must hold what tells it so, unless the command itself does.
    """
    with tempfile.TemporaryDirectory(prefix="run-", ignore_cleanup_errors=True) as temporary:
        base = Path(temporary).resolve()
        home, copy, log = base / "home", base / "home" / name, base / "console"
        (base / "tmp").mkdir()
        shutil.copytree(folder, copy, ignore=_IGNORED)
        environment = variables_for(stack, home, variables or {})
        words = shlex.split(command)
        if not words or shutil.which(words[0], path=environment["PATH"]) is None:
            raise ServerError(f"there is no program '{words[0] if words else ''}' to run `{command}`")
        process = _running.start(words, copy, environment, log)
        server = Server(process, port, home, copy, log)
        try:
            _wait(server, command, start_limit)
            yield server
        finally:
            _end(process)
            _running.forget(process)


def _wait(server: Server, command: str, limit: float) -> None:
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise ServerError(
                f"`{command}` ended with status {server.process.returncode} before it listened. It printed:\n"
                + indented(server.console())
            )
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=1):
            return
        time.sleep(0.05)
    raise ServerError(
        f"`{command}` did not listen on port {server.port} within {limit:g} s. It printed:\n"
        + indented(server.console())
    )


def _signal_group(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Stop the group as ctrl-C would, and kill what is left of it."""
    try:
        if process.poll() is None:
            _signal_group(process, signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_LIMIT)
    finally:
        _signal_group(process, signal.SIGKILL)
        process.wait()
