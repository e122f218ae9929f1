"""The same builds inside this process, where it can be seen which lines of the machinery they use."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from macros import engine
from macros.build import main
from tests.site_copy import ROOT, edit, invented, page, tree

pytestmark = pytest.mark.xdist_group("site")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An invented project that uses this project's own modules in place of copies of them."""
    root = invented(tmp_path / "project")
    shutil.rmtree(root / "macros")
    (root / "macros").symlink_to(ROOT / "macros")
    return root


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("REPO_URL", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    yield
    engine.current = None


def make(root: Path, command: str = "build") -> Path:
    """Build as MkDocs does for a command, and return the site."""
    config = load_config(config_file=str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve" if command == "serve" else "build", dirty=False)
    build(config)
    return root / "site"


def test_a_build_makes_the_pages_of_the_data(root: Path) -> None:
    assert "Is what is wrong refused?" in page(make(root), "criteria/guard").text


def test_a_build_ends_at_wrong_data_before_it_touches_the_site(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = tree(make(root))
    edit(root, "data/criteria/guard.yml", "group: first", "group: frist")
    with pytest.raises(Abort, match="1 problem"):
        make(root)
    assert "data/criteria/guard.yml:5:8: unknown group 'frist'" in caplog.text
    assert tree(root / "site") == before


def test_a_preview_shows_wrong_data_in_place_of_the_pages(root: Path) -> None:
    make(root, "serve")
    edit(root, "data/criteria/guard.yml", "group: first", "group: frist")
    site = make(root, "serve")
    for url in ("", "comparison"):
        assert "data/criteria/guard.yml:5:8" in page(site, url).text


def test_a_preview_goes_on_with_programs_that_changed_since_they_ran(root: Path) -> None:
    edit(root, "data/tasks/ask/beta/main.py", "reply = 200", "reply = 201")
    text = page(make(root, "serve"), "tasks/ask").text
    assert "reply = 201" in text
    assert "Out of date" in text


def test_a_preview_does_not_count_warnings(root: Path) -> None:
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(counter)
    try:
        (root / "docs/about.md").write_text('# About\n\n[x](nowhere.md) {{ verdict("gard", "alpha") }}\n')
        text = page(make(root, "serve"), "about").text
        assert counter.get_counts() == []
        assert "unknown criterion 'gard'" in text
    finally:
        logging.getLogger("mkdocs").removeHandler(counter)


def test_a_build_counts_a_wrong_macro(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    (root / "docs/about.md").write_text('# About\n\n{{ verdict("gard", "alpha") }} {{ release() }}\n')
    with pytest.raises(Abort, match="strict mode"):
        make(root)
    assert "docs/about.md: {{ verdict('gard', 'alpha') }}: unknown criterion 'gard'" in caplog.text
    assert "docs/about.md: {{ release() }}: it is called with 0 values" in caplog.text


def test_with_a_repository_cells_can_be_reported(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPO_URL", "https://forge.example/we/site")
    assert "Report a mistake in it" in page(make(root), "criteria/guard").text


def test_make_build_swaps_sites_and_keeps_the_old_one_where_it_fails(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert main() == 0
    assert main() == 0
    before = tree(root / "site")
    edit(root, "data/criteria/guard.yml", "group: first", "group: frist")
    assert main() != 0
    assert tree(root / "site") == before
    assert "site/ is the last good one" in capfd.readouterr().err
