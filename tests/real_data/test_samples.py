"""Every sample is run, and shows what its record says."""

from datetime import date

import pytest

from macros.model.record import SampleRecord
from tests.proofs import records
from tests.proofs.errors import ToolError
from tests.proofs.mutate import check_broken
from tests.proofs.runs import difference
from tests.proofs.subjects.samples import SampleProof, sample_proofs


def stored(sample: SampleProof) -> SampleRecord:
    record = records.read(sample.project, sample, SampleRecord)
    again = f"run make verify ONLY={sample.name}"
    assert record is not None, f"there is no record that can be read; {again}"
    assert record.fingerprint == sample.fingerprint, f"the sample was changed since it was last run; {again}"
    return record


def unlike_its_record(sample: SampleProof, record: SampleRecord, *, alone: bool) -> str:
    try:
        fresh = sample.observe(date.today(), with_mutants=False, passes=1, alone=alone)
    except ToolError as error:
        return str(error)
    return difference(record, fresh, {"mutants"})


@pytest.mark.subjects("sample", sample_proofs)
def test_the_sample_shows_what_its_record_says(sample: SampleProof) -> None:
    """Its mutants are run by make verify: what they show is tied to the same fingerprint.

    A sample whose outcomes depend on time shares the machine at first, and has it for itself before it counts as
    different: to wait for that each time would take minutes.
    """
    record = stored(sample)
    unlike = unlike_its_record(sample, record, alone=False)
    if unlike and sample.alone:
        unlike = unlike_its_record(sample, record, alone=True)
    assert not unlike, f"it differs: run make verify ONLY={sample.name}\n{unlike}"


@pytest.mark.subjects("sample", sample_proofs)
def test_each_mutant_was_noticed(sample: SampleProof) -> None:
    record = stored(sample)
    mutations = sample.project.catalog.sample_mutations(sample.key)
    for mutation, outcomes in zip(mutations, record.mutants, strict=True):
        check_broken(mutation, record.outcomes, outcomes)
