"""Every sample is run, and shows what its record says."""

from pathlib import Path

import pytest

from tests.runner.jobs import Job, jobs_of, sound_catalog
from tests.runner.verify import check

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("job", jobs_of(ROOT, sound_catalog(ROOT)), ids=lambda job: job.name)
def test_the_sample_shows_what_its_record_says(job: Job) -> None:
    check(ROOT, job)
