"""How few clicks lead from the front page to what readers come for: two at most, on a phone as on a desk."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page

from tests.proofs.chromium import BARE
from tests.site.browser import Open

pytestmark = pytest.mark.needs(BARE)

MOST = 2


@dataclass
class Reader:
    """Somebody at the front page, whose clicks are counted."""

    page: Page
    clicks: int = 0

    def click(self, target: Locator) -> None:
        """Click the first of what is meant that can be seen: it is hit where it stands."""
        target.locator("visible=true").first.click()
        self.clicks += 1

    def link(self, name: str) -> None:
        """Click a link by its text."""
        self.click(self.page.get_by_role("main").get_by_role("link", name=name))

    def row(self, title: str) -> Locator:
        """Return a row of the comparison."""
        return self.page.locator(".compare-row").filter(has=self.page.locator("th a", has_text=title))

    def open_row(self, title: str) -> None:
        """Open a row where it is closed: a phone shows a line of it."""
        button = self.row(title).get_by_role("button")
        if button.is_visible():
            self.click(button)

    def search(self, query: str) -> Locator:
        """Type into the search box, and return the first results."""
        self.click(self.page.locator("label.md-header__button[for=__search], .md-search__input"))
        self.page.keyboard.type(query)
        self.page.wait_for_selector(f'.md-search-result__list[data-query="{query}"]', state="attached")
        return self.page.locator(".md-search-result__item > a")


def validation(reader: Reader) -> str:
    reader.link("Compare them")
    return reader.row("Request validation").locator("td").last.inner_text()


def validation_by_search(reader: Reader) -> str:
    return " ".join(reader.search("does flask validate json").all_inner_texts())


def websocket_code(reader: Reader) -> str:
    reader.link("See the code")
    reader.link("Talk over a WebSocket")
    return " ".join(reader.page.locator(".side").all_inner_texts())


def websocket_code_by_search(reader: Reader) -> str:
    reader.click(reader.search("websocket code").filter(has_text="Talk over a WebSocket"))
    reader.page.wait_for_url("**/tasks/websocket/**")
    return " ".join(reader.page.locator(".side").all_inner_texts())


def api_for_a_mobile_app(reader: Reader) -> str:
    reader.link("Help me choose")
    reader.click(reader.page.get_by_role("radio", name="a phone app"))
    return reader.page.locator(".chooser-result").inner_text()


def flask_on_azure(reader: Reader) -> str:
    reader.link("Deploy it")
    reader.click(reader.page.get_by_role("main").locator("a[href*='azure-app-service/flask']"))
    reader.page.wait_for_url("**/deploy/azure-app-service/flask/")
    return reader.page.get_by_role("main").inner_text()


def how_much_faster(reader: Reader) -> str:
    reader.open_row("Performance")
    reader.click(reader.row("Performance").get_by_role("link", name="Performance", exact=True))
    reader.page.wait_for_url("**/criteria/performance/")
    return reader.page.get_by_role("main").inner_text()


def changed(reader: Reader) -> str:
    reader.click(reader.page.get_by_role("contentinfo").get_by_role("link", name="What is new"))
    reader.page.wait_for_url("**/changes/")
    return reader.page.get_by_role("main").inner_text()


def only_what_differs(reader: Reader) -> str:
    reader.link("Compare them")
    reader.click(reader.page.get_by_text("Only rows that differ"))
    return reader.page.locator(".compare-table").inner_text()


WAYS: list[tuple[Callable[[Reader], str], list[str]]] = [
    (validation, ["No"]),
    (validation_by_search, ["Request validation", "Flask: No"]),
    (websocket_code, ["from fastapi import FastAPI, WebSocket", "from flask"]),
    (websocket_code_by_search, ["from fastapi import FastAPI, WebSocket", "from flask"]),
    (api_for_a_mobile_app, ["FastAPI, clearly.", "Request validation"]),
    (flask_on_azure, ["Azure", "gunicorn"]),
    (how_much_faster, ["times as many requests a second", "processor"]),
    (changed, ["An answer that a release changed, 29 September 2026"]),
    (only_what_differs, ["Request validation"]),
]


@pytest.mark.parametrize("width", [1280, 390])
def test_what_readers_come_for_is_two_clicks_away(visit: Open, width: int) -> None:
    opened = visit(width, reduced_motion="reduce")
    wrong = {}
    for way, wanted in WAYS:
        reader = Reader(opened.go(""))
        text = way(reader)
        missing = [piece for piece in wanted if piece not in text]
        if missing or reader.clicks > MOST:
            wrong[way.__name__] = (reader.clicks, missing)
    assert wrong == {}
    assert opened.errors == []
