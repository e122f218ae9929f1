"""Screenshots: images of running samples, and what each shows as text.

A console is run in a terminal of its own, so that it has its colours, and drawn by the browser. A
page is opened in the system's Chromium. What a page loads from other hosts is answered from the npm
package that the address names: nothing here reaches the internet.
"""

import hashlib
import io
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, Route
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from macros.fingerprints import screenshot_fingerprint
from macros.kinds import SCREENSHOT, SCREENSHOT_RECORD
from macros.model.base import SampleKey, ScreenshotKey
from macros.model.record import ScreenshotRecord
from macros.model.task import Screenshot
from tests.proofs import normalise, npm, pages, patience, terminal
from tests.proofs.chromium import BARE, chromium
from tests.proofs.errors import ProofError
from tests.proofs.project import RECORDS, Project
from tests.proofs.subjects.base import ProofKind, Proved, Subject
from tests.proofs.subjects.samples import SampleProof

WIDTH, HEIGHT = 820, 560
SCALE = 1.5
TERMINAL = {"TERM": "xterm-256color", "COLUMNS": "92", "LINES": "30"}

_TERMINAL_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1b1d23; }}
main {{ display: inline-block; min-width: {width}px; box-sizing: border-box; padding: 14px 18px;
  font: 14px/1.45 "DejaVu Sans Mono", "Liberation Mono", monospace; color: #e6e6e6; white-space: pre; }}
a {{ color: inherit; }}
</style><main>{lines}</main>"""


@dataclass(frozen=True)
class Taken:
    """A screenshot as the browser took it."""

    text: list[str]
    png: bytes


@dataclass(frozen=True)
class ScreenshotProof(Subject[ScreenshotKey]):
    """One screenshot that a task asks for."""

    record = SCREENSHOT_RECORD

    @property
    def paths(self) -> tuple[str, str]:
        """Where its record and its image are kept."""
        return SCREENSHOT_RECORD.path(self.key), SCREENSHOT.path(self.key)

    @property
    def screenshot(self) -> Screenshot:
        """What the task says of it."""
        return self.project.catalog.screenshot(self.key)

    @property
    def sample(self) -> SampleProof:
        """What it shows."""
        return SampleProof(self.project, SampleKey(self.key.task, self.screenshot.sample))

    def prove(self, today: date) -> Proved:
        """Run the sample, take the screenshot, and make it an image for the web."""
        taken = self.take(chromium())
        image = _webp(taken.png)
        width, height = Image.open(io.BytesIO(taken.png)).size
        record = ScreenshotRecord(
            fingerprint=screenshot_fingerprint(self.project.catalog, self.key),
            taken=today,
            text=taken.text,
            width=round(width / SCALE),
            height=round(height / SCALE),
            image=hashlib.sha256(image).hexdigest(),
        )
        return Proved(record, {self.paths[1]: image}, f"{len(image) / 1000:.0f} kB")

    def take(self, browser: Browser) -> Taken:
        """Run the sample and take the screenshot; it must show what the task says."""
        with _page(browser) as page:
            taken = self._console(page) if self.screenshot.open is None else self._opened(page, self.screenshot.open)
        text = "\n".join(taken.text)
        if lacking := [wanted for wanted in self.screenshot.has if wanted not in text]:
            raise ProofError(f"{self.name} does not show {', '.join(map(repr, lacking))}, but:\n{text}")
        return taken

    def _console(self, page: Page) -> Taken:
        command = f"{shlex.join([sys.executable, terminal.__file__])} {self.sample.command}"
        with self.sample.serving(command=command, variables=TERMINAL) as server:
            coloured = normalise.coloured(server.settled_console(), server.surroundings)
        page.set_content(_TERMINAL_PAGE.format(width=WIDTH, lines=_html(coloured)))
        text = [line.rstrip() for line in page.inner_text("main").splitlines()]
        return Taken(text, page.locator("main").screenshot())

    def _opened(self, page: Page, path: str) -> Taken:
        with self.sample.serving() as server:
            page.route(lambda url: not url.startswith(server.url), _from_npm)
            page.goto(server.url + path)
            pages.do(page, self.screenshot.do)
            part = page.locator(self.screenshot.only or "body").first
            deadline = patience.Deadline(patience.PAGE)
            while not all(text in part.inner_text() for text in self.screenshot.has) and not deadline.passed():
                page.wait_for_timeout(100)
            lines = normalise.console(part.inner_text(), server.surroundings)
            if not self.screenshot.only:
                # A short page needs no tall image.
                height = int(page.evaluate("document.body.getBoundingClientRect().bottom")) + 24
                page.set_viewport_size({"width": WIDTH, "height": min(HEIGHT, max(height, 120))})
            png = part.screenshot() if self.screenshot.only else page.screenshot()
            page.goto("about:blank")  # a server that ends waits for its visitors to leave
        return Taken(lines, png)


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE)
    context.set_default_timeout(pages.milliseconds())
    try:
        yield context.new_page()
    finally:
        context.close()


BACKGROUND = (0x1B, 0x1D, 0x23)
TEXT = (230, 230, 230)
PALETTE = [
    (150, 150, 150),  # where a terminal has black
    (255, 121, 121),
    (152, 224, 36),
    (253, 186, 90),
    (130, 170, 255),
    (214, 160, 255),
    (88, 209, 235),
    TEXT,
]
"""The colours of a terminal: each has a contrast of at least 4.5 to 1 with the background."""

COLOURS = TerminalTheme(BACKGROUND, TEXT, PALETTE, PALETTE)


def _html(coloured: str) -> str:
    """Return a terminal's lines as HTML with their colours."""
    console = Console(record=True, file=io.StringIO(), width=200, force_terminal=True, color_system="truecolor")
    for line in coloured.splitlines():
        console.print(Text.from_ansi(line), soft_wrap=True, highlight=False)
    return console.export_html(theme=COLOURS, inline_styles=True, code_format="{code}").rstrip()


def _webp(png: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(out, "WEBP", quality=82, method=6)
    return out.getvalue()


def _from_npm(route: Route) -> None:
    """Answer a request to another host from the npm package in its address, or not at all."""
    wanted = re.fullmatch(r"/npm/((?:@[\w.-]+/)?[\w.-]+)@[\w.-]+/([\w./-]+)", urlsplit(route.request.url).path)
    file = npm.modules(npm.TOOLS / "screenshots") / wanted[1] / wanted[2] if wanted else None
    if file and ".." not in file.parts and file.is_file():
        route.fulfill(path=file)
    else:
        route.abort()


def screenshot_proofs(project: Project) -> list[ScreenshotProof]:
    """Return every screenshot that some task asks for."""
    return [
        ScreenshotProof(project, key)
        for key, _ in sorted(project.catalog.asked_screenshots(), key=lambda item: item[0])
    ]


SCREENSHOTS = ProofKind(
    command="screenshots",
    help="take the screenshots of samples anew",
    wanted="task[/screenshot]",
    folder=f"{RECORDS}/screenshots",
    subjects=screenshot_proofs,
    programs=(BARE,),
)
