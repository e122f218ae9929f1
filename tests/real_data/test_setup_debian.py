"""The set-up for Debian: the very commands that the pages show, typed into a real shell in an empty folder."""

import os
import pty
import re
import select
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.model.base import SetupId
from macros.model.setup import Setup
from tests.proofs.patience import Deadline

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""What a new user of Debian has: the system's own Python, not that of these tests."""

HOST = "reader@debian"
PROMPT = re.compile(rf"(?:^|\n)((?:\([^)\n]*\) )?{HOST}:[^\n]*\$ )\Z")
SECONDS = 120

pytestmark = pytest.mark.skipif(not Path("/etc/debian_version").is_file(), reason="NOT RUN: this is no Debian")


class Shell:
    """An interactive bash on a terminal of its own."""

    def __init__(self, folder: Path) -> None:
        pid, self._terminal = pty.fork()
        if pid == 0:  # pragma: no cover (the shell itself)
            os.chdir(folder)
            told = {"PATH": PATH, "HOME": str(folder), "TERM": "dumb", "PS1": rf"{HOST}:\w$ ", "LANG": "C.UTF-8"}
            os.execve("/bin/bash", ["bash", "--noprofile", "--norc", "-i"], told)
        self._pid = pid
        self.prompt = self._until_prompt()[1]

    def type(self, command: str) -> str:
        """Type a command, wait for the next prompt, and return what was printed between the two."""
        os.write(self._terminal, command.encode() + b"\n")
        printed, self.prompt = self._until_prompt()
        return printed.split("\n", 1)[-1].strip()  # the terminal repeats what was typed

    def status(self) -> int:
        """Return how the last command ended."""
        return int(self.type("echo $?"))

    def close(self) -> None:
        """End the shell."""
        os.write(self._terminal, b"exit\n")
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def _until_prompt(self) -> tuple[str, str]:
        seen, deadline = "", Deadline(SECONDS)
        while not deadline.passed():
            if select.select([self._terminal], [], [], 1)[0]:
                seen += os.read(self._terminal, 4096).decode("utf-8", "replace").replace("\r", "")
            if prompt := PROMPT.search(seen):
                return seen[: prompt.start()], prompt[1]
        raise AssertionError(f"no prompt within {SECONDS} s: {seen!r}")


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    opened = Shell(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def setup(catalog: Catalog) -> Setup:
    return catalog.setups[SetupId("debian")]


def packages(command: str) -> list[str]:
    """Return what a command of the page installs."""
    words = shlex.split(command)
    assert words[:3] == ["sudo", "apt", "install"], command
    return words[3:]


def simulated(names: list[str]) -> subprocess.CompletedProcess[str]:
    """Try an installation without carrying it out."""
    return subprocess.run(["apt-get", "-s", "install", *names], capture_output=True, text=True, check=False)


def test_apt_knows_what_the_first_step_installs(setup: Setup) -> None:
    (step,) = [step for step in setup.steps if step.administrator]
    for command in step.run:
        done = simulated(packages(command))
        assert done.returncode == 0, done.stderr


def test_the_trial_would_notice_a_package_that_does_not_exist() -> None:
    assert simulated(["python3-venv-of-nobody"]).returncode != 0


def test_the_commands_lead_to_an_environment_that_is_entered(shell: Shell, setup: Setup, tmp_path: Path) -> None:
    for step in setup.steps:
        for command in () if step.administrator else step.run:
            shell.type(command)
            assert shell.status() == 0, command
        if step.prompt:
            assert shell.prompt.startswith(f"{step.prompt} {HOST}:"), shell.prompt
    (project,) = (path for path in tmp_path.iterdir() if path.is_dir() and not path.name.startswith("."))
    assert [path.name for path in project.iterdir()] == [".venv"], "the project's folder holds nothing else"
    assert shell.type("python -c 'import sys; print(sys.prefix)'") == str(project / ".venv")
    assert str(project / ".venv") in shell.type("pip --version"), "it has a pip of its own"
    assert shell.type("python -c 'import sys; print(sys.version_info >= (3, 10))'") == "True"
    shell.type("deactivate")
    assert shell.prompt.startswith(f"{HOST}:")


def test_before_that_the_prompt_says_nothing(shell: Shell) -> None:
    assert shell.prompt.startswith(f"{HOST}:")


def test_the_articles_way_works_and_fills_the_projects_own_folder(shell: Shell, tmp_path: Path) -> None:
    for command in ("mkdir my_web_project", "cd my_web_project", "python3 -m venv .", "source ./bin/activate"):
        shell.type(command)
        assert shell.status() == 0, command
    assert shell.prompt.startswith(f"(my_web_project) {HOST}:")
    assert {"bin", "include", "lib", "pyvenv.cfg"} <= {path.name for path in (tmp_path / "my_web_project").iterdir()}


def test_an_unquoted_extra_is_a_pattern_to_the_shell(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "packaged").touch()
    assert shell.type("echo package[d]d package[s]") == "package[d]d package[s]"
    assert shell.type("echo package[de]") == "packaged"
