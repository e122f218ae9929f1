"""The commands: each takes the same list of what is wanted, and works on the project that it is given."""

import signal
from collections.abc import Iterator

import pytest

from tests.project import ScratchProject
from tests.proofs.__main__ import KINDS, main
from tests.proofs.specifications.runnable import weigh


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Put back how this process ends, which a command changes."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def run(project: ScratchProject, *arguments: str) -> int:
    return main(["--root", str(project.root), *arguments])


def test_samples_are_verified_in_the_project_that_is_given(
    project: ScratchProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "verify", "ask/alpha") == 0
    said = capsys.readouterr().out
    assert said.startswith("[1/1] ask/alpha: ok\n")
    assert said.endswith("\n1 run, 1 changed\n  ask/alpha\n")
    assert set(project.records()) == {"checked.json", "history.jsonl", "samples/ask/alpha.json"}


@pytest.mark.needs("wrk")
def test_a_measurement_can_be_taken_alone(project: ScratchProject) -> None:
    weigh(project)
    assert run(project, "measure", "stacks/weight") == 0
    assert set(project.records()) == {"measurements/stacks/weight.json"}


@pytest.mark.parametrize("command", [*KINDS, "verify-archives", "lock"])
def test_what_is_not_there_is_named(
    project: ScratchProject, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.proofs.starting.find", lambda program: program)
    project.write("pyproject.toml", "")
    assert run(project, command, "nobody") == 1
    assert "unknown name 'nobody'; allowed" in capsys.readouterr().err


def test_a_folder_without_data_is_named(project: ScratchProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(project.root / "data"), "verify"]) == 1
    assert "there is no folder data in" in capsys.readouterr().err


def test_an_interruption_ends_it_in_one_line(
    project: ScratchProject, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tests.proofs.__main__.run", interrupted)
    assert run(project, "verify") == 130
    assert capsys.readouterr().err == "\ninterrupted; no record and no lock was changed\n"
