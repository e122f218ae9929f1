"""A reader repeats samples from their archives alone: unpacked into an empty folder, with nothing of this project.

These few are tried in each run of the tests; ``make verify-archives`` does so with all, and installs
everything anew for one.
"""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from macros.archived import APP
from macros.catalog import Catalog
from macros.model.base import SampleId, SampleKey, TaskId
from macros.outputs.archives import archive
from tests.proofs.archives import ENVIRONMENTS, readers_variables, unpack
from tests.proofs.install import installed
from tests.proofs.servers import App, running, variables_for
from tests.proofs.starting import on_a_free_port

pytestmark = pytest.mark.xdist_group("archives")

UPLOADS = "uploads/flask"
"""Sends files."""

TRIED = (
    UPLOADS,
    "websocket/flask-sock",  # messages
    "telemetry/flask",  # a service, and a command in the sample's folder
)
"""Few, and quick ones."""


def unpacked(catalog: Catalog, name: str, folder: Path) -> Path:
    task, sample = name.split("/")
    return unpack(archive(catalog, SampleKey(TaskId(task), SampleId(sample))), folder)


def equal(name: str, catalog: Catalog, printed: str) -> bool:
    """Whether each request was said to be equal: with the example's values, and with others where there are some."""
    task = catalog.tasks[TaskId(name.partition("/")[0])]
    said = re.findall(r"^  (\S+) .* equal$", printed, re.MULTILINE)
    return said == list(task.exchanges) * (2 if task.vary else 1)


@pytest.mark.parametrize("name", TRIED)
def test_a_reader_sees_what_is_on_record(name: str, catalog: Catalog, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "repeat.sh"],
        cwd=unpacked(catalog, name, tmp_path / "unpacked"),
        env=readers_variables(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert equal(name, catalog, done.stdout)


@pytest.fixture
def uploads(catalog: Catalog, tmp_path: Path) -> Path:
    """The unpacked archive of a sample."""
    return unpacked(catalog, UPLOADS, tmp_path / "unpacked")


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
    stack = installed(uploads, ENVIRONMENTS)[APP]
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
