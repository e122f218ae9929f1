"""Screenshots show what the task says, as images and as text."""

import hashlib
import json
from datetime import date

import pytest

from tests.project import ScratchProject
from tests.proofs.chromium import BARE, chromium
from tests.proofs.errors import ProofError
from tests.proofs.runs import run
from tests.proofs.specifications.runnable import ASK, add_screenshots, opened
from tests.proofs.subjects.screenshots import BACKGROUND, PALETTE, SCREENSHOTS, screenshot_proofs

TODAY = date(2026, 1, 2)

pytestmark = pytest.mark.needs(BARE)


@pytest.fixture
def project(project: ScratchProject) -> ScratchProject:
    add_screenshots(project)
    return project


def test_each_is_recorded_with_its_image(project: ScratchProject) -> None:
    assert run(SCREENSHOTS, opened(project), say=lambda _: None, today=TODAY) == 0
    written = project.records()
    names = ["answer", "console", "page"]
    assert sorted(written) == [f"screenshots/ask/{name}.{kind}" for name in names for kind in ("json", "webp")]
    answer, console, page = (json.loads(written[f"screenshots/ask/{name}.json"]) for name in names)
    assert (answer["text"], page["text"]) == (["no"], ["hello"])
    assert console["text"][0] == "Started"
    assert page["height"] == 120, "a short page needs no tall image"
    assert answer["image"] == hashlib.sha256(written["screenshots/ask/answer.webp"]).hexdigest()
    assert written["screenshots/ask/page.webp"][8:12] == b"WEBP"


def test_one_can_be_taken_alone(project: ScratchProject) -> None:
    run(SCREENSHOTS, opened(project), ["ask/answer"], lambda _: None, TODAY)
    assert sorted(project.records()) == ["screenshots/ask/answer.json", "screenshots/ask/answer.webp"]


def test_one_that_lacks_what_it_must_show_is_an_error(project: ScratchProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.proofs.patience.PAGE", 4.0)
    project.edit(ASK, 'has: ["no"]', 'has: ["no", perhaps]')
    answer = screenshot_proofs(opened(project))[0]
    with pytest.raises(ProofError, match="ask/answer does not show 'perhaps', but:\nno"):
        answer.take(chromium())


def _luminance(colour: tuple[int, int, int]) -> float:
    """Return the relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", PALETTE)
def test_each_colour_of_a_console_can_be_read(colour: tuple[int, int, int]) -> None:
    assert (_luminance(colour) + 0.05) / (_luminance(BACKGROUND) + 0.05) >= 4.5
