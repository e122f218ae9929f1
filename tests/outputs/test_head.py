"""What pages tell programs in their heads, and the pictures that they name."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from macros.catalog import Catalog
from macros.outputs.pictures import HEIGHT, WIDTH, pictures
from macros.site import Site
from tests.outputs.atom import ADDRESS
from tests.project import ScratchProject
from tests.site.copies import build, invented
from tests.site.html import Html, page


def drawn(catalog: Catalog, address: str = ADDRESS) -> dict[str, bytes]:
    """Return every picture by its address."""
    return dict(pictures(Site(catalog, address=address), "Alpha or Beta", "Which one to take."))


def test_each_criterion_has_a_picture_and_the_site_has_one(catalog: Catalog) -> None:
    files = drawn(catalog)
    assert sorted(files) == [*sorted(f"pictures/criteria/{name}.png" for name in catalog.criteria), "pictures/site.png"]
    for content in files.values():
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))


def test_pictures_differ_by_what_they_say_and_are_the_same_in_each_build(project: ScratchProject) -> None:
    before = drawn(project.catalog)
    assert drawn(project.catalog) == before
    assert len(set(before.values())) == len(before)
    project.edit("data/criteria/age.yml", "Young", "Younger")
    after = drawn(project.catalog)
    assert {url for url in before if after[url] != before[url]} == {"pictures/criteria/age.png"}


def test_a_long_title_stays_within_the_picture(project: ScratchProject) -> None:
    project.edit("data/criteria/taste.yml", "title: Taste", f"title: {'Wide ' * 24}")
    image = Image.open(io.BytesIO(drawn(project.catalog)["pictures/criteria/taste.png"])).convert("RGB")
    paper = image.getpixel((0, 0))
    assert {image.getpixel((WIDTH - 40, y)) for y in range(HEIGHT)} == {paper}


def test_a_site_without_an_address_has_no_pictures(catalog: Catalog) -> None:
    assert drawn(catalog, "") == {}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The invented site without and with an address of its own."""
    project = invented(tmp_path_factory.mktemp("heads"))
    without = build(project).rename(project.root / "without")
    return {"": without, ADDRESS: build(project, SITE_URL=ADDRESS)}


def properties(html: Html) -> dict[str, str]:
    """Return a page's Open Graph properties."""
    return {
        meta.attributes["property"]: meta.attributes["content"]
        for meta in html.all("meta")
        if "property" in meta.attributes
    }


def described(html: Html) -> dict[str, Any]:
    """Return what a page says in JSON-LD."""
    (script,) = html.all("script", type="application/ld+json")
    about: dict[str, Any] = json.loads(script.text)
    return about


@pytest.mark.xdist_group("site")
def test_a_criterion_is_previewed_with_its_answers(sites: dict[str, Path]) -> None:
    html = page(sites[ADDRESS], "criteria/guard")
    told = properties(html)
    assert (told["og:title"], told["og:type"]) == ("Guard", "article")
    assert told["og:url"] == html.all("link", rel="canonical")[0].attributes["href"] == f"{ADDRESS}criteria/guard/"
    assert told["og:image"] == f"{ADDRESS}pictures/criteria/guard.png"
    assert told["og:image:alt"] == "Guard. Alpha: Yes, built in; Beta: No (2 January 2026)"
    assert html.all("meta", name="twitter:card", content="summary_large_image")
    assert (sites[ADDRESS] / "pictures/criteria/guard.png").is_file()
    assert (sites[ADDRESS] / "pictures/site.png").is_file()


@pytest.mark.xdist_group("site")
@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("", "WebSite"),
        ("comparison", "Dataset"),
        ("criteria/guard", "TechArticle"),
        ("tasks/ask", "TechArticle"),
        ("deploy/cellar/alpha", "TechArticle"),
        ("tasks", "WebPage"),
        ("about", "WebPage"),
    ],
)
def test_a_page_says_what_it_is(sites: dict[str, Path], url: str, kind: str) -> None:
    for address, site in sites.items():
        about = described(page(site, url))
        assert (about["@context"], about["@type"]) == ("https://schema.org", kind)
        assert about.get("url") == (f"{address}{url}/".replace("//", "/").replace(":/", "://") if address else None)


@pytest.mark.xdist_group("site")
def test_the_comparison_says_where_its_data_is(sites: dict[str, Path]) -> None:
    about = described(page(sites[ADDRESS], "comparison"))
    files = [each["contentUrl"].removeprefix(ADDRESS) for each in about["distribution"]]
    assert files == ["comparison.json", "comparison.csv"]
    assert all((sites[ADDRESS] / file).is_file() for file in files)
    assert about["dateModified"] == "2026-01-02"


@pytest.mark.xdist_group("site")
def test_without_an_address_no_page_names_one(sites: dict[str, Path]) -> None:
    for path in sites[""].rglob("index.html"):
        html = Html(path.read_text("utf-8"))
        assert not html.all("link", rel="canonical")
        assert not {"og:url", "og:image"} & properties(html).keys()
    assert not (sites[""] / "pictures").exists()
