"""The site of one build, and the page that is being made."""

import pytest
from markupsafe import Markup

from macros.catalog import Catalog
from macros.fragments._pieces import sample_html
from macros.model.base import FrameworkId
from macros.site import Page, Site
from macros.views.repository import Repository
from tests.additions import add_screenshot
from tests.project import ALPHA, ScratchProject


def site_of(project: ScratchProject) -> Site:
    return Site.read(project.root, project.root / "docs", Repository())


def test_a_stale_screenshot_does_not_mark_the_sample_of_the_same_id(project: ScratchProject) -> None:
    key = add_screenshot(project, "alpha")
    assert not site_of(project).is_stale(key)
    project.edit_json("data/records/screenshots/ask/alpha.json", fingerprint="of something else")
    site = site_of(project)
    assert site.is_stale(key)
    assert not site.is_stale(ALPHA)
    assert "Out of date" not in sample_html(Page(site, ""), ALPHA)


def test_a_stale_sample_is_marked(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/alpha/main.py", "serve(", "\nserve(")
    site = site_of(project)
    assert site.is_stale(ALPHA)
    assert not site.errors
    assert not site.is_broken
    assert "Out of date" in sample_html(Page(site, ""), ALPHA)


def test_a_site_with_mistakes_or_without_a_comparison_is_broken(project: ScratchProject) -> None:
    assert not site_of(project).is_broken
    project.edit("data/criteria/age.yml", "title: Age", "title: [")
    assert site_of(project).is_broken
    assert Site(Catalog()).is_broken


def test_pages_that_somebody_wrote_about_a_framework_are_known(project: ScratchProject) -> None:
    project.write("docs/get-started/alpha.md", "# Alpha\n")
    project.write("docs/index.md", "# Home\n")
    site = site_of(project)
    assert site.written_page("get-started", FrameworkId("alpha")) == "get-started/alpha/"
    assert site.written_page("get-started", FrameworkId("beta")) == ""
    assert site.written_page("what-is", FrameworkId("alpha")) == ""


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("", "criteria/guard/#alpha", "criteria/guard/#alpha"),
        ("", "", "./"),
        ("criteria/guard/", "criteria/guard/#alpha", "./#alpha"),
        ("criteria/guard/", "tasks/ask/", "../../tasks/ask/"),
        ("criteria/guard/", "files/tasks/ask/alpha/main.py", "../../files/tasks/ask/alpha/main.py"),
        ("choose/", "", "../"),
        ("choose/", "#there", "../#there"),
    ],
)
def test_links_are_relative_to_the_page(page: str, target: str, expected: str) -> None:
    assert Page(Site(Catalog()), page).link(target) == expected


def test_a_single_tab_needs_no_tabs() -> None:
    site = Site(Catalog())
    assert site.blocks.fill(Page(site, "").tabs(["Only"], [Markup("<p>it</p>")])).strip() == "<p>it</p>"


def test_tabs_of_different_blocks_have_different_names() -> None:
    site = Site(Catalog())
    page = Page(site, "")
    first, second = (
        site.blocks.fill(page.tabs(["One", "Two"], [Markup("<p>1</p>"), Markup("<p>2</p>")])) for _ in range(2)
    )
    assert "<p>2</p>" in first
    assert first != second
