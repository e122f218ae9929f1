"""Files to read, copy and download, with notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.model.base import Note
from macros.views.files import SHOWN_LINES, SHOWN_OF_SERVICE, file_views


def test_programs_come_first_and_notes_are_numbered_down_the_page() -> None:
    files = {"templates/page.html": "<p>\n", "b.txt": "x\n", "main.py": "first\nsecond\nthird\n"}
    notes = [
        Note(file="main.py", line="third", short="Third."),
        Note(file="templates/page.html", line="<p>", short="Page."),
        Note(file="main.py", line="first", short="First."),
    ]
    views = file_views(files, lambda path: f"files/{path}", notes)
    assert [(view.path, view.url) for view in views] == [
        ("main.py", "files/main.py"),
        ("b.txt", "files/b.txt"),
        ("templates/page.html", "files/templates/page.html"),
    ]
    assert [(note.number, note.line, note.short) for note in views[0].notes] == [(1, 1, "First."), (2, 3, "Third.")]
    assert [(note.number, note.line) for note in views[2].notes] == [(3, 1)]


@given(st.dictionaries(st.sampled_from(["b.py", "a.py", "z.txt", "in/a.py", "in/b.txt", "Dockerfile"]), st.text("x\n")))
def test_no_file_is_lost_and_folders_come_last(files: dict[str, str]) -> None:
    views = file_views(files, str)
    assert {view.path: view.text for view in views} == files
    order = [("/" in view.path, not view.path.endswith(".py")) for view in views]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("path", "lines", "shown"),
    [("a.txt", SHOWN_LINES, True), ("a.txt", SHOWN_LINES + 1, False), ("package-lock.json", 1, False)],
)
def test_what_nobody_reads_is_for_download_only(path: str, lines: int, shown: bool) -> None:
    (view,) = file_views({path: "x\n" * lines}, str)
    assert view.shown is shown


def test_of_a_service_less_is_printed() -> None:
    (view,) = file_views({"a.txt": "x\n" * SHOWN_OF_SERVICE}, str, most=SHOWN_OF_SERVICE)
    assert view.shown
    (view,) = file_views({"a.txt": "x\n" * (SHOWN_OF_SERVICE + 1)}, str, most=SHOWN_OF_SERVICE)
    assert not view.shown
