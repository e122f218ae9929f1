"""Every page in a real browser: whole, narrow enough, quiet, and open to everyone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.proofs.chromium import BARE
from tests.site.browser import NOWHERE, Open, ServedSite

pytestmark = pytest.mark.needs(BARE)

PARTS = 6

KINDS = [
    "home", "comparison", "criteria", "criterion", "tasks", "task", "deploy", "deployment", "guide",
    "get-started", "first-steps", "about", "corrections", "not-found",
]  # fmt: skip
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""What axe judges by colours; the rest is the same in both schemes."""

WIDER = """() => [...document.querySelectorAll("body *")]
  .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
  .filter(element => !element.closest(".scroll, pre, .md-sidebar, .md-search, .tabbed-labels"))
  .slice(0, 3).map(element => element.outerHTML.slice(0, 120))"""

SCROLLERS = """() => [...document.querySelectorAll("article *")]
  .filter(element => element.scrollWidth > element.clientWidth + 1 && element.checkVisibility())
  .filter(element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX))
  .filter(element => !element.matches(".highlight pre, .highlight code"))
  .map(element => element.outerHTML.slice(0, 120))"""
"""What scrolls sideways without a sign; code has a shadow where a line goes on."""


@pytest.mark.parametrize("part", range(PARTS))
def test_each_page_is_whole_quiet_and_fits(site: ServedSite, visit: Open, part: int) -> None:
    reader = visit(reduced_motion="reduce")  # the theme's header glides from width to width
    mistakes: list[str] = []
    for page in (*site.pages, NOWHERE)[part::PARTS]:
        opened = reader.go(page)
        for width in (1280, 320):
            opened.set_viewport_size({"width": width, "height": 900})
            opened.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            if opened.evaluate("document.documentElement.scrollWidth") > width:
                mistakes.append(f"/{page} is wider than {width}: {opened.evaluate(WIDER)}")
        if hidden := opened.evaluate(SCROLLERS):
            mistakes.append(f"/{page} scrolls inside: {hidden}")
        if opened.locator("h1").count() != 1:
            mistakes.append(f"/{page} has {opened.locator('h1').count()} main headings")
        description = opened.locator("meta[name=description]").get_attribute("content") or ""
        if not description.endswith((".", "?")):
            mistakes.append(f"/{page} is described by no sentence: “{description}”")
        if opened.locator(".macro-error, .data-errors").count():
            mistakes.append(f"/{page} shows an error")
    assert mistakes == []
    assert reader.foreign == []
    assert reader.errors == []


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(site: ServedSite, visit: Open, kind: str) -> None:
    reader = visit(390, color_scheme="light", reduced_motion="reduce")
    page = reader.go(site.kinds()[kind])
    page.wait_for_timeout(700)  # the theme makes code that overflows reachable by keyboard
    assert reader.axe() == [], f"{kind}, light, on a phone"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_timeout(700)
    assert reader.axe() == [], f"{kind}, light, on a desktop"
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    assert reader.axe(COLOUR_RULES) == [], f"{kind}, dark"


def open_row(page: Page) -> None:
    page.locator(".compare-open").first.click()


def fold_and_filter(page: Page) -> None:
    page.locator(".compare-fold").first.click()
    page.get_by_text("More filters").click()


def answer(page: Page) -> None:
    page.locator(".chooser fieldset").first.get_by_role("radio").first.check()
    page.locator(".chooser-rules > summary").click()


def choose_side(page: Page) -> None:
    page.get_by_role("group", name="Frameworks shown").get_by_role("button").last.click()


def open_drawer(page: Page) -> None:
    page.get_by_role("button", name="Menu").click()
    page.wait_for_timeout(400)  # it glides


def search(page: Page) -> None:
    page.locator(".md-search__input").fill("validation")
    page.wait_for_selector(".md-search-result__item")


STATES: list[tuple[str, int, Callable[[Page], None]]] = [
    ("comparison/", 390, open_row),
    ("comparison/", 1280, fold_and_filter),
    ("choose/", 390, answer),
    ("tasks/", 390, choose_side),
    ("criteria/", 390, open_drawer),
    ("", 1280, search),
]


@pytest.mark.parametrize(("start", "width", "use"), STATES)
def test_axe_finds_nothing_in_what_readers_open(
    site: ServedSite, visit: Open, start: str, width: int, use: Callable[[Page], None]
) -> None:
    reader = visit(width, color_scheme="dark", reduced_motion="reduce")
    page = reader.go(site.first(start, 2) if start == "tasks/" else start)
    use(page)
    assert reader.axe() == []


def test_every_kind_of_page_is_tried(site: ServedSite) -> None:
    assert set(KINDS) == set(site.kinds())


def test_a_lost_reader_can_search_for_the_words_of_the_address(visit: Open) -> None:
    page = visit(390).go("json-validation/" + NOWHERE)
    box = page.get_by_label("Search for", exact=True)
    assert box.input_value() == "json validation nowhere at all"
    box.fill("json validation")
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_selector(".md-search-result__item")


def test_a_lost_reader_finds_back(site: ServedSite, visit: Open) -> None:
    page = visit().go("deep/down/" + NOWHERE)
    links = page.locator(".md-content li a")
    assert links.count() >= 3
    for target in links.evaluate_all("all => all.map(link => link.href)"):
        assert page.request.get(target).status == 200, target
    links.filter(has_text="Compare").click()
    page.wait_for_selector("table.compare-table")
