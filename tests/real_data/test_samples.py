"""Every sample is run, and shows what its record says."""

from datetime import date

import pytest

from macros.model.record import SampleRecord
from tests.proofs import records
from tests.proofs.mutate import check_broken
from tests.proofs.runs import difference
from tests.proofs.subjects.samples import SampleProof, sample_proofs


def stored(sample: SampleProof) -> SampleRecord:
    record = records.read(sample.project, sample, SampleRecord)
    again = f"run make verify ONLY={sample.name}"
    assert record is not None, f"there is no record that can be read; {again}"
    assert record.fingerprint == sample.fingerprint, f"the sample was changed since it was last run; {again}"
    return record


@pytest.mark.subjects("sample", sample_proofs)
def test_the_sample_shows_what_its_record_says(sample: SampleProof) -> None:
    """Its mutants are run by make verify: what they show is tied to the same fingerprint."""
    fresh = sample.observe(date.today(), with_mutants=False)
    unlike = difference(stored(sample), fresh, {"mutants"})
    assert not unlike, f"it differs: run make verify ONLY={sample.name}\n{unlike}"


@pytest.mark.subjects("sample", sample_proofs)
def test_each_mutant_was_noticed(sample: SampleProof) -> None:
    record = stored(sample)
    mutations = sample.project.catalog.sample_mutations(sample.key)
    for mutation, outcomes in zip(mutations, record.mutants, strict=True):
        check_broken(mutation, record.outcomes, outcomes)
