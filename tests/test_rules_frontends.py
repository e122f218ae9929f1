"""Each rule for front ends, kept by an invented one and broken once."""

from pathlib import Path

import pytest

from tests.data_copy import edit, problems
from tests.tiny import write
from tests.tiny_frontend import HOME, record, tiny_with_frontend


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny_with_frontend(tmp_path)


def test_a_sound_front_end_has_no_problem(root: Path) -> None:
    assert problems(root) == []


def test_what_npm_leaves_in_the_folder_is_not_read(root: Path) -> None:
    write(root, f"{HOME}/node_modules/screen/index.js", "x")
    assert problems(root) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("package.json", '"build"', '"bulid"', "package.json:1:1: there is no script called 'build'"),
        ("package.json", "{", "[", "package.json:1:1: a JSON file is needed"),
        ("frontend.yml", "package: screen", "package: sceren", "frontend.yml:8:10: unknown package 'sceren'"),
        ("package-lock.json", '"integrity"', '"resolved"', "the lock names a registry's address"),
        ("package-lock.json", "node_modules/screen", "node_modules/scren", "the lock lacks screen; run 'make lock'"),
        ("package-lock.json", '"packages"', "packages", "the lock is missing or no JSON"),
    ],
)
def test_frontends_can_be_built(root: Path, file: str, old: str, new: str, said: str) -> None:
    _spoil(root, file, old, new)
    assert any(said in one for one in problems(root)), problems(root)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("line: show()", "line: hide()", "frontend.yml:11:33: the text stands in 0 lines"),
        ("file: src/screen.js", "file: src/scren.js", "unknown file 'src/scren.js'"),
    ],
)
def test_frontend_notes_point_at_one_line(root: Path, old: str, new: str, said: str) -> None:
    _spoil(root, "frontend.yml", old, new)
    assert any(said in one for one in problems(root)), problems(root)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("frontend.yml", "task: ask", "task: aks", "frontend.yml:7:7: unknown task 'aks'; allowed: ask"),
        ("frontend.yml", "opened: 2026-01-02", "opened: 2999-01-02", "2999-01-02 is in the future"),
        ("src/screen.js", "show()", "show() ", "frontend.yml:2:1: out of date: the front end or a sample"),
    ],
)
def test_one_mistake_is_said_at_its_place(root: Path, file: str, old: str, new: str, said: str) -> None:
    _spoil(root, file, old, new)
    assert any(said in one for one in problems(root)), problems(root)


def _spoil(root: Path, file: str, old: str, new: str) -> None:
    path = root / HOME / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_frontends_name_what_exists_and_need_a_sample_to_serve_them(root: Path) -> None:
    edit(root, "data/tasks/ask/task.yml", "  beta: {framework: beta,", "  beta-own: {framework: beta,")
    edit(root, "data/tasks/ask/task.yml", "  alpha:\n", "  alpha-own:\n")
    said = "frontend.yml:7:7: the task 'ask' has no framework's own sample to serve it"
    assert any(said in one for one in problems(root)), problems(root)


def test_frontend_records_belong_to_what_ran_and_a_changed_sample_makes_them_old(root: Path) -> None:
    edit(root, "data/tasks/ask/alpha/main.py", "reply = 200", "reply = 201")
    assert any("frontend.yml:2:1: out of date" in one for one in problems(root))


def test_a_front_end_without_a_record_was_never_run(root: Path) -> None:
    (root / "data/records/frontends/screen.json").unlink()
    assert any("never built and visited; run 'make verify-frontends'" in one for one in problems(root))


def test_a_record_without_a_front_end_is_named(root: Path) -> None:
    record(root, "gone")
    assert any("records/frontends/gone.json:1:1: a record of the front end 'gone'" in one for one in problems(root))


def test_a_folder_without_its_file_is_named(root: Path) -> None:
    write(root, "data/frontends/empty/package.json", "{}")
    assert any("data/frontends/empty:1:1: the folder lacks its frontend.yml" in one for one in problems(root))


def test_a_task_that_only_a_front_end_uses_is_used(root: Path) -> None:
    assert not any("uses the task 'ask'" in one for one in problems(root))
    text = (root / "data/tasks/ask/task.yml").read_text("utf-8")
    write(root, "data/tasks/other/task.yml", text)
    assert any("no criterion, guide or front end uses the task 'other'" in one for one in problems(root))
    edit(root, f"{HOME}/frontend.yml", "task: ask", "task: other")
    assert not any("uses the task 'other'" in one for one in problems(root))
