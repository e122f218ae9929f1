"""Samples on written pages: tutorial steps, screenshots, replies."""

from macros.fragments import samples
from macros.model.base import ExchangeId, SampleId
from tests.additions import add_screenshot
from tests.fragments.pieces import even, hrefs, html, page_of, text
from tests.project import TASK, ScratchProject

ALPHA, NEXT = SampleId("alpha"), SampleId("alpha-next")
STEP = """\
  alpha-next:
    framework: alpha
    short: Next.
    follows: alpha
    removes: [answers.py]
  beta: {"""


def test_a_step_shows_what_changed_since_the_step_before(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/task.yml", "  beta: {", STEP)
    project.write("data/tasks/ask/alpha-next/main.py", project.read("data/tasks/ask/alpha/main.py") + "more = True\n")
    page = page_of(project, "get-started/alpha/")
    piece = html(page, samples.tutorial_step(page, TASK, NEXT))
    changes = [even(paragraph.text) for paragraph in piece.all("p", **{"class": "step-changes"})]
    assert changes == ["main.py: New in this step: line 6.", "answers.py is no longer needed."]
    assert "../../files/tasks/ask/alpha-next/main.py" in hrefs(piece)


def test_the_first_step_says_how_to_install(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, samples.tutorial_step(page, TASK, ALPHA))
    assert "pip install alpha" in text(piece)
    assert "the spaces at the start of a line" in text(piece)
    assert {f"../files/tasks/ask/alpha.{end}" for end in ("http", "postman_collection.json")} <= set(hrefs(piece))
    assert not piece.all("p", **{"class": "step-changes"})


def test_a_step_shows_the_replies_that_it_is_about(project: ScratchProject) -> None:
    project.edit(
        "data/tasks/ask/task.yml", "    framework: alpha\n", "    framework: alpha\n    expects: {wrong: refused}\n"
    )
    page = page_of(project)
    piece = text(html(page, samples.tutorial_step(page, TASK, ALPHA)))
    assert "Ask wrongly." in piece
    assert "The reply: 422 Unprocessable Entity" in piece
    assert "Ask rightly." not in piece


def test_a_stale_step_says_so(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/alpha/main.py", "serve(", "\nserve(")
    page = page_of(project)
    assert "Out of date" in text(html(page, samples.tutorial_step(page, TASK, ALPHA)))


def test_a_screenshot_has_its_size_its_day_and_what_it_shows(project: ScratchProject) -> None:
    key = add_screenshot(project, "page")
    page = page_of(project)
    piece = html(page, samples.screenshot(page, TASK, key.screenshot))
    (image,) = piece.all("img")
    assert (
        image.attributes.items()
        >= {
            "src": "../files/screenshots/ask-page.webp",
            "width": "4",
            "height": "3",
            "alt": "The console.",
        }.items()
    )
    assert even(piece.all("figcaption")[0].text) == "The console. Taken on 2 January 2026."


def test_a_screenshot_that_was_not_taken_yet_says_so(project: ScratchProject) -> None:
    key = add_screenshot(project, "page")
    project.remove("data/records/screenshots")
    assert "No screenshot has been taken yet" in samples.screenshot(page_of(project), TASK, key.screenshot)


def test_a_reply_on_a_written_page(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, samples.exchange(page, TASK, ALPHA, ExchangeId("wrong")))
    assert "The reply: 422 Unprocessable Entity" in text(piece)
    project.remove("data/records/samples")
    assert "Not run yet" in samples.exchange(page_of(project), TASK, ALPHA, ExchangeId("wrong"))
