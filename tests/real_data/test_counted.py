"""What was counted in environments is counted again: no value, and no part of one, was typed."""

from datetime import date

import pytest

from macros.model.record import MeasurementRecord
from tests.proofs import records
from tests.proofs.project import Project
from tests.proofs.runs import difference
from tests.proofs.subjects.measurements import StackProof, measurement_proofs


def counted(project: Project) -> list[StackProof]:
    """Return what is counted, and so is the same on every machine."""
    return [proof for proof in measurement_proofs(project) if isinstance(proof, StackProof)]


@pytest.mark.subjects("counted", counted)
def test_the_environments_hold_what_the_record_says(counted: StackProof) -> None:
    stored, fresh = records.read(counted.project, counted, MeasurementRecord), counted.prove(date.today()).record
    assert stored is not None
    assert not difference(stored, fresh), f"it differs: run make measure ONLY={counted.name}"
