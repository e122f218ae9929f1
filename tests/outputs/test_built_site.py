"""What is made from the data reaches the built site."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.outputs.atom import ADDRESS, links
from tests.site.copies import build, invented
from tests.site.html import page

pytestmark = pytest.mark.xdist_group("site")


def feeds(site: Path, url: str) -> list[str]:
    """Return the feeds that a page names in its head."""
    return [link.attributes["href"] for link in page(site, url).all("link", type="application/atom+xml")]


def feed_links(site: Path) -> dict[str, str]:
    """Return the links of the published feed."""
    return links(ElementTree.fromstring((site / "feed.xml").read_bytes()))


def test_pages_name_the_feed_where_the_site_knows_its_address(tmp_path: Path) -> None:
    project = invented(tmp_path)
    site = build(project, SITE_URL=ADDRESS)
    assert feeds(site, "") == ["feed.xml"]
    assert feeds(site, "criteria/guard") == ["../../feed.xml"]
    assert feed_links(site)["self"] == f"{ADDRESS}feed.xml"
    site = build(project)
    assert feeds(site, "") == []
    assert feed_links(site) == {"alternate": "changes/"}


def test_a_former_address_leads_to_the_new_page_and_is_in_no_sitemap(tmp_path: Path) -> None:
    project = invented(tmp_path)
    project.edit("data/criteria/guard.yml", "title: Guard", "formerly: [watch]\ntitle: Guard")
    project.edit("data/deployments/cellar/deployment.yml", "\ntitle: Cellar", "\nformerly: [basement]\ntitle: Cellar")
    site = build(project)
    for former, url in {"criteria/watch": "criteria/guard", "deploy/basement/alpha": "deploy/cellar/alpha"}.items():
        (link,) = page(site, former).all("a")
        assert (site / former / link.attributes["href"]).resolve() == (site / url).resolve()
        assert (site / url / "index.html").is_file()
    assert "criteria/watch" not in (site / "sitemap.xml").read_text()
