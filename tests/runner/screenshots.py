"""``make screenshots``: pictures of running samples, and what each shows as text.

A console is run in a terminal of its own, so that it has its colours, and drawn by the browser. A
page is opened in the system's Chromium. What a page loads from other hosts is answered from the npm
package that the address names: nothing here reaches the internet.
"""

import hashlib
import io
import re
import shlex
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, Route
from rich.console import Console
from rich.text import Text

from macros.catalog import Catalog
from macros.model.record import ScreenshotRecord
from macros.model.task import Screenshot
from macros.proof import screenshot_proof_of
from macros.reader.layout import SCREENSHOTS
from tests.frontends import npm
from tests.runner import normalise, process
from tests.runner.chromium import chromium
from tests.runner.errors import RunnerError
from tests.runner.files import put_bytes_in_place
from tests.runner.jobs import Job, jobs_of, sound_catalog
from tests.runner.records import text_of
from tests.runner.stacks import ROOT, environment

WIDTH, HEIGHT = 820, 560
PATIENCE = 15.0
"""Seconds within which a page must show what its picture is to show."""

PACKAGES = ROOT / "tests" / "screenshots"

_TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1b1d23; }}
main {{ display: inline-block; min-width: {width}px; box-sizing: border-box; padding: 14px 18px;
  font: 14px/1.45 "DejaVu Sans Mono", "Liberation Mono", monospace; color: #e6e6e6; white-space: pre; }}
</style><main>{lines}</main>"""


@dataclass(frozen=True)
class Picture:
    """A picture as it was taken."""

    name: str
    record: ScreenshotRecord
    content: bytes


def screenshots(root: Path, say: Callable[[str], None]) -> int:
    """Take every picture and write it with its record; nothing is written where one fails."""
    catalog = sound_catalog(root)
    texts: dict[Path, bytes] = {}
    folder = root / "data" / "records" / SCREENSHOTS
    for task, name in wanted(catalog):
        picture = take(root, catalog, chromium(), task, name)
        texts[folder / f"{picture.name}.webp"] = picture.content
        texts[folder / f"{picture.name}.json"] = text_of(picture.record.model_dump(mode="json")).encode()
        say(f"{picture.name}: {len(picture.content) / 1000:.0f} kB")
    gone = [path for path in folder.glob("*") if path not in texts]
    put_bytes_in_place(root, texts, gone)
    return 0


def wanted(catalog: Catalog) -> list[tuple[str, str]]:
    """Return every picture that some task asks for."""
    return [(task, name) for task, found in sorted(catalog.tasks.items()) for name in sorted(found.screenshots)]


def take(root: Path, catalog: Catalog, browser: Browser, task: str, name: str) -> Picture:
    """Run the sample, and take one picture of it."""
    wished = catalog.tasks[task].screenshots[name]
    job = jobs_of(root, catalog, (f"{task}/{wished.sample}",))[0]
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=1.5)
    try:
        page = context.new_page()
        shown = _console(job, page) if wished.open is None else _opened(job, page, wished)
    finally:
        context.close()
    lacking = [text for text in wished.has if text not in "\n".join(shown.text)]
    if lacking:
        said = "\n".join(shown.text)
        raise RunnerError(f"{task}, picture {name}: it does not show {', '.join(map(repr, lacking))}, but:\n{said}")
    content = _webp(shown.png)
    width, height = Image.open(io.BytesIO(shown.png)).size
    record = ScreenshotRecord(
        proof=screenshot_proof_of(catalog, task, name),
        taken=date.today(),
        text=shown.text,
        width=round(width / 1.5),
        height=round(height / 1.5),
        image=hashlib.sha256(content).hexdigest(),
    )
    return Picture(f"{task}-{name}", record, content)


@dataclass(frozen=True)
class _Shown:
    text: list[str]
    png: bytes


def _webp(png: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(out, "WEBP", quality=82, method=6)
    return out.getvalue()


def _place(job: Job, server: process.Server, stack: Path) -> normalise.Place:
    return normalise.Place(str(server.home), str(server.folder), str(stack), server.port, job.serve.port)


@contextmanager
def _serving(job: Job, command: str, more: dict[str, str]) -> Iterator[tuple[process.Server, Path]]:
    port, stack = process.free_port(), environment(job.lock)
    variables = {job.serve.port_variable: str(port), **more}
    with process.running(command, job.folder, stack=stack, name=job.task_id, port=port, variables=variables) as server:
        yield server, stack


def _console(job: Job, page: Page) -> _Shown:
    # util-linux's script gives the command a terminal, and hands on what it prints.
    in_terminal = f"script --quiet --flush --return --command {shlex.quote(job.command)} /dev/null"
    terminal = {"TERM": "xterm-256color", "COLUMNS": "92", "LINES": "30"}
    with _serving(job, in_terminal, terminal) as (server, stack):
        coloured = normalise.coloured(server.settled_console(), _place(job, server, stack))
    console = Console(record=True, file=io.StringIO(), width=200, force_terminal=True, color_system="truecolor")
    for line in coloured.splitlines():
        console.print(Text.from_ansi(line), soft_wrap=True, highlight=False)
    lines = console.export_html(inline_styles=True, code_format="{code}").rstrip()
    page.set_content(_TERMINAL.format(width=WIDTH, lines=lines))
    text = [line.rstrip() for line in page.inner_text("main").splitlines()]
    return _Shown(text, page.locator("main").screenshot())


def _opened(job: Job, page: Page, wished: Screenshot) -> _Shown:
    assert wished.open is not None
    with _serving(job, job.command, {}) as (server, stack):
        page.route(lambda url: not url.startswith(server.url), _from_npm)
        page.goto(server.url + wished.open)
        for one in wished.do:
            if one.click is not None:
                page.locator(one.click).first.click()
            elif one.fill is not None:
                page.locator(one.fill).first.fill(one.text or "")
        part = page.locator(wished.only or "body").first
        deadline = time.monotonic() + PATIENCE
        while not all(one in part.inner_text() for one in wished.has) and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        text = normalise.console(part.inner_text(), _place(job, server, stack))
        if not wished.only:
            # A short page needs no tall picture.
            height = int(page.evaluate("document.body.getBoundingClientRect().bottom")) + 24
            page.set_viewport_size({"width": WIDTH, "height": min(HEIGHT, max(height, 120))})
        png = part.screenshot() if wished.only else page.screenshot()
        page.goto("about:blank")  # a server that ends waits for its visitors to leave
    return _Shown(text, png)


def _from_npm(route: Route) -> None:
    """Answer a request to another host from the npm package in its address, or not at all."""
    found = re.fullmatch(r"/npm/((?:@[\w.-]+/)?[\w.-]+)@[\w.-]+/([\w./-]+)", urlsplit(route.request.url).path)
    file = npm.modules(PACKAGES) / found[1] / found[2] if found else None
    if file and ".." not in file.parts and file.is_file():
        route.fulfill(path=file)
    else:
        route.abort()
