"""What the pages of front ends show."""

import json
from datetime import date

import pytest

from macros.model.base import FrontEndId, TaskId
from macros.views import frontends
from tests.project import ScratchProject

SCREEN, TASK = FrontEndId("screen"), TaskId("ask")


@pytest.fixture(autouse=True)
def _with_frontend(project: ScratchProject) -> None:
    project.add_frontend()


def test_a_row_has_the_release_the_size_and_where_it_was_seen(project: ScratchProject) -> None:
    (row,) = frontends.rows(project.catalog, TASK)
    assert (row.title, row.url, row.release) == ("Screen", "front-ends/screen/", "1.2.3")
    assert (row.built, row.seen_on) == ("0.01 kB", "Alpha, Beta")
    assert frontends.rows(project.catalog, "another") == []


def test_a_run_says_what_was_run_and_how_to_repeat_it(project: ScratchProject) -> None:
    run = frontends.run_view(project.catalog, SCREEN)
    assert run
    assert (run.checked, run.releases) == (date(2026, 1, 2), "screen 1.2.3")
    assert run.command == "make verify-frontends ONLY=screen"
    assert (run.before, run.after) == ([["Ada"]], [["Ada"], ["Bo"]])


def test_a_framework_that_was_not_visited_is_not_named(project: ScratchProject) -> None:
    visits = json.loads(project.read("data/records/frontends/screen.json"))["visits"]
    project.edit_json("data/records/frontends/screen.json", visits={"beta": visits["beta"]})
    run = frontends.run_view(project.catalog, SCREEN)
    assert run
    assert [name for name, _ in run.visits] == ["Beta ()"]
    assert [row.seen_on for row in frontends.rows(project.catalog, TASK)] == ["Beta"]


def test_before_the_first_run_nothing_is_claimed(project: ScratchProject) -> None:
    project.remove("data/records/frontends/screen.json")
    catalog = project.catalog
    assert frontends.run_view(catalog, SCREEN) is None
    (row,) = frontends.rows(catalog, TASK)
    assert (row.release, row.built, row.seen_on) == ("", "", "")
    assert [start.seen for start in frontends.starts(catalog, SCREEN)] == ["", ""]


def test_each_start_has_the_command_of_its_framework(project: ScratchProject) -> None:
    assert [(start.name, start.install, start.command) for start in frontends.starts(project.catalog, SCREEN)] == [
        ("Alpha", "pip install alpha", "python main.py"),
        ("Beta", "pip install beta", "python main.py"),
    ]


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        ([], ""),
        ([">=18", "^20.19.0 || >=22.12.0", ">= 0.10"], "20.19.0 or newer of 20 or 22.12.0 or newer"),
        (
            ["^20.19.0 || >=22.12.0", "^20.19 || ^22.12 || >=24"],
            "20.19 or newer of 20, 22.12 or newer of 22 or 24 or newer",
        ),
        (["6.* || 8.*", ">=20.x"], "20 or newer"),
    ],
)
def test_the_strictest_package_says_which_node_is_needed(project: ScratchProject, ranges: list[str], said: str) -> None:
    entries = {f"node_modules/{number}": {"engines": {"node": wanted}} for number, wanted in enumerate(ranges)}
    project.write_json("data/frontends/screen/package-lock.json", {"packages": {"": {}, **entries}})
    assert frontends.node_needed(project.catalog, SCREEN) == said


def test_the_program_comes_without_the_files_that_the_front_end_replaces(project: ScratchProject) -> None:
    project.write("data/frontends/screen/answers.py", "ours = True\n")
    start, *_ = frontends.starts(project.catalog, SCREEN)
    assert [file.path for file in start.files] == ["main.py"]


def test_a_framework_without_a_sample_of_its_own_has_no_start(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/task.yml", "  beta: {framework: beta, short: As it comes.}\n", "")
    assert [start.name for start in frontends.starts(project.catalog, SCREEN)] == ["Alpha"]


def test_files_that_are_only_downloaded_come_last(project: ScratchProject) -> None:
    files = frontends.files(project.catalog, SCREEN)
    assert [file.path for file in files] == ["package.json", "src/screen.js", "package-lock.json"]
    assert [(note.line, note.short) for note in files[1].notes] == [(1, "It shows.")]


def test_it_is_served_by_the_samples_of_a_task(project: ScratchProject) -> None:
    assert frontends.task_link(project.catalog, SCREEN) == ("Ask", "tasks/ask/")


def test_front_ends_are_in_the_order_of_their_tasks_then_of_their_titles(project: ScratchProject) -> None:
    text = project.read("data/frontends/screen/frontend.yml")
    project.write("data/frontends/zoom/frontend.yml", text.replace("Screen", "a zoom"))
    assert frontends.ordered(project.catalog) == ["zoom", "screen"]
