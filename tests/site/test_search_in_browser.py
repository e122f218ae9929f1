"""The search in a real browser: what it finds, what it fetches, and how it is used without a mouse or a screen."""

import gzip
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request

from tests.site.browser import NOWHERE, Open, PageVisit, ServedSite

pytestmark = pytest.mark.needs("chromium")

FIRST = 3
"""Among so many results the right page must be."""

SEARCHES = {
    "json validation": "criteria/request-validation tasks/create-player",
    "swagger": "criteria/api-documentation",
    "csrf": "criteria/forged-forms",
    "websockets": "criteria/websocket",
    "async": "criteria/async-functions",
    "orm database": "criteria/databases",
    "rate limit": "criteria/body-limit criteria/scalability",
    "login": "criteria/security",
    "gunicorn": "deploy/own-server",
    "docker": "deploy/docker",
    "lambda": "deploy/aws-lambda",
    "celery background": "criteria/background-work",
    "which is faster": "criteria/performance",
    "benchmark": "criteria/performance",
    "learning curve": "choose",
    "beginner": "choose",
    "pagination": "criteria/type-conversion",
    "testing": "criteria/testing",
    "cors error": "criteria/cors",
    "file upload": "criteria/uploads",
    "sse": "criteria/live-events",
    "type hints": "criteria/type-hints",
    "jwt": "criteria/token-checking criteria/security",
    "authentication": "criteria/security",
    "microservices": "criteria/scalability",
    "django": "choose",
    "popularity": "criteria/community",
    "machine learning": "criteria/purpose",
    "500 error": "criteria/error-pages",
    "migrate flask to fastapi": "tasks/flask-in-fastapi",
    "deploy azure": "deploy/azure-app-service",
    "validaton": "criteria/request-validation",
    "memory": "criteria/memory",
    "python version": "get-started",
    "middleware": "criteria/dependency-injection criteria/cors",
    "static files": "criteria/front-ends",
    # in other words
    "does flask validate json": "criteria/request-validation",
    "how to deploy flask on azure": "deploy/azure-app-service deploy/azure-app-service/flask",
    "how much faster is fastapi": "criteria/performance",
    "should i learn flask or fastapi": "choose",
    "what changed since june 2025": "changes",
    "websocket code": "tasks/websocket criteria/websocket",
    "openapi": "criteria/api-documentation",
    "session cookie": "criteria/sessions",
    "xss": "criteria/html-escaping",
    "sql injection": "criteria/input-sanitising",
    "blueprints": "criteria/app-structure",
    "404 page": "criteria/error-pages",
    "hello world": "tasks/json-hello",
    "virtualenv": "get-started",
    "companies using fastapi": "users",
    "heroku": "deploy/managed-cloud",
    "cold start": "criteria/start-time",
    "hide password in response": "criteria/reply-fields",
    # mistyped
    "swager": "criteria/api-documentation",
    "kuberentes": "deploy/kubernetes",
    "autentication": "criteria/security",
    "depndency injection": "criteria/dependency-injection",
    "websokcet": "criteria/websocket",
}
"""What readers type, and the pages of which one must be among the first."""

ASK = """async queries => {
  const input = document.querySelector(".md-search__input"), list = document.querySelector(".md-search-result__list");
  const found = {};
  for (const query of queries) {
    input.value = query;
    input.dispatchEvent(new Event("input"));
    const end = Date.now() + 20000;
    while (list.dataset.query !== query && Date.now() < end) await new Promise(done => setTimeout(done, 10));
    const links = [...list.querySelectorAll(":scope > li > a")];
    found[query] = links.map(link => new URL(link.href).pathname.replace(/^\\/|\\/$/g, ""));
  }
  return found;
}"""

SMALL = """() => [...document.querySelectorAll(".md-search :is(a, button, summary, input)")]
  .filter(element => element.checkVisibility({opacityProperty: true}))
  .map(element => [element.getBoundingClientRect(), element.outerHTML.slice(0, 80)])
  .filter(([box]) => box.width < 24 || box.height < 24).map(([, text]) => text)"""


def search(page: Page, query: str) -> None:
    """Open the search by its key, type, and wait for what is found."""
    page.keyboard.press("/")
    page.locator(".md-search__input").fill(query)
    page.wait_for_selector(f'.md-search-result__list[data-query="{query}"]', state="attached")


def status(page: Page) -> str:
    """Return what a screen reader is told of the results."""
    return page.get_by_role("search").get_by_role("status").inner_text()


def focused(page: Page) -> Any:
    """Return the text of what has the focus, or what was typed there."""
    return page.evaluate("document.activeElement.value ?? document.activeElement.innerText")


def test_the_right_page_is_among_the_first(visit: Open) -> None:
    reader = visit()
    page = reader.go("")
    search(page, "flask")
    found = page.evaluate(ASK, [*SEARCHES])
    wrong = {
        query: found[query] for query, wanted in SEARCHES.items() if not {*found[query][:FIRST]} & {*wanted.split()}
    }
    assert wrong == {}
    assert reader.errors == reader.foreign == []


def _weight(site: ServedSite, url: str) -> int:
    path = site.folder / urlsplit(url).path.lstrip("/")
    content = (path / "index.html" if path.is_dir() else path).read_bytes()
    return min(len(content), len(gzip.compress(content, 9)))


def _fetched(reader: PageVisit) -> list[str]:
    fetched: list[str] = []

    def note(request: Request) -> None:
        fetched.append(request.url)

    reader.page.on("request", note)
    return fetched


def test_nothing_of_the_search_is_fetched_before_its_first_focus_and_little_then(site: ServedSite, visit: Open) -> None:
    reader = visit()
    fetched = _fetched(reader)
    page = reader.go("comparison/")
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if "search" in urlsplit(url).path] == []
    assert sum(_weight(site, url) for url in {*fetched}) <= 100_000, "of the first visit"
    fetched.clear()
    search(page, "migrate flask to fastapi")
    assert sum(_weight(site, url) for url in {*fetched}) <= 150_000, "of a first query"


def test_results_are_reached_and_opened_by_keyboard(visit: Open) -> None:
    page = visit().go("about/")
    search(page, "request validation")
    assert "found" in status(page)
    page.keyboard.press("ArrowDown")
    assert "criteria/request-validation/" in page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowDown")
    assert "more on this page" in focused(page)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href").split("#")[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "request validation"
    page.keyboard.press("Enter")
    page.wait_for_url("**/criteria/request-validation/**")
    page.wait_for_selector(".md-content mark")


def test_escape_and_leaving_close_it(visit: Open) -> None:
    page = visit().go("about/")
    search(page, "memory")
    result = page.locator(".md-search-result__link").first
    takes_focus = "link => { link.focus(); return link === document.activeElement; }"
    assert result.evaluate(takes_focus)
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_checked()
    assert not result.evaluate(takes_focus), "neither the Tab key nor a screen reader meets what is not shown"
    page.keyboard.press("s")
    assert page.locator("#__search").is_checked()
    assert focused(page) == "memory"
    for _ in range(40):
        page.keyboard.press("Tab")
        if not page.locator("#__search").is_checked():
            break
    assert not page.locator("#__search").is_checked()
    assert not page.evaluate("document.querySelector('.md-search').contains(document.activeElement)")


def test_the_grey_completion_is_taken_by_the_right_arrow(visit: Open) -> None:
    page = visit().go("")
    search(page, "websoc")
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("websocket")


def test_a_mistyped_word_is_corrected_and_said(visit: Open) -> None:
    page = visit().go("")
    search(page, "validaton")
    assert status(page).endswith("Showing results for “validation”")


def test_where_nothing_is_there_the_nearest_is_said(visit: Open) -> None:
    page = visit().go("")
    search(page, "kubernetes graphql")
    assert status(page) == "No page has all of “kubernetes graphql”. The nearest are:"
    page.keyboard.press("Escape")
    search(page, "xyzzyx")
    assert status(page) == "Nothing here for “xyzzyx”. The nearest words are:"
    choice = page.locator(".md-search-result__list button").first
    word = choice.inner_text()
    choice.click()
    page.wait_for_selector(f'.md-search-result__list[data-query="{word}"] a')


def test_more_results_follow_by_keyboard(visit: Open) -> None:
    page = visit().go("")
    search(page, "testing")
    links = page.locator(".md-search-result__item > a")
    before = links.count()
    page.get_by_role("button", name="More results").press("Enter")
    page.wait_for_function(f"document.querySelectorAll('.md-search-result__item > a').length > {before}")
    assert links.nth(before).evaluate("link => link === document.activeElement")


def test_it_works_where_there_is_no_page(visit: Open) -> None:
    page = visit().go("deep/down/" + NOWHERE)
    search(page, "memory")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/criteria/memory/**")


@pytest.mark.parametrize("missing", ["assets/search.js", "search/words.json", "search/wasm.en.pagefind"])
def test_it_says_when_it_cannot_be_loaded(visit: Open, missing: str) -> None:
    page = visit().go("about/")
    page.route(f"**/{missing}", lambda route: route.abort())
    page.keyboard.press("/")
    said = page.get_by_text("The search could not be loaded. Reload the page to try again.")
    said.wait_for()
    assert not said.evaluate("status => status.closest('[inert]')"), "a screen reader says it"


def test_without_scripts_there_is_no_box(visit: Open) -> None:
    for address in ("", NOWHERE):
        page = visit(java_script_enabled=False).go(address)
        assert not page.get_by_role("search").is_visible()
        assert not page.locator("header > nav > [for=__search]").is_visible()
        assert "press /" not in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_in_results_and_all_can_be_hit(visit: Open, width: int) -> None:
    reader = visit(width, reduced_motion="reduce")
    page = reader.go("about/")
    for query in ("json validaton", "xyzzyx", "testing"):
        search(page, query)
        if summary := page.locator(".md-search-result__list summary").all():
            summary[0].click()
        for scheme, name in (("light", "default"), ("dark", "slate")):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.wait_for_selector(f"body[data-md-color-scheme={name}]")
            page.wait_for_timeout(500)  # the theme fades colours and the box
            assert reader.axe(within=".md-header") == [], f"{query}, {scheme}"  # it lies above the rest of the page
        assert page.evaluate(SMALL) == [], query
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width < 900:
            box = page.locator(".md-search__inner").bounding_box()
            assert box is not None
            assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, width, 900), "the whole screen"


def test_axe_finds_nothing_where_words_are_marked(visit: Open) -> None:
    reader = visit(reduced_motion="reduce")
    page = reader.go("criteria/memory/?h=memory+workers")
    page.wait_for_selector(".md-content mark")
    for scheme, name in (("light", "default"), ("dark", "slate")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_selector(f"body[data-md-color-scheme={name}]")
        page.wait_for_timeout(500)
        assert reader.axe() == [], scheme


def test_no_file_of_the_search_is_named_by_a_page(site: ServedSite) -> None:
    """A page loads them by its script alone: nothing is preloaded."""
    for path in (site.folder / "index.html", site.folder / "404.html", Path(site.folder, "comparison/index.html")):
        assert "pagefind" not in path.read_text("utf-8")
