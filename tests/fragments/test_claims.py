"""Claims of the source article on a page."""

import pytest

from macros.fragments import claims
from macros.model.base import ClaimId, TopicId
from macros.site import Page
from tests.additions import add_article
from tests.fragments.pieces import even, hrefs, html, page_of, text
from tests.project import ScratchProject

SAID = TopicId("said")


@pytest.fixture
def page(project: ScratchProject) -> Page:
    add_article(project)
    return page_of(project)


def test_claims_are_under_their_topic_with_what_they_rest_on(page: Page) -> None:
    markdown = claims.claims(page)
    assert "### Said { #claims-said }" in markdown
    piece = html(page, markdown)
    assert [even(item.text) for item in piece.all("summary")] == [
        "Alpha lets everything in. Wrong",
        "Beta is nice. Opinion",
        "Both run. Holds",
    ]
    assert [even(item.text) for item in piece.all("div", **{"class": "claim"})] == [
        "It refuses what is wrong. See Guard, Alpha: yes",
        "Some think so. Our opinion.",
        "They do. See Ask; Cellar; Setup: Attic; A page, opened 2 January 2026",
    ]
    assert {"claim-guards", "claim-pleasant"} <= piece.ids, "pages lead to them"
    assert hrefs(piece) == [
        "../criteria/guard/#alpha",
        "../tasks/ask/",
        "../deploy/cellar/",
        "../get-started/",
        "https://someone.example/page",
    ]
    counts = [even(item.text) for item in piece.all("li")]
    assert counts == ["Holds: 1 claim", "Wrong: 1 claim", "Opinion: 1 claim"]


def test_a_claim_can_be_inside_a_written_page(page: Page) -> None:
    assert "It refuses what is wrong." in text(html(page, claims.claim(page, SAID, ClaimId("guards"))))


def test_what_nobody_confirms_says_so(page: Page, project: ScratchProject) -> None:
    project.edit("data/claims/said.yml", "verdict: opinion", "verdict: unconfirmed")
    page = page_of(project)
    assert "We found no source." in text(html(page, claims.claim(page, SAID, ClaimId("pleasant"))))
