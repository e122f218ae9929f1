"""A server is started as a reader would start it, and nothing of it is left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from macros.model.task import Worker
from tests.proofs.errors import ServerError
from tests.proofs.patience import patient, wait_until
from tests.proofs.processes import ROOT
from tests.proofs.servers import App, free_port, machine, running
from tests.proofs.specifications.runnable import SERVER
from tests.proofs.stacks import environment


@pytest.fixture(scope="module")
def stack() -> Path:
    return environment("# nothing\n")


def app(program: str, stack: Path, command: str = "python main.py") -> App:
    port = free_port()
    return App("ask", {"main.py": program}, command, stack, port, 8000, {"PORT": str(port)})


def alive(pid: int) -> bool:
    """Whether the process runs: one that has ended and whose parent has not noticed does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int) -> bool:
    return wait_until(lambda: not alive(pid), 5)


def test_the_server_sees_a_fresh_terminal_with_the_stacks_environment(
    stack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FLASK_APP", "UVICORN_PORT", "PYTHONPATH", "NO_COLOR"):
        monkeypatch.setenv(name, "left over")
    show = "import sys; print(sorted(os.environ), sys.prefix, os.getcwd(), os.environ['HOME'])\n"
    with running(app("import os\n" + show + SERVER, stack)) as server:
        printed = server.settled_console()
        assert not {"FLASK_APP", "UVICORN_PORT", "PYTHONPATH", "NO_COLOR"} & set(printed.split("'"))
        assert f" {stack} {server.home}/ask {server.home}" in printed


def test_the_console_holds_output_and_errors_as_they_came(stack: Path) -> None:
    program = "import sys\nprint('first')\nprint('second', file=sys.stderr)\nprint('third')\n" + SERVER
    with running(app(program, stack)) as server:
        assert server.settled_console().startswith("first\nsecond\nthird\n")


def test_a_server_that_ends_is_an_error_with_what_it_printed(stack: Path) -> None:
    program = "print('no such table')\nraise SystemExit(3)\n"
    with (
        pytest.raises(ServerError, match=r"ended with status 3 .*\n.*no such table"),
        running(app(program, stack)),
    ):
        pass


def test_a_server_that_never_listens_is_an_error_and_is_ended(tmp_path: Path, stack: Path) -> None:
    note = tmp_path / "pid"
    program = f"import os, time\nopen({str(note)!r}, 'w').write(str(os.getpid()))\nprint('busy')\ntime.sleep(600)\n"
    with (
        pytest.raises(ServerError, match=r"did not listen on port \d+ within 1 s.*\n.*busy"),
        running(app(program, stack), 1.0),
    ):
        pass
    assert gone(int(note.read_text()))


def test_a_command_that_does_not_exist_is_named(stack: Path) -> None:
    with (
        pytest.raises(ServerError, match="no program 'frobnicate'"),
        running(app(SERVER, stack, "frobnicate now")),
    ):
        pass


def test_what_a_server_started_ends_with_it_even_if_it_ignores_ctrl_c(stack: Path) -> None:
    child = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); time.sleep(600)"
    program = (
        "import subprocess, sys\n"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}])\nprint('child', child.pid)\n"
    ) + SERVER
    with running(app(program, stack)) as server:
        pid = int(server.settled_console().split()[1])
        assert alive(pid)
    assert gone(pid)
    assert gone(server.process.pid)


@pytest.fixture
def with_worker(stack: Path) -> App:
    """Return a server, and a worker beside it that says its number once it has seen the server's files."""
    worker = "import os, time\nassert os.path.exists('main.py')\nprint(f'{os.getpid()} is ready', flush=True)\n"
    given = app(SERVER, stack)
    files = {**given.files, "work.py": worker + "time.sleep(60)\n"}
    return replace(given, files=files, workers=[Worker(run="python work.py", ready="is ready")])


def test_a_worker_is_ready_before_the_server_is_asked_and_ends_with_it(with_worker: App) -> None:
    with running(with_worker) as server:
        printed = (server.home.parent / "worker-0").read_text()
        assert printed.endswith("is ready\n")
    assert gone(int(printed.split()[0]))


@pytest.mark.parametrize(
    ("worker", "said"),
    [
        (Worker(run="python work.py", ready="is steady"), "`python work.py` did not print 'is steady'"),
        (Worker(run="python play.py", ready="is ready"), "can't open file"),
        (Worker(run="no-such-worker", ready="is ready"), "there is no program 'no-such-worker'"),
    ],
)
def test_a_worker_that_is_not_ready_is_an_error_and_nothing_is_left(
    with_worker: App, worker: Worker, said: str
) -> None:
    with pytest.raises(ServerError, match=said), running(replace(with_worker, workers=[worker]), start_limit=2):
        pytest.fail("it was asked")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_no_server_behind(stack: Path, number: signal.Signals) -> None:
    script = f"""
import signal, time
from pathlib import Path
from tests.proofs.servers import App, free_port, machine, running
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, signal.default_int_handler)
port = free_port()
app = App("ask", {{"main.py": {SERVER!r}}}, "python main.py", Path({str(stack)!r}), port,
          variables={{"PORT": str(port)}})
with running(app) as server:
    print(server.process.pid, flush=True)
    time.sleep(600)
"""
    runner = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert runner.stdout is not None
    with runner:
        pid = int(runner.stdout.readline())
        assert alive(pid)
        os.kill(runner.pid, number)
        runner.wait(patient(15))
    assert gone(pid)


def test_who_waits_to_be_alone_comes_before_who_would_share_later() -> None:
    order: list[str] = []
    at_once = threading.Event()

    def take(name: str, alone: bool) -> None:
        with machine(alone=alone):
            order.append(name)
            at_once.wait(0 if alone else patient(0.3))

    runs = [threading.Thread(target=take, args=run) for run in (("first", False), ("alone", True), ("later", False))]
    with machine(alone=False):
        for run in runs:
            run.start()
            time.sleep(0.1)
    for run in runs:
        run.join()
    assert order.index("alone") < order.index("later")
