"""The system's Chromium, driven by Playwright: one a process, shared by all who look at pages.

There are two. The one without any window takes half the time, and does all but ask for a page's icon;
the whole browser makes a window of each page, though it shows none.
"""

import atexit
from contextlib import suppress
from functools import cache

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from tests.proofs.errors import ToolError
from tests.system_packages import find, remedy

BARE = "chromium-headless-shell"
WHOLE = "chromium"

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"]

# Other hosts are unknown at once: to ask a name server for them may take seconds where there is no network.
_UNKNOWN = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost"


@cache
def _playwright() -> Playwright:
    playwright = sync_playwright().start()

    def end() -> None:
        with suppress(Error, RuntimeError):
            playwright.stop()

    atexit.register(end)
    return playwright


@cache
def chromium(name: str = BARE) -> Browser:
    """Start the browser, or return the one that runs; it ends with the process.

    Playwright's synchronous interface works only once in a thread: so whoever needs a page of his own
    makes a context in this one browser.
    """
    program(name)
    browser = launched(_playwright(), name)

    def end() -> None:
        with suppress(Error, RuntimeError):
            browser.close()

    atexit.register(end)  # what is registered last is called first
    return browser


def launched(playwright: Playwright, name: str = BARE, *, hosts: str = "", feature: str = "") -> Browser:
    """Start a browser; ``hosts`` says where it finds names that others do not know, ``feature`` what is switched on."""
    flags = [f"--host-resolver-rules={', '.join(filter(None, (hosts, _UNKNOWN)))}"]
    flags += [f"--enable-features={feature}"] if feature else []
    return playwright.chromium.launch(executable_path=program(name), args=[*FLAGS, *flags])


def either() -> str:
    """Return the one without windows where it is installed, else the whole: for what both do."""
    return BARE if find(BARE) else WHOLE


def program(name: str = BARE) -> str:
    """Return the browser's path; that it is missing is an error."""
    path = find(name)
    if path is None:
        raise ToolError(f"{name} is missing; {remedy(name)}")
    return path
