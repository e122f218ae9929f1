"""The request files offered for download are sent for real, against the running samples."""

import json
from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.model.base import SampleId, SampleKey, TaskId
from macros.views.request_files import http_file, postman, sendable
from tests.proofs.newman import run
from tests.proofs.project import Project
from tests.proofs.subjects.samples import SampleProof, sample_proofs


def frameworks_own(project: Project) -> list[SampleProof]:
    return [
        sample
        for sample in sample_proofs(project)
        if sample.key == project.catalog.own_sample(sample.key.task, sample.sample.framework)
        and not sample.alone
        and sendable(project.catalog, sample.key.task)
    ]


@pytest.mark.subjects("sample", frameworks_own)
def test_newman_finds_each_recorded_status(sample: SampleProof, catalog: Catalog, tmp_path: Path) -> None:
    collection = tmp_path / "collection.json"
    collection.write_text(postman(catalog, sample.key))
    with sample.serving() as server:
        done = run(collection, server.url)
    assert done.returncode == 0, done.stdout
    requests = len(sendable(catalog, sample.key.task))
    assert sum("√" in line or "✓" in line for line in done.stdout.splitlines()) == requests, done.stdout


@pytest.mark.subjects("sample", lambda project: frameworks_own(project)[:1])
def test_newman_refuses_a_collection_that_expects_another_status(
    sample: SampleProof, catalog: Catalog, tmp_path: Path
) -> None:
    wrong = json.loads(postman(catalog, sample.key))
    wrong["item"][0]["event"][0]["script"]["exec"] = ['pm.test("t", () => pm.response.to.have.status(418));']
    collection = tmp_path / "collection.json"
    collection.write_text(json.dumps(wrong))
    with sample.serving() as server:
        assert run(collection, server.url).returncode == 1


def test_an_http_file_holds_each_request_under_its_title(catalog: Catalog) -> None:
    text = http_file(catalog, SampleKey(TaskId("create-player"), SampleId("fastapi")))
    assert (
        "### Send a complete player.\nPOST http://127.0.0.1:8000/players\nContent-Type: application/json\n\n{" in text
    )
    assert text.count("### ") == len(sendable(catalog, TaskId("create-player")))


def test_a_redirection_is_shown_and_not_followed(catalog: Catalog) -> None:
    items = json.loads(postman(catalog, SampleKey(TaskId("one-time-message"), SampleId("flask"))))["item"]
    assert items
    assert [item["protocolProfileBehavior"] for item in items] == [{"followRedirects": False}] * len(items)
