"""A server is started as a reader would start it, and nothing of it is left behind."""

import os
import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.runnable_project import SERVER, write
from tests.runner.errors import ServerError
from tests.runner.process import Server, free_port, running
from tests.runner.stacks import environment

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lock = tmp_path_factory.mktemp("lock") / "requirements.lock"
    lock.write_text("# nothing is needed\n")
    return environment(lock)


def start(
    tmp_path: Path, stack: Path, program: str, command: str = "python main.py", limit: float = 20.0
) -> AbstractContextManager[Server]:
    folder = tmp_path / "sample"
    write(folder, {"main.py": program})
    port = free_port()
    variables = {"TINY_PORT": str(port)}
    return running(command, folder, stack=stack, name="hello", port=port, variables=variables, start_limit=limit)


def alive(pid: int) -> bool:
    """Whether the process runs: one that has ended and whose parent has not noticed does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pid)


def test_the_server_sees_a_fresh_terminal_with_the_stacks_environment(
    tmp_path: Path, stack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FLASK_APP", "UVICORN_PORT", "PYTHONPATH", "NO_COLOR"):
        monkeypatch.setenv(name, "left over")
    show = "import sys; print(sorted(os.environ), sys.prefix, os.getcwd(), os.environ['HOME'])\n"
    with start(tmp_path, stack, "import os\n" + show + SERVER) as server:
        printed = server.settled_console()
        assert not {"FLASK_APP", "UVICORN_PORT", "PYTHONPATH", "NO_COLOR"} & set(printed.split("'"))
        assert f" {stack} {server.home}/hello {server.home}" in printed
        assert server.folder != tmp_path / "sample", "it runs in a copy"


def test_the_console_holds_output_and_errors_as_they_came(tmp_path: Path, stack: Path) -> None:
    program = "import sys\nprint('first')\nprint('second', file=sys.stderr)\nprint('third')\n" + SERVER
    with start(tmp_path, stack, program) as server:
        assert server.settled_console().startswith("first\nsecond\nthird\n")


def test_a_server_that_ends_is_an_error_with_what_it_printed(tmp_path: Path, stack: Path) -> None:
    program = "print('no such table')\nraise SystemExit(3)\n"
    with (
        pytest.raises(ServerError, match=r"ended with status 3 .*\n.*no such table"),
        start(tmp_path, stack, program),
    ):
        pass


def test_a_server_that_never_listens_is_an_error_and_is_ended(tmp_path: Path, stack: Path) -> None:
    note = tmp_path / "pid"
    program = f"import os, time\nopen({str(note)!r}, 'w').write(str(os.getpid()))\nprint('busy')\ntime.sleep(600)\n"
    with (
        pytest.raises(ServerError, match=r"did not listen on port \d+ within 1 s.*\n.*busy"),
        start(tmp_path, stack, program, limit=1.0),
    ):
        pass
    assert gone(int(note.read_text()))


def test_a_command_that_does_not_exist_is_named(tmp_path: Path, stack: Path) -> None:
    with (
        pytest.raises(ServerError, match="no program 'frobnicate'"),
        start(tmp_path, stack, SERVER, "frobnicate now"),
    ):
        pass


def test_what_a_server_started_ends_with_it_even_if_it_ignores_ctrl_c(tmp_path: Path, stack: Path) -> None:
    child = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); time.sleep(600)"
    program = (
        "import subprocess, sys\n"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}])\nprint('child', child.pid)\n"
    ) + SERVER
    with start(tmp_path, stack, program) as server:
        pid = int(server.settled_console().split()[1])
        assert alive(pid)
    assert gone(pid)
    assert gone(server.process.pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_no_server_behind(tmp_path: Path, stack: Path, number: signal.Signals) -> None:
    write(tmp_path / "sample", {"main.py": SERVER})
    script = f"""
import signal, time
from pathlib import Path
from tests.runner.process import free_port, running
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, signal.default_int_handler)
port = free_port()
with running("python main.py", Path({str(tmp_path / "sample")!r}), stack=Path({str(stack)!r}), name="hello",
             port=port, variables={{"TINY_PORT": str(port)}}) as server:
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
        runner.wait(15)
    assert gone(pid)
