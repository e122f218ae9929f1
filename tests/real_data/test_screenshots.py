"""Screenshots still show what they show: each is taken anew, and its text compared with the record's."""

import pytest

from macros.fingerprints import screenshot_fingerprint
from macros.model.record import ScreenshotRecord
from tests.proofs import records
from tests.proofs.chromium import BARE, chromium
from tests.proofs.subjects.screenshots import ScreenshotProof, screenshot_proofs

pytestmark = pytest.mark.needs(BARE)

SMALL = 60_000
"""The most bytes of an image."""


@pytest.mark.subjects("screenshot", screenshot_proofs)
def test_the_screenshot_is_still_true(screenshot: ScreenshotProof) -> None:
    record = records.read(screenshot.project, screenshot, ScreenshotRecord)
    again = f"run make screenshots ONLY={screenshot.name}"
    assert record, f"never taken; {again}"
    assert record.fingerprint == screenshot_fingerprint(screenshot.project.catalog, screenshot.key), again
    assert screenshot.take(chromium()).text == record.text, f"out of date: {again}"
    assert (screenshot.project.root / screenshot.paths[1]).stat().st_size < SMALL
