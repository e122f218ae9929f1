"""Images: the records are those of what the guides say now."""

import pytest

from macros.fingerprints import image_fingerprint
from macros.model.record import ImageRecord, SampleRecord
from tests.proofs import records
from tests.proofs.subjects.images import ImageProof, image_proofs


@pytest.mark.subjects("image", image_proofs)
def test_the_record_is_that_of_the_guide_as_it_is(image: ImageProof) -> None:
    record = records.read(image.project, image, ImageRecord)
    again = f"run make verify-images ONLY={image.name}"
    assert record, f"there is no record that can be read; {again}"
    assert record.fingerprint == image_fingerprint(image.project.catalog, image.key), f"out of date: {again}"
    assert record.command == image.guide.start.words
    assert record.user not in {"", "0"}
    of_the_sample = records.read(image.project, image.guide.sample, SampleRecord)
    assert of_the_sample
    assert record.outcomes == image.guide.expected(of_the_sample)
