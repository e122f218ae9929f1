"""The built site, served on this machine, and the system's Chromium to read it with: fixtures for test_browser*.py."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.runner.chromium import chromium as shared_chromium

ROOT = Path(__file__).resolve().parents[1]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
NOWHERE = "nowhere-at-all/"
"""An address that no page has."""


@dataclass(frozen=True)
class Site:
    """A built site and where it is served; pages are named by their address from the root."""

    folder: Path
    url: str
    pages: tuple[str, ...]

    def first(self, section: str, depth: int) -> str:
        """Return a page of a section, at that depth below the root."""
        return next(one for one in self.pages if one.startswith(section) and one.count("/") == depth)

    def kinds(self) -> dict[str, str]:
        """Return one page of each kind."""
        plain = ("", "comparison/", "criteria/", "tasks/", "deploy/", "get-started/", "about/", "corrections/")
        found = {one.strip("/") or "home": one for one in plain}
        found |= {"criterion": self.first("criteria/", 2), "task": self.first("tasks/", 2)}
        found |= {"target": self.first("deploy/", 2), "guide": self.first("deploy/", 3)}
        return found | {"first-steps": self.first("get-started/", 2), "not-found": NOWHERE}


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files, and the site's own page where there is none."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Send 404.html, as hosts of static sites do."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site once, strictly, and serve it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = sorted(one.parent.relative_to(folder).as_posix() for one in folder.rglob("index.html"))
    pages = [one for one in found if not one.startswith("files/")]  # those are downloads
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names = tuple("" if one == "." else f"{one}/" for one in pages)
    yield Site(folder, f"http://127.0.0.1:{server.server_port}/", names)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Browser:
    """Start the system's Chromium once."""
    return shared_chromium()


@dataclass
class Visit:
    """A page open in a browser of its own, and what it did that it should not."""

    site: Site
    page: Page
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._requested)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _requested(self, request: Request) -> None:
        here = urlsplit(self.site.url).netloc
        if urlsplit(request.url).scheme in ("http", "https", "ws", "wss") and urlsplit(request.url).netloc != here:
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        wanted = self.page.url.endswith(NOWHERE) and "404" in message.text
        if message.type == "error" and not wanted:
            self.errors.append(message.text)

    def go(self, page: str) -> Page:
        """Open a page and wait until it is whole."""
        self.page.goto(self.site.url + page, wait_until="load")
        return self.page

    def axe(self) -> list[str]:
        """Return what axe-core finds wrong, a line each."""
        self.page.evaluate(AXE)
        found = self.page.evaluate("axe.run().then(one => one.violations)")
        return [
            f"{one['id']}: {node['target']}: {node['failureSummary']}" for one in found for node in one["nodes"][:4]
        ]


Open = Callable[..., Visit]


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Open]:
    """Open visits, each in a fresh browser context; options are Playwright's."""
    contexts = []

    def begin(width: int = 1280, **options: Any) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Visit(site, context.new_page())

    yield begin
    for context in contexts:
        context.close()
