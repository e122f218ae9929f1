"""A visit: headless Chromium opens the page, reads the players, adds one, and reads them again."""

from collections import Counter
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect
from playwright.sync_api import Error as BrowserError

from tests.runner.errors import ProofError, indented

NEW = ["<b>Linus</b>", "7000"]
"""The player that a visit adds; HTML in a name must be shown as it was typed."""

LIMIT = 10_000
"""Milliseconds that the page has for each thing."""

_COUNT_RULES = "[...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0)"


class Visited:
    """One visit to a page, and what was seen there."""

    def __init__(self, page: Page, url: str) -> None:
        self._page = page
        self._url = url
        self._wrong: list[str] = []
        self.files: Counter[str] = Counter()
        """How many files of each media type the page was made of at first."""
        self.before: list[list[str]] = []
        self.after: list[list[str]] = []
        self.style_rules = 0
        page.on("response", self._response)
        page.on("pageerror", lambda error: self._wrong.append(f"an error in a script: {error}"))
        page.on("console", self._console)

    def _response(self, response: Response) -> None:
        if response.url.startswith("data:"):
            return
        if urlsplit(response.url).netloc != urlsplit(self._url).netloc:
            self._wrong.append(f"another host was asked: {response.url}")
        if response.status >= 400:
            self._wrong.append(f"{response.status} for {response.url}")
        elif response.status == 200 and not self.before:
            self.files[response.headers.get("content-type", "unknown").split(";")[0]] += 1

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._wrong.append(f"an error in the console: {message.text}")

    def _rows(self) -> list[list[str]]:
        rows = self._page.locator("table tbody tr").all()
        return [[text.strip() for text in row.locator("td").all_inner_texts()] for row in rows]

    def look(self) -> None:
        """Open the page, wait for the players, add one through the form, and wait for it."""
        page = self._page
        rows = page.locator("table tbody tr")
        try:
            page.goto(self._url, wait_until="networkidle")
            expect(page.get_by_role("heading", name="Players")).to_be_visible(timeout=LIMIT)
            expect(rows.first).to_be_visible(timeout=LIMIT)
            self.before = self._rows()
            self.style_rules = page.evaluate(_COUNT_RULES)
            page.get_by_label("Name").fill(NEW[0])
            page.get_by_label("High score").fill(NEW[1])
            page.get_by_role("button", name="Add").click()
            expect(rows).to_have_count(len(self.before) + 1, timeout=LIMIT)
            self.after = self._rows()
        except (BrowserError, AssertionError) as error:
            seen = "\n".join([*self._wrong, page.content()[:1500]])
            raise ProofError(f"{error}\n  What the browser saw:\n{indented(seen)}") from error
        if self._wrong:
            raise ProofError("the browser complained: " + "; ".join(self._wrong))
        if self.after != [*self.before, NEW]:
            raise ProofError(f"the list should be {[*self.before, NEW]}; it is {self.after}")


def visit(chromium: Browser, url: str, picture: str = "") -> Visited:
    """Visit a started app; ``picture`` is the file for a screenshot, if one is wanted."""
    page = chromium.new_page(viewport={"width": 720, "height": 420})
    try:
        seen = Visited(page, url)
        seen.look()
        if picture:
            page.screenshot(path=picture)
        return seen
    finally:
        page.close()
