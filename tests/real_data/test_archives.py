"""A reader repeats samples from their archives alone: unpacked into an empty folder, with nothing of this project.

These few are tried in each run of the tests; ``make verify-archives`` does so with all.
"""

import re
import shlex
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.model.base import SampleId, SampleKey, TaskId
from macros.outputs.archives import archive
from tests.proofs.archives import readers_variables, unpack
from tests.proofs.patience import patient, wait_until
from tests.proofs.servers import App, running, variables_for
from tests.proofs.starting import on_a_free_port

pytestmark = pytest.mark.xdist_group("archives")

TRIED = (
    "create-player/fastapi",  # the commonest stack
    "sign-in/flask",  # values that are taken from replies, and forged
    "websocket/flask-sock",  # messages
    "telemetry/flask",  # a service, and a command in the sample's folder
)
UPLOADS = "uploads/flask"
"""Sends files."""


def unpacked(catalog: Catalog, name: str, folder: Path) -> Path:
    task, sample = name.split("/")
    return unpack(archive(catalog, SampleKey(TaskId(task), SampleId(sample))), folder)


def repeat(folder: Path, variables: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", "repeat.sh"], cwd=folder, env=dict(variables), capture_output=True, text=True, check=False
    )


def equal(name: str, catalog: Catalog, printed: str) -> bool:
    """Whether each request was said to be equal: with the example's values, and with others where there are some."""
    task = catalog.tasks[TaskId(name.partition("/")[0])]
    said = re.findall(r"^  (\S+) .* equal$", printed, re.MULTILINE)
    return said == list(task.exchanges) * (2 if task.vary else 1)


@pytest.fixture(scope="module")
def uploads(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked archive of a sample."""
    return unpacked(catalog, UPLOADS, tmp_path_factory.mktemp("uploads"))


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a reader has who installs everything anew."""
    return readers_variables(tmp_path_factory.mktemp("home"), None)


def test_everything_is_installed_in_an_empty_folder_and_the_sample_repeated(
    catalog: Catalog, uploads: Path, variables: dict[str, str]
) -> None:
    done = repeat(uploads, variables)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(
        "Installing what asking.lock names (once) …\nInstalling what app.lock names (once) …\n"
    )
    assert equal(UPLOADS, catalog, done.stdout)


@pytest.mark.parametrize("name", TRIED)
def test_a_reader_sees_what_is_on_record(name: str, catalog: Catalog, tmp_path: Path) -> None:
    done = repeat(unpacked(catalog, name, tmp_path / "unpacked"), readers_variables(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert equal(name, catalog, done.stdout)


def test_a_sample_that_was_changed_differs_in_the_request_that_notices(
    uploads: Path, variables: dict[str, str]
) -> None:
    main = uploads / "app" / "main.py"
    before = main.read_text()
    main.write_text(re.sub(r'app.config\["MAX_CONTENT_LENGTH"\] = .*', "", before))
    assert main.read_text() != before
    done = repeat(uploads, variables)
    main.write_text(before)
    assert done.returncode == 1
    assert re.search(r"^  too-big +taken +refused +DIFFERENT$", done.stdout, re.MULTILINE)
    assert re.search(r"^  small +taken +taken +equal$", done.stdout, re.MULTILINE)
    assert "\ntoo-big DIFFERS: taken here, refused on the site." in done.stdout


def test_ctrl_c_leaves_no_process_behind(uploads: Path, variables: dict[str, str]) -> None:
    command = ["sh", "repeat.sh"]
    with subprocess.Popen(
        command, cwd=uploads, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as reader:
        assert wait_until(lambda: any("flask" in command for command in commands_in(uploads)), 60)
        reader.send_signal(signal.SIGINT)
        printed, _ = reader.communicate(timeout=patient(60))
    assert reader.returncode == 130
    assert printed.decode().endswith("\ninterrupted\n")
    assert commands_in(uploads) == []


def commands_in(folder: Path) -> list[str]:
    """Return the commands of all processes that run a program of the folder."""
    commands = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode()
        except OSError:  # it ended meanwhile
            continue
        if str(folder) in command:
            commands.append(command)
    return commands


def test_without_python_it_says_what_is_missing(uploads: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "repeat.sh"], cwd=uploads, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Python 3.11 or newer is needed")
    assert done.stderr.count("\n") == 1


@pytest.mark.needs("curl")
def test_curl_alone_gets_the_statuses_that_are_on_record(catalog: Catalog, uploads: Path) -> None:
    """The sample is started as README.txt says, but on another port, which may be in use here."""
    key = SampleKey(TaskId("uploads"), SampleId("flask"))
    record, serve = catalog.sample_records[key], catalog.frameworks[catalog.sample(key).framework].serve
    (stack,) = uploads.glob("environments/app-*[!k]")
    app = App("uploads", catalog.sample_files[key], serve.command, stack, 0, serve.port)
    with running(on_a_free_port(app, serve.port_variable)) as server:
        text = (uploads / "requests.txt").read_text().replace(f":{serve.port}/", f":{server.app.port}/")
        environment = variables_for(stack, server.home, server.app.variables)
        parts = re.findall(r"^# ([a-z-]+): .*\n((?:(?!# ).+\n)+)", text, re.MULTILINE)
        assert [name for name, _ in parts] == list(catalog.tasks[key.task].exchanges)
        for name, command in parts:
            ran = subprocess.run(
                ["sh", "-c", command], cwd=uploads, env=environment, capture_output=True, text=True, check=False
            )
            statuses = re.findall(r"^HTTP/1.1 (\d+)", ran.stdout, re.MULTILINE)
            seen = int(statuses[-1]) if command.startswith("curl") else ran.returncode
            assert seen == record.replies[name].status, f"{shlex.quote(command)}\n{ran.stdout}{ran.stderr}"
