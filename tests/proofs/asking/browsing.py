"""Browsing: what somebody does in a browser, and what the browser asks for and gets, page by page."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from time import perf_counter

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Frame, Page, Playwright, Response, sync_playwright

from macros.model.task import Browse, Step
from tests.proofs import patience
from tests.proofs.asking.replies import RawReply
from tests.proofs.chromium import either, launched, program
from tests.proofs.sites import sites

RIGOROUSLY = "SameSiteDefaultChecksMethodRigorously"
"""Chromium's feature that treats each cookie without SameSite as if it were older than two minutes."""

ELEMENT = 5.0
"""Seconds within which a page that has loaded must have what is clicked or filled in, or lead on by itself."""

SENT = ("origin", "sec-fetch-site")
"""Headers by which a browser says where a request comes from, beside the cookies."""

_apart = ThreadPoolExecutor(1, thread_name_prefix="browser")
"""Playwright's synchronous interface stays in one thread; and names of sites belong to one run at a time."""


def browse(ports: Mapping[str, int], what: Browse) -> RawReply:
    """Take the steps in a browser without cookies, to which ``ports`` says where the sites are.

    What a page lacks is no error: the reply then says so, and fits no outcome.
    """
    return _apart.submit(_browse, ports, what).result()


def _browse(ports: Mapping[str, int], what: Browse) -> RawReply:
    began = perf_counter()
    page = _page(RIGOROUSLY if what.two_minutes_later else "")
    page.set_default_timeout(1000 * patience.patient(patience.PAGE))
    page.context.clear_cookies()
    with sites().named(ports), _visiting(page) as visit:
        try:
            for step in what.steps:
                visit.take(step)
            end = f"The page shows:\n{page.locator('body').inner_text().strip()}"
        except BrowserError as error:
            end = f"The browser stopped: {error.message.splitlines()[0]}"
        pages = [_described(response) for response in visit.documents]
        status = visit.documents[-1].status if visit.documents else 0
    return RawReply(status, "\n\n".join([*pages, end]).encode(), perf_counter() - began)


class _Visit:
    """A page of the browser, and the documents that it has shown."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._shown = 0
        self.documents: list[Response] = []

    def take(self, step: Step) -> None:
        """Take a step, and wait until the page has loaded to which it leads."""
        page, shown = self._page, self._shown
        limit = 1000 * patience.patient(ELEMENT)
        if step.open is not None:
            # A page that leads on at once would interrupt a longer wait.
            page.goto(step.open, wait_until="commit")
            self._wait_for_page(shown + 1 + step.leads_on)
        elif step.fill is not None:
            page.locator(step.fill).first.fill(step.text or "", timeout=limit)
        elif step.click is not None:
            page.locator(step.click).first.click(timeout=limit)
            self._wait_for_page(shown + 1)

    def _wait_for_page(self, number: int) -> None:
        limit = patience.Deadline(ELEMENT)
        while self._shown < number:
            if limit.passed():
                raise BrowserError("the page leads to no other page")
            self._page.wait_for_timeout(1000 * patience.POLL)
        self._page.wait_for_load_state("load")

    def answered(self, response: Response) -> None:
        """Keep what was answered, where it is a document of the page."""
        if response.request.is_navigation_request() and response.frame == self._page.main_frame:
            self.documents.append(response)

    def navigated(self, frame: Frame) -> None:
        """Count the documents that the page has shown."""
        self._shown += frame == self._page.main_frame


@contextmanager
def _visiting(page: Page) -> Iterator[_Visit]:
    """Listen to the page for as long as the block lasts."""
    visit = _Visit(page)
    page.on("response", visit.answered)
    page.on("framenavigated", visit.navigated)
    try:
        yield visit
    finally:
        page.remove_listener("response", visit.answered)
        page.remove_listener("framenavigated", visit.navigated)


def _described(response: Response) -> str:
    """Return a request, where it came from, which cookies it had, and the answer; cookies without their values."""
    request = response.request
    sent = request.all_headers()
    lines = [f"{request.method} {request.url}"]
    lines += [f"{name.title()}: {sent[name]}" for name in SENT if name in sent]
    lines += [f"Cookie: {'; '.join(map(_named, sent['cookie'].split(';'))) if 'cookie' in sent else 'none'}"]
    lines += [f"→ {response.status} {response.status_text}".rstrip()]
    for cookie in response.header_values("set-cookie"):
        pair, *attributes = cookie.split(";")
        lines.append("→ Set-Cookie: " + ";".join([_named(pair), *attributes]))
    return "\n".join(lines)


def _named(cookie: str) -> str:
    return f"{cookie.partition('=')[0].strip()}=…"


@cache
def _playwright() -> Playwright:
    program(either())
    return sync_playwright().start()


@cache
def _page(feature: str) -> Page:
    """Return the page of a browser with a feature, or without one; both end with the process.

    It is used again and again: a new browser, or only a new page, would take longer than all that is done in it.
    """
    browser = launched(_playwright(), either(), hosts=f"MAP *.example 127.0.0.1:{sites().port}", feature=feature)
    return browser.new_page(ignore_https_errors=True)
