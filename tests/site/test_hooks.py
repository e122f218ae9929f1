"""The same builds inside this process, where it can be seen which lines of the machinery they use."""

import logging
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from macros.build import main
from tests.project import ROOT, ScratchProject
from tests.site.copies import invented, tree
from tests.site.html import page

pytestmark = pytest.mark.xdist_group("site")


@pytest.fixture
def project(tmp_path: Path) -> ScratchProject:
    """An invented project that uses this project's own modules instead of copies of them."""
    project = invented(tmp_path / "project")
    project.remove("macros")
    (project.root / "macros").symlink_to(ROOT / "macros")
    return project


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REPO_URL", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)


def make(project: ScratchProject, command: str = "build") -> Path:
    """Build as MkDocs does for a command, and return the site."""
    config = load_config(config_file=str(project.root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve" if command == "serve" else "build", dirty=False)
    build(config)
    return project.root / "site"


def test_a_build_makes_the_pages_of_the_data(project: ScratchProject) -> None:
    assert "Is what is wrong refused?" in page(make(project), "criteria/guard").text


def test_a_build_ends_at_wrong_data_before_it_touches_the_site(
    project: ScratchProject, caplog: pytest.LogCaptureFixture
) -> None:
    before = tree(make(project))
    project.edit("data/criteria/guard.yml", "group: first", "group: frist")
    with pytest.raises(Abort, match="1 problem"):
        make(project)
    assert "data/criteria/guard.yml:5:8: unknown group 'frist'" in caplog.text
    assert tree(project.root / "site") == before


def test_a_preview_shows_wrong_data_in_place_of_the_pages(project: ScratchProject) -> None:
    make(project, "serve")
    project.edit("data/criteria/guard.yml", "group: first", "group: frist")
    site = make(project, "serve")
    for url in ("", "comparison"):
        assert "data/criteria/guard.yml:5:8" in page(site, url).text


def test_a_preview_goes_on_with_samples_that_changed_since_they_ran(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/beta/main.py", "reply = 200", "reply = 201")
    text = page(make(project, "serve"), "tasks/ask").text
    assert "reply = 201" in text
    assert "Out of date" in text


def test_a_preview_does_not_count_warnings(project: ScratchProject) -> None:
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(counter)
    try:
        project.write("docs/about.md", '# About\n\n[x](nowhere.md) {{ verdict("gard", "alpha") }}\n')
        text = page(make(project, "serve"), "about").text
        assert counter.get_counts() == []
        assert "unknown criterion 'gard'" in text
    finally:
        logging.getLogger("mkdocs").removeHandler(counter)


def test_a_build_counts_a_wrong_macro(project: ScratchProject, caplog: pytest.LogCaptureFixture) -> None:
    project.write("docs/about.md", '# About\n\n{{ verdict("gard", "alpha") }} {{ release() }}\n')
    with pytest.raises(Abort, match="2 problems in data/ and docs/"):
        make(project)
    assert 'docs/about.md:3:1: {{ verdict("gard", "alpha") }}: unknown criterion \'gard\'' in caplog.text
    assert "docs/about.md:3:32: {{ release() }}: framework is missing; it is release(framework)" in caplog.text


def test_a_build_counts_what_is_found_wrong_with_a_call_only_when_it_is_made(
    project: ScratchProject, caplog: pytest.LogCaptureFixture
) -> None:
    project.write("docs/about.md", '# About\n\n{{ guide_step("cellar", "alpha", 99) }}\n')
    with pytest.raises(Abort, match="strict mode"):
        make(project)
    assert "docs/about.md: {{ guide_step('cellar', 'alpha', 99) }}: there is no step 99" in caplog.text


def test_with_a_repository_cells_can_be_reported(project: ScratchProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPO_URL", "https://github.example/we/site")
    assert "Report a mistake in it" in page(make(project), "criteria/guard").text


def test_make_build_swaps_sites_and_keeps_the_old_one_where_it_fails(
    project: ScratchProject, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.root)
    assert main() == 0
    assert main() == 0
    before = tree(project.root / "site")
    project.edit("data/criteria/guard.yml", "group: first", "group: frist")
    assert main() != 0
    assert tree(project.root / "site") == before
    assert "site/ is the last good one" in capfd.readouterr().err


def test_a_page_bears_no_indentation_of_the_theme_and_all_of_its_article(project: ScratchProject) -> None:
    project.write("docs/about.md", "# About\n\n```\nif x:\n    y\n```\n")
    html = (make(project) / "about" / "index.html").read_text("utf-8")
    article = html.index("<article")
    assert "\n " not in html[:article]
    assert "\n    y" in html[article:]
