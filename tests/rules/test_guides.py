"""Guides start as they say: a command that cannot be read is refused at its line, with what can be."""

import pytest

from macros.starts import READERS
from tests.project import ScratchProject
from tests.rules import CELLAR, Case, each

START = "start: {file: startup.txt, port: 8000}"
READABLE = f"readable are {', '.join(READERS)}; or give it: start: {{command: …, port: 8000}}"

CASES = [
    Case(
        "guides_start_readably",
        [(CELLAR, START, "start: {file: startup.txt, port: 8001}")],
        [
            f"{CELLAR}:10:19: the port 8001 or $PORT must occur once in: alpha run --port 8000; "
            f"{READABLE.replace('8000', '8001')}"
        ],
    ),
    Case(
        "guides_start_readably",
        [(CELLAR, START, "start: {command: alpha run, port: 8000}")],
        [f"{CELLAR}:10:22: the port 8000 or $PORT must occur once in: alpha run"],
    ),
    Case(
        "guides_start_readably",
        [(CELLAR, START, "start: {file: startup.txt}")],
        [f"{CELLAR}:10:19: 'port' is missing; only what is called as template.yaml says has none"],
    ),
    Case(
        "guides_name_one_python",
        [
            ("data/deployments/cellar/alpha/startup.txt", "alpha run", "env V=python3.11 alpha run"),
            (
                CELLAR,
                "        file: startup.txt\n    sources",
                "        file: startup.txt\n        run: [use PYTHON:3.12, use python311]\n    sources",
            ),
        ],
        [
            "data/deployments/cellar/alpha/startup.txt:1:1: "
            "this names Python 3.11, but the deployment's 'python' is 3.12",
            f"{CELLAR}:15:32: this names Python 3.11, but the deployment's 'python' is 3.12",
        ],
    ),
]


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    case.check(project)


def test_guides_start_readably_or_say_how(project: ScratchProject) -> None:
    """A file of a kind that nothing reads is no reason to write Python: the guide gives the command."""
    project.edit(CELLAR, START, "start: {file: cellar.toml, port: 8000}")
    project.edit(CELLAR, "        file: startup.txt\n    sources", "        file: cellar.toml\n    sources")
    project.remove("data/deployments/cellar/alpha/startup.txt")
    project.write("data/deployments/cellar/alpha/cellar.toml", 'run = "alpha"\n')
    (line,) = project.errors()
    assert line == f"{CELLAR}:10:19: no start command can be read from a file called 'cellar.toml'; {READABLE}"
    project.edit(
        CELLAR, "start: {file: cellar.toml, port: 8000}", "start: {command: alpha run --port 8000, port: 8000}"
    )
    assert project.errors() == []


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("{port: 8000}", "either 'file', from which the command is read, or 'command' is needed"),
        ("{file: startup.txt, command: alpha, port: 8000}", "either 'file', from which the command is read, or"),
        ("{command: alpha run}", "the key 'port' is missing: where the command lets the app listen"),
    ],
)
def test_a_start_is_read_or_given(project: ScratchProject, start: str, said: str) -> None:
    project.edit(CELLAR, START, f"start: {start}")
    (line,) = [line for line in project.errors() if ":10:" in line]
    assert said in line
