"""The parts of a front end's page."""

import pytest

from macros.fragments import frontends
from macros.model.base import FrontEndId
from tests.fragments.pieces import even, hrefs, html, page_of, text
from tests.project import TASK, ScratchProject
from tests.site.html import rows

SCREEN = FrontEndId("screen")


@pytest.fixture(autouse=True)
def _with_frontend(project: ScratchProject) -> None:
    project.add_frontend()


def test_front_ends_are_listed_for_the_task_that_serves_them(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, frontends.frontend_list(page, TASK))
    assert len(rows(piece)) == 2
    assert "../front-ends/screen/" in hrefs(piece)


def test_its_files_have_notes_and_can_be_downloaded(project: ScratchProject) -> None:
    page = page_of(project, "front-ends/screen/")
    piece = html(page, frontends.frontend_files(page, SCREEN))
    assert hrefs(piece) == [
        f"../../files/front-ends/screen/{path}" for path in ("package.json", "src/screen.js", "package-lock.json")
    ]
    assert [even(item.text) for item in piece.all("li")] == ["Line 1. It shows."]


def test_it_is_started_with_each_framework(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, frontends.frontend_start(page, SCREEN))
    assert [label.text for label in piece.all("label")] == ["Alpha", "Beta"]
    assert "python main.py" in text(piece)


def test_first_comes_the_program_with_its_files(project: ScratchProject) -> None:
    page = page_of(project, "front-ends/screen/")
    piece = html(page, frontends.frontend_program(page, SCREEN))
    assert [label.text for label in piece.all("label")] == ["Alpha", "Beta"]
    assert "pip install beta" in text(piece)
    assert hrefs(piece)[:3] == [
        "../../get-started/",
        *(f"../../files/tasks/ask/alpha/{path}" for path in ("main.py", "answers.py")),
    ]


def test_the_release_of_node_is_named_that_the_pinned_packages_need(project: ScratchProject) -> None:
    lock = {"packages": {"": {}, "node_modules/screen": {"version": "1.2.3", "engines": {"node": ">=18"}}}}
    project.write_json("data/frontends/screen/package-lock.json", lock)
    page = page_of(project)
    assert "Node.js, release 18 or newer." in even(html(page, frontends.frontend_build(page, SCREEN)).all("p")[0].text)


def test_what_was_seen_of_it_or_that_nothing_was(project: ScratchProject) -> None:
    page = page_of(project)
    assert "make verify-frontends ONLY=screen" in text(html(page, frontends.frontend_runs(page, SCREEN)))
    project.remove("data/records/frontends")
    page = page_of(project)
    piece = html(page, frontends.frontend_runs(page, SCREEN))
    assert "Not run yet." in text(piece)
    assert "https://screen.example/" in hrefs(piece)
