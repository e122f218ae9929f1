"""Every sample is run, shows what its record says, and answers the request files that are offered for it.

To start a server costs more than to ask it. So all is asked of one: what an earlier question left in it may change an
answer, and a fresh one has the last word. And most are started by the server alone, not as readers start them.
"""

import json
from collections.abc import Callable
from datetime import date

import pytest

from macros.catalog import Catalog
from macros.model.base import SampleId, SampleKey, TaskId
from macros.model.record import SampleRecord
from macros.views.request_files import http_file, postman, sendable
from tests.proofs import newman, records
from tests.proofs.errors import ToolError
from tests.proofs.mutate import check_broken
from tests.proofs.runs import difference
from tests.proofs.servers import Server
from tests.proofs.subjects.samples import SampleProof, sample_proofs


def stored(sample: SampleProof) -> SampleRecord:
    record = records.read(sample.project, sample, SampleRecord)
    again = f"run make verify ONLY={sample.name}"
    assert record is not None, f"there is no record that can be read; {again}"
    assert record.fingerprint == sample.fingerprint, f"the sample was changed since it was last run; {again}"
    return record


def unlike_its_record(
    sample: SampleProof, record: SampleRecord, afterwards: Callable[[Server], None], *, alone: bool
) -> str:
    bare = starts_bare(sample)
    try:
        fresh = sample.observe(
            date.today(), with_mutants=False, passes=0, alone=alone, afterwards=afterwards, bare=bare
        )
    except ToolError as error:
        return str(error)
    return difference(record, fresh, {"mutants", "distortions", *(["console"] if bare else [])})


def starts_bare(sample: SampleProof) -> bool:
    """Tell whether the server alone starts a sample here, which takes half of the time.

    make verify has seen that it then shows the same. What readers are led through step by step starts as they type it.
    """
    typed = sample.sample.run or sample.sample.expects
    return bool(sample.serve.bare and sample.task.vary and not typed)


@pytest.mark.subjects("sample", sample_proofs)
def test_the_sample_shows_what_its_record_says(sample: SampleProof, catalog: Catalog) -> None:
    """Its mutants are run by make verify: what they show is tied to the same fingerprint.

    A sample whose outcomes depend on time shares the machine at first, and has it for itself before it counts as
    different: to wait for that each time would take minutes.
    """
    record = stored(sample)

    def ask_further(server: Server) -> None:
        if sample.task.vary:
            ask_again(sample, server, lambda server: sample.check_varied(record.outcomes, server))
        if sendable(catalog, sample.key.task) and not sample.alone:
            ask_again(sample, server, lambda server: send_collection(sample, catalog, server))

    unlike = unlike_its_record(sample, record, ask_further, alone=False)
    if unlike and sample.alone:
        unlike = unlike_its_record(sample, record, ask_further, alone=True)
    assert not unlike, f"it differs: run make verify ONLY={sample.name}\n{unlike}"


def ask_again(sample: SampleProof, server: Server, ask: Callable[[Server], object]) -> None:
    try:
        ask(server)
    except ToolError:
        with sample.serving(bare=starts_bare(sample)) as fresh:
            ask(fresh)


def send_collection(sample: SampleProof, catalog: Catalog, server: Server) -> None:
    """Send the collection that is offered for download: each request has the recorded status."""
    ran = newman.run(json.loads(postman(catalog, sample.key)), server.url)
    wanted = len(sendable(catalog, sample.key.task))
    if ran.failures or ran.checked != wanted:
        raise ToolError(f"Newman checked {ran.checked} of {wanted} statuses of the collection: {ran.failures}")


@pytest.mark.subjects("sample", lambda project: sample_proofs(project)[:1])
def test_newman_refuses_a_collection_that_expects_another_status(sample: SampleProof, catalog: Catalog) -> None:
    wrong = json.loads(postman(catalog, sample.key))
    wrong["item"][0]["event"][0]["script"]["exec"] = ['pm.test("t", () => pm.response.to.have.status(418));']
    with sample.serving() as server:
        ran = newman.run(wrong, server.url)
    assert len(ran.failures) == 1
    assert "status code 418" in ran.failures[0]


@pytest.mark.subjects("sample", sample_proofs)
def test_each_mutant_was_noticed(sample: SampleProof) -> None:
    record = stored(sample)
    mutations = sample.project.catalog.sample_mutations(sample.key)
    for mutation, outcomes in zip(mutations, record.mutants, strict=True):
        check_broken(mutation, record.outcomes, outcomes)


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
