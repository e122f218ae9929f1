"""Pages in a browser: what the data says is done with them, and what they do that they should not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect
from playwright.sync_api import Error as BrowserError

from macros.model.task import BrowserVisit, Do
from tests.proofs import patience
from tests.proofs.errors import ProofError, indented

SMALL = {"width": 720, "height": 420}
SHOWN = 1500
"""How many characters of a page an error shows."""

_COUNT_RULES = "[...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0)"


def milliseconds() -> float:
    """Return how long the browser waits for each thing, as busy as the machine is now."""
    return 1000 * patience.patient(patience.PAGE)


def do(page: Page, steps: Iterable[Do]) -> None:
    """Click and fill in as the data says."""
    for step in steps:
        if step.click is not None:
            page.locator(step.click).first.click()
        elif step.fill is not None:
            page.locator(step.fill).first.fill(step.text or "")


@dataclass(frozen=True)
class SeenList:
    """A page with a list, to which a row was added."""

    before: list[list[str]]
    """The texts of the rows' cells at first."""
    after: list[list[str]]
    files: dict[str, int]
    """How many files of each media type the page was made of at first."""
    style_rules: int


class _Watch:
    """What a page asks for, and what it complains about."""

    def __init__(self, page: Page, url: str) -> None:
        self.host = urlsplit(url).netloc
        self.complaints: list[str] = []
        self.files: Counter[str] = Counter()
        page.on("response", self._response)
        page.on("pageerror", lambda error: self.complaints.append(f"an error in a script: {error}"))
        page.on("console", self._console)

    def _response(self, response: Response) -> None:
        if response.url.startswith("data:"):
            return
        if urlsplit(response.url).netloc != self.host:
            self.complaints.append(f"another host was asked: {response.url}")
        if response.status >= 400:
            self.complaints.append(f"{response.status} for {response.url}")
        elif response.status == 200:
            self.files[response.headers.get("content-type", "unknown").split(";")[0]] += 1

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"an error in the console: {message.text}")


def visited(browser: Browser, url: str, visit: BrowserVisit) -> SeenList:
    """Open the page, wait for the list, add a row as the data says, and wait for it."""
    with _page(browser) as page:
        watch = _Watch(page, url)
        rows = page.locator(visit.rows)
        try:
            page.goto(url, wait_until="networkidle")
            expect(page.locator(visit.ready)).to_be_visible(timeout=milliseconds())
            expect(rows.first).to_be_visible(timeout=milliseconds())
            seen_first, files = _texts(page, visit), dict(sorted(watch.files.items()))
            style_rules = page.evaluate(_COUNT_RULES)
            do(page, visit.do)
            expect(rows).to_have_count(len(seen_first) + 1, timeout=milliseconds())
            seen_then = _texts(page, visit)
        except (BrowserError, AssertionError) as error:
            page_text = "\n".join([*watch.complaints, page.content()[:SHOWN]])
            raise ProofError(f"{error}\n  What the browser saw:\n{indented(page_text)}") from error
    if watch.complaints:
        raise ProofError("the browser complained: " + "; ".join(watch.complaints))
    expected = [*seen_first, visit.new_row]
    if seen_then != expected:
        raise ProofError(f"the list should be {expected}; it is {seen_then}")
    return SeenList(seen_first, seen_then, files, style_rules)


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=SMALL)  # type: ignore[arg-type]
    page.set_default_timeout(milliseconds())
    try:
        yield page
    finally:
        page.close()


def _texts(page: Page, visit: BrowserVisit) -> list[list[str]]:
    rows = page.locator(visit.rows).all()
    return [[text.strip() for text in row.locator("td").all_inner_texts()] for row in rows]
