"""What the pages of front ends show, on an invented one."""

from pathlib import Path

import pytest

from macros.pages import generated_pages
from macros.reader import load
from macros.views import frontends, site
from tests.tiny_frontend import HOME, tiny_with_frontend


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny_with_frontend(tmp_path)


def test_a_row_has_the_release_the_size_and_where_it_was_seen(root: Path) -> None:
    (row,) = frontends.rows(load(root).catalog)
    assert (row.title, row.url, row.release) == ("Screen", "front-ends/screen/", "1.2.3")
    assert (row.built, row.seen_on) == ("0.01 kB", "Alpha, Beta")


def test_the_proof_says_what_was_run_and_how_to_repeat_it(root: Path) -> None:
    proof = frontends.proof(load(root).catalog, "screen")
    assert proof
    assert (proof.checked, proof.releases) == ("2 January 2026", "screen 1.2.3")
    assert proof.command == "make verify-frontends ONLY=screen"
    assert proof.old
    assert (proof.before, proof.after) == ([["Ada"]], [["Ada"], ["Bo"]])


def test_before_the_first_run_nothing_is_claimed(root: Path) -> None:
    (root / "data/records/frontends/screen.json").unlink()
    catalog = load(root).catalog
    assert frontends.proof(catalog, "screen") is None
    (row,) = frontends.rows(catalog)
    assert (row.release, row.built, row.seen_on) == ("", "", "")
    assert [start.seen for start in frontends.starts(catalog, "screen")] == ["", ""]


def test_each_start_has_the_command_of_its_framework(root: Path) -> None:
    starts = frontends.starts(load(root).catalog, "screen")
    assert [(one.name, one.install, one.command) for one in starts] == [
        ("Alpha", "pip install alpha", "alpha run"),
        ("Beta", "pip install beta", "beta run"),
    ]


def test_files_that_are_only_downloaded_come_last(root: Path) -> None:
    files = frontends.files(load(root).catalog, "screen")
    assert [one.path for one in files] == ["package.json", "src/screen.js", "package-lock.json"]
    assert [(note.line, note.short) for note in files[1].notes] == [(1, "It shows.")]


def test_it_has_a_page_and_is_counted(root: Path) -> None:
    catalog = load(root).catalog
    (page,) = [one for one in generated_pages(catalog) if one.section == "front-ends"]
    assert (page.source, page.data) == ("front-ends/screen.md", f"{HOME}/frontend.yml")
    assert ("Front ends built and used in a browser", 1) in site.counts(catalog)
