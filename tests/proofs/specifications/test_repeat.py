"""A sample is repeated from its archive: each request's outcome is compared with the one on record."""

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.model.task import Task
from macros.outputs.archives import archive
from tests.project import ALPHA, ScratchProject
from tests.proofs import repeat
from tests.proofs.archives import unpack
from tests.proofs.servers import Server
from tests.proofs.specifications.runnable import ANSWERS, ASK
from tests.proofs.specifications.test_samples import ASKS_THE_SERVICE, NOTES, SERVICE
from tests.proofs.stacks import environment

EQUAL = """\
  request  here          the site
  right    answered      answered      equal
  wrong    refused       refused       equal
"""


@pytest.fixture
def nothing() -> str:
    return str(environment("# nothing\n"))


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave alone how this process ends."""
    monkeypatch.setattr(repeat, "listen_to_interruptions", lambda: None)


@pytest.fixture
def folder(project: ScratchProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return unpacked(project, tmp_path, monkeypatch)


def with_service(project: ScratchProject) -> None:
    """Let the sample hand on what a service answers."""
    project.edit(ASK, "exchanges:\n", SERVICE)
    project.edit(ASK, "    framework: alpha\n", "    framework: alpha\n    service: helper\n")
    project.edit(ASK, NOTES, "")
    project.write("data/tasks/ask/helper/main.py", project.read(ANSWERS) + "\n\nserve(True, 200)\n")
    project.write("data/tasks/ask/alpha/main.py", ASKS_THE_SERVICE)
    project.lock()


def unpacked(project: ScratchProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project.record()
    folder = unpack(archive(project.catalog, ALPHA), tmp_path / "unpacked")
    monkeypatch.chdir(folder)
    return folder


Repeated = Callable[[str, str, str], str]


@pytest.fixture
def repeated(folder: Path, nothing: str, capsys: pytest.CaptureFixture[str]) -> Repeated:
    """Repeat a run whose sample was changed: replace a piece of one of its files, and return what is printed."""

    def repeat_changed(name: str, old: str, new: str) -> str:
        file = folder / "app" / name
        file.write_text(file.read_text().replace(old, new))
        assert repeat.main([nothing]) == 1
        return capsys.readouterr().out

    return repeat_changed


@pytest.mark.usefixtures("folder")
def test_outcomes_that_equal_the_sites_end_it_well(nothing: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert repeat.main([nothing]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(
        "Ask: Alpha\nThe site's run: 2026-01-02, alpha 1.0, Python 3.11.2, Debian GNU/Linux 12 (bookworm), x86_64\n"
    )
    assert EQUAL in printed
    assert printed.endswith("\nAll outcomes equal the site's.\n")


def test_an_outcome_that_differs_is_named_with_what_came_back(repeated: Repeated) -> None:
    printed = repeated("main.py", "check = True", "check = False")
    assert "  wrong    accepted      refused       DIFFERENT\n" in printed
    assert "\nwrong DIFFERS: accepted here, refused on the site. Ask wrongly.\n  What came back:\n    200 OK" in printed
    assert "right DIFFERS" not in printed
    assert printed.endswith("\n1 of the outcomes differ from the site's.\n")


def test_a_reply_that_fits_no_outcome_differs_and_it_is_said_why(repeated: Repeated) -> None:
    printed = repeated("main.py", "reply = 200", "reply = 418")
    assert "  right    unfit         answered      DIFFERENT\n" in printed
    assert "right: the reply fits no outcome.\n  not answered: status 418 is not 200\n" in printed


def test_a_request_that_is_not_answered_differs(repeated: Repeated) -> None:
    printed = repeated("answers.py", "self.answer(422 if check else reply)", "os._exit(1)")
    assert "  wrong    not answered  refused       DIFFERENT\n" in printed
    assert "POST /ask was not answered: " in printed


def test_what_is_not_on_record_differs(
    project: ScratchProject,
    nothing: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = unpacked(project, tmp_path, monkeypatch)
    site = folder / "site.json"
    site.write_text(site.read_text().replace('"right": "answered",', ""))
    assert repeat.main([nothing]) == 1
    assert "  right    answered      none          DIFFERENT\n" in capsys.readouterr().out


def test_other_values_are_asked_too(
    project: ScratchProject,
    nothing: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """This sample knows what the example asks, and answers nothing else: a canned reply."""
    project.edit(ASK, "json: {x: 1}", "json: {x: Ada}")
    project.write(ASK, project.read(ASK) + "vary: [Ada]\n")
    project.edit(ANSWERS, "self.rfile.read(", "body = self.rfile.read(")
    project.edit(ANSWERS, "422 if check else reply", 'reply if b"Ada" not in body else 422')
    unpacked(project, tmp_path, monkeypatch)
    assert repeat.main([nothing]) == 1
    first, second = capsys.readouterr().out.split("\nThe same with other names, numbers and texts (seed ")
    assert EQUAL in first
    assert "  wrong    accepted      refused       DIFFERENT\n" in second


def test_other_values_have_other_names_of_sites(
    project: ScratchProject, nothing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit(ASK, "exchanges:\n", "host: ship.example\nexchanges:\n")
    project.write(ASK, project.read(ASK) + "vary: [ship]\n")
    unpacked(project, tmp_path, monkeypatch)
    names: list[str] = []

    def said(_archive: repeat.Archive, _task: Task, server: Server) -> int:
        names.extend(server.app.hosts)
        return 0

    monkeypatch.setattr(repeat, "_said", said)
    assert repeat.main([nothing]) == 0
    first, second = names
    assert first == "ship.example"
    assert second != first
    assert second.endswith(".example")


def test_the_service_is_started_first_and_the_sample_is_told(
    project: ScratchProject, nothing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_service(project)
    unpacked(project, tmp_path, monkeypatch)
    assert repeat.main([nothing, nothing]) == 0


def test_a_program_of_the_system_that_is_missing_is_named_before_anything_is_asked(
    project: ScratchProject,
    nothing: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with_service(project)
    project.edit(ASK, "    port: 8001\n", "    port: 8001\n    program: no-such-program\n")
    unpacked(project, tmp_path, monkeypatch)
    assert repeat.main([nothing, nothing]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("It could not be run: no-such-program is missing; on Debian or Ubuntu: sudo apt install")
    assert "request" not in said.out


def test_a_sample_that_does_not_start_could_not_be_run(
    folder: Path, nothing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "app" / "main.py").write_text("raise SystemExit('no such table')\n")
    assert repeat.main([nothing]) == 2
    said = capsys.readouterr().err
    assert said.startswith(
        "It could not be run: `python main.py` ended with status 1 before it listened. It printed:\n"
    )
    assert "no such table" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["task.json", "site.json"])
def test_a_file_that_was_changed_could_not_be_read(
    folder: Path, nothing: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text("{}")
    assert repeat.main([nothing]) == 2
    assert capsys.readouterr().err.startswith(f"It could not be run: {name} is not as it was packed: ")


@pytest.mark.usefixtures("folder")
def test_an_interruption_ends_it_in_one_line(
    nothing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(repeat, "repeat", interrupted)
    assert repeat.main([nothing]) == 130
    assert capsys.readouterr().err == "\ninterrupted\n"
