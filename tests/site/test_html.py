"""The Nu checker finds no error of ours in any page."""

from pathlib import Path

import pytest

from tests.site.browser import ServedSite
from tests.site.nu_checker import OF_THE_THEME, errors, of_the_theme, pages

pytestmark = pytest.mark.needs("java")


def test_every_page_is_valid_html_as_far_as_it_is_ours(site: ServedSite) -> None:
    found = errors([*pages(site.folder)])
    assert [error for error in found if not of_the_theme(error)] == []
    assert {of_the_theme(error) for error in found} == set(OF_THE_THEME), "what the theme has mended goes from the list"


def test_what_is_wrong_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html>\n<html lang="en"><title>A</title>\n<table><tr><td role="cell">1</table>\n', "utf-8"
    )
    (error,) = errors([page])
    assert error.startswith(f"{page}:3: The “role” attribute must not be used")
    assert not of_the_theme(error)
