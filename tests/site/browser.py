"""The built site, served on this machine, and Chromium to read it with: fixtures for test_*_in_browser.py."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.project import ROOT
from tests.proofs.chromium import chromium as shared_chromium
from tests.proofs.processes import held

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
NOWHERE = "nowhere-at-all/"
"""An address that no page has."""


@dataclass(frozen=True)
class ServedSite:
    """A built site and where it is served; pages are named by their address from the root."""

    folder: Path
    url: str
    pages: tuple[str, ...]

    def first(self, section: str, depth: int) -> str:
        """Return a page of a section, at that depth below the root."""
        return next(page for page in self.pages if page.startswith(section) and page.count("/") == depth)

    def kinds(self) -> dict[str, str]:
        """Return one page of each kind."""
        plain = ("", "comparison/", "criteria/", "tasks/", "deploy/", "get-started/", "about/", "corrections/")
        kinds = {page.strip("/") or "home": page for page in plain}
        kinds |= {"criterion": self.first("criteria/", 2), "task": self.first("tasks/", 2)}
        kinds |= {"deployment": self.first("deploy/", 2), "guide": self.first("deploy/", 3)}
        return kinds | {"first-steps": self.first("get-started/", 2), "not-found": NOWHERE}


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
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """Build the site once, strictly, for all processes of this test run, and serve it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "built-site"
    with held(shared / "built-site.lock"):
        if not folder.is_dir():
            command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    folders = sorted(path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html"))
    pages = [path for path in folders if not path.startswith("files/")]  # those are downloads
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names = tuple("" if page == "." else f"{page}/" for page in pages)
    yield ServedSite(folder, f"http://127.0.0.1:{server.server_port}/", names)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Browser:
    """Start the system's Chromium once."""
    return shared_chromium()


@dataclass
class PageVisit:
    """A page open in a browser of its own, and what it did that it should not."""

    site: ServedSite
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

    def axe(self, rules: Sequence[str] | None = None, within: str = "html") -> list[str]:
        """Return what axe-core finds wrong, a line each; by all of its rules, or by some; in a part of the page."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        also = {"rules": {"target-size": {"enabled": True}}}  # which axe leaves off
        options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else also)}
        violations = self.page.evaluate(
            "([within, options]) => axe.run(within, options).then(result => result.violations)", [within, options]
        )
        return [
            f"{violation['id']}: {node['target']}: {node['failureSummary']}"
            for violation in violations
            for node in violation["nodes"][:4]
        ]


Open = Callable[..., PageVisit]


@pytest.fixture
def visit(site: ServedSite, chromium: Browser) -> Iterator[Open]:
    """Open visits, each in a fresh browser context; options are Playwright's."""
    contexts = []

    def begin(width: int = 1280, **options: Any) -> PageVisit:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return PageVisit(site, context.new_page())

    yield begin
    for context in contexts:
        context.close()
