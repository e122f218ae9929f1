"""A row on other people's pages: it stands alone, and says what the row says."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from macros.catalog import Catalog
from macros.model.base import CriterionId
from macros.outputs.colours import STYLES
from macros.outputs.embeds import embeddings, styles
from macros.site import Site
from macros.views import embeds
from macros.views.comparison import row
from tests.outputs.atom import ADDRESS
from tests.project import ScratchProject
from tests.site.html import Html

GUARD = CriterionId("guard")
SVG = "{http://www.w3.org/2000/svg}"


def made(catalog: Catalog, address: str = ADDRESS) -> dict[str, str]:
    """Return every file by its address."""
    return dict(embeddings(Site(catalog, address=address), "Which & why"))


def test_each_criterion_has_a_frame_and_a_badge(catalog: Catalog) -> None:
    assert sorted(made(catalog)) == sorted(
        f"embed/{name}.{end}" for name in catalog.criteria for end in ("html", "svg")
    )


def test_a_frame_says_what_the_row_says_and_leads_to_it(catalog: Catalog) -> None:
    html = Html(made(catalog)["embed/guard.html"])
    text = " ".join(html.text.split())
    for cell in row(catalog, GUARD).cells:
        assert f"{cell.name} {cell.verdict} {cell.short} Tested 2 January 2026" in text
    assert [link.attributes["href"] for link in html.all("a")] == [f"{ADDRESS}criteria/guard/", ADDRESS]
    assert html.all("base", target="_top"), "a link leaves the frame"
    assert html.all("html", lang="en")
    assert html.all("title")[0].text.startswith("Guard")


@pytest.mark.parametrize("address", ["", ADDRESS], ids=["no address", "an address"])
def test_nothing_is_fetched_or_run(catalog: Catalog, address: str) -> None:
    for text in made(catalog, address).values():
        assert not re.search(r"<script|<link|<img|@import|url\(|\bsrc=|\son\w+=", text)


def test_without_an_address_a_frame_leads_there_from_its_own_folder(catalog: Catalog) -> None:
    links = Html(made(catalog, "")["embed/guard.html"]).all("a")
    assert [link.attributes["href"] for link in links] == ["../criteria/guard/", "../"]


def test_a_badge_is_svg_that_says_the_row_in_words(project: ScratchProject) -> None:
    project.edit("data/criteria/guard.yml", "title: Guard", "title: Guard `<&>`")
    image = ElementTree.fromstring(made(project.catalog)["embed/guard.svg"])
    assert image.attrib["role"] == "img"
    says = image.find(f"{SVG}title")
    assert says is not None
    assert says.attrib["id"] == image.attrib["aria-labelledby"]
    assert says.text == "Guard <&>. Alpha: Yes, built in; Beta: No (2 January 2026)"
    assert [text.text for text in image.iter(f"{SVG}text")] == ["Guard <&>", "Alpha: Yes", "Beta: No"]
    marks = [group.attrib["data-mark"] for group in image.iter(f"{SVG}g")]
    assert marks == ["yes", "no"]


def test_the_texts_of_a_badge_do_not_meet(catalog: Catalog) -> None:
    for criterion_id in catalog.criteria:
        badge = embeds.badge(row(catalog, criterion_id))
        end = 0
        for text in (badge.title, *badge.answers):
            assert (text.icon_x if text.mark else text.x) > end
            end = text.x + text.width
        assert end < badge.width


def test_both_schemes_have_the_colours_of_the_site() -> None:
    light, dark = styles().split("@media (prefers-color-scheme: dark)")
    sheet = STYLES.read_text("utf-8")
    for colour in re.findall(r"--[\w-]+:#\w+", light + dark):
        assert colour.replace(":", ": ") in sheet
    assert re.findall(r"--([\w-]+):", light) == re.findall(r"--([\w-]+):", dark)
    assert "--paper:" in light


def test_the_code_to_copy_names_the_sites_address(catalog: Catalog) -> None:
    frame, badge = (code for _, code in embeds.codes(row(catalog, GUARD), Site(catalog, address=ADDRESS).absolute))
    assert Html(frame).all("iframe")[0].attributes["src"] == f"{ADDRESS}embed/guard.html"
    assert Html(frame).all("iframe")[0].attributes["title"] == "Guard: Alpha and Beta"
    assert Html(badge).all("img")[0].attributes["src"] == f"{ADDRESS}embed/guard.svg"
    assert Html(badge).all("img")[0].attributes["alt"] == embeds.says(row(catalog, GUARD))
    assert Html(badge).all("a")[0].attributes["href"] == f"{ADDRESS}criteria/guard/"


def test_a_row_that_nobody_has_run_names_no_day(catalog: Catalog) -> None:
    never = replace(catalog, checked={})
    assert embeds.says(row(never, GUARD)) == "Guard. Alpha: Yes, built in; Beta: No"
