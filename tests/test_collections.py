"""The request files offered for download are sent for real, against the running samples."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.views.collections import http_file, postman, sendable
from tests.deploy.guides import catalog
from tests.newman_runner import run
from tests.runner import process
from tests.runner.beside import beside
from tests.runner.jobs import Job, jobs_of
from tests.runner.stacks import ROOT, environment

OWN = [
    job
    for job in jobs_of(ROOT, catalog())
    if job.sample_id == job.sample.framework and not job.timed and sendable(catalog(), job.task_id)
]


@contextmanager
def serving(job: Job, port: int) -> Iterator[process.Server]:
    stack = environment(job.lock)
    with beside(job) as helper:
        variables = {job.serve.port_variable: str(port), **helper.variables}
        with process.running(
            job.command, job.folder, stack=stack, name=job.task_id, port=port, variables=variables
        ) as server:
            yield server


@pytest.mark.xdist_group("newman")
@pytest.mark.parametrize("job", OWN, ids=lambda job: job.name)
def test_newman_finds_each_recorded_status(job: Job, tmp_path: Path) -> None:
    collection = tmp_path / "collection.json"
    collection.write_text(postman(catalog(), job.task_id, job.sample_id))
    with serving(job, process.free_port()) as server:
        done = run(collection, server.url)
    assert done.returncode == 0, done.stdout
    requests = len(sendable(catalog(), job.task_id))
    assert sum("√" in line or "✓" in line for line in done.stdout.splitlines()) == requests, done.stdout


@pytest.mark.xdist_group("newman")
def test_newman_refuses_a_collection_that_expects_another_status(tmp_path: Path) -> None:
    job = OWN[0]
    wrong = json.loads(postman(catalog(), job.task_id, job.sample_id))
    wrong["item"][0]["event"][0]["script"]["exec"] = ['pm.test("t", () => pm.response.to.have.status(418));']
    collection = tmp_path / "collection.json"
    collection.write_text(json.dumps(wrong))
    with serving(job, process.free_port()) as server:
        assert run(collection, server.url).returncode == 1


def test_an_http_file_holds_each_request_under_its_title() -> None:
    text = http_file(catalog(), "create-player", "fastapi")
    assert (
        "### Send a complete player.\nPOST http://127.0.0.1:8000/players\nContent-Type: application/json\n\n{" in text
    )
    assert text.count("### ") == len(sendable(catalog(), "create-player"))


def test_a_redirection_is_shown_and_not_followed() -> None:
    items = json.loads(postman(catalog(), "one-time-message", "flask"))["item"]
    assert [item["protocolProfileBehavior"] for item in items] == [{"followRedirects": False}] * 3
