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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from macros.model.task import Worker
from tests.proofs import patience
from tests.proofs.errors import ServerError, indented
from tests.proofs.layout import Contents, lay_out
from tests.proofs.normalise import Surroundings
from tests.proofs.processes import ROOT, held

LOCKS = ROOT / ".cache"
"""Where the locks are by which runs share this machine."""

SILENCE = 0.3
"""Seconds without a new character after which a console counts as complete."""

# A shell's background job ignores ctrl-C, and so would all that it starts: listen to it again.
_LISTENING = (
    "import os, signal, sys\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\nos.execvp(sys.argv[1], sys.argv[1:])\n"
)


@dataclass(frozen=True)
class App:
    """What can be started: files in a folder of their own, and the command that a reader types there."""

    name: str
    """What the reader's folder is called."""
    files: Contents
    command: str
    """Split as a shell would split it, and run without one."""
    stack: Path
    """The virtual environment that the reader has activated."""
    port: int
    """Where it will listen; ``variables`` or the command must tell it so."""
    usual_port: int = 0
    """Where it listens at the reader's."""
    variables: Mapping[str, str] = field(default_factory=dict)
    workers: Sequence[Worker] = ()
    """What runs in the same folder meanwhile."""
    hosts: Mapping[str, int] = field(default_factory=dict)
    """The names under which a browser finds this app and others, and their ports."""


@dataclass(frozen=True)
class Server:
    """An app that listens on its port of this machine."""

    app: App
    process: "subprocess.Popen[bytes]"
    home: Path
    """What replaces the reader's home folder; the app's folder is in it."""
    folder: Path
    log: Path
    began: float
    """When the command was started, by the clock that only goes forward."""

    @property
    def url(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.app.port}"

    @property
    def surroundings(self) -> Surroundings:
        """What only this run has in its output."""
        home, folder, stack = map(str, (self.home, self.folder, self.app.stack))
        return Surroundings(home, folder, stack, self.app.port, self.app.usual_port)

    def console(self) -> str:
        """Return what it has printed so far, output and errors as they came."""
        return self.log.read_text("utf-8", errors="replace")

    def lines(self) -> int:
        """Return how many lines it has printed so far."""
        return self.log.read_bytes().count(b"\n")

    def settled_console(self) -> str:
        """Return what it has printed once it has been silent for a moment."""
        size, since = -1, time.monotonic()
        silence = patience.patient(SILENCE)
        while time.monotonic() - since < silence:
            now = self.log.stat().st_size
            if now != size:
                size, since = now, time.monotonic()
            time.sleep(patience.POLL)
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

_starting = threading.BoundedSemaphore(os.cpu_count() or 1)
"""To start takes a processor's whole time, to be asked hardly any: no more start at once than there are processors."""


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
def running(app: App, start_limit: float = patience.START) -> Iterator[Server]:
    """Lay the app out, start it, wait until it listens, and end it with all that it started."""
    with tempfile.TemporaryDirectory(prefix="run-", ignore_cleanup_errors=True) as temporary:
        base = Path(temporary).resolve()
        home, log = base / "home", base / "console"
        (base / "tmp").mkdir()
        folder = lay_out(app.files, home / app.name)
        variables = variables_for(app.stack, home, app.variables)
        words = _words(app.command, variables)
        with ExitStack() as started:
            workers = []
            with _starting:
                for number, worker in enumerate(app.workers):
                    output, command = base / f"worker-{number}", _words(worker.run, variables)
                    process = started.enter_context(_started(command, folder, variables, output))
                    workers.append((worker, output, process))
                began = time.monotonic()
                process = started.enter_context(_started(words, folder, variables, log))
                server = Server(app, process, home, folder, log, began)
                _wait(server, start_limit)
                for worker, output, process in workers:
                    _wait_for_worker(worker, output, process, start_limit)
            yield server


def _words(command: str, variables: Mapping[str, str]) -> list[str]:
    """Return a command's words; that its program is missing is an error."""
    words = shlex.split(command)
    if not words or shutil.which(words[0], path=variables["PATH"]) is None:
        raise ServerError(f"there is no program '{words[0] if words else ''}' to run `{command}`")
    return words


@contextmanager
def _started(
    words: list[str], folder: Path, variables: Mapping[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a program, and end it with all that it started."""
    process = _running.start(words, folder, variables, log)
    try:
        yield process
    finally:
        _end(process)
        _running.forget(process)


def _wait_for_worker(worker: Worker, log: Path, process: "subprocess.Popen[bytes]", limit: float) -> None:
    """Wait until what runs beside an app says that it is ready."""

    def printed() -> str:
        return log.read_text("utf-8", errors="replace")

    patience.wait_until(lambda: process.poll() is not None or worker.ready in printed(), limit)
    if process.poll() is not None or worker.ready not in printed():
        raise ServerError(f"`{worker.run}` did not print '{worker.ready}'. It printed:\n" + indented(printed()))


def _wait(server: Server, limit: float) -> None:
    """Wait until the server listens."""
    command, port = server.app.command, server.app.port
    listens = patience.wait_until(lambda: server.process.poll() is not None or _listens(port), limit)
    if server.process.poll() is not None:
        raise ServerError(
            f"`{command}` ended with status {server.process.returncode} before it listened. It printed:\n"
            + indented(server.console())
        )
    if not listens:
        raise ServerError(
            f"`{command}` did not listen on port {port} within {limit:g} s. It printed:\n" + indented(server.console())
        )


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=patience.patient(1)):
        return True
    return False


def _signal_group(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Stop the group as ctrl-C would, and kill what is left of it."""
    try:
        if process.poll() is None:
            _signal_group(process, signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(patience.patient(patience.STOP))
    finally:
        _signal_group(process, signal.SIGKILL)
        process.wait()


@contextmanager
def machine(*, alone: bool) -> Iterator[None]:
    """Share this machine with the runs of all processes, or run alone on it."""
    with ExitStack() as within:
        # A run that waits to be alone holds the door: otherwise runs that share could follow each other endlessly.
        with held(LOCKS / "machine.door"):
            within.enter_context(held(LOCKS / "machine.lock", shared=not alone))
        yield
