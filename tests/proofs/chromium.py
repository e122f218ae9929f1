"""The system's Chromium, driven by Playwright: one a process, shared by all who look at pages."""

import atexit
from contextlib import suppress
from functools import cache

from playwright.sync_api import Browser, Error, sync_playwright

from tests.proofs.errors import ToolError
from tests.system_packages import find, remedy

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--font-render-hinting=none",
    # Other hosts are unknown at once: to ask a name server for them may take seconds where there is no network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost",
]


@cache
def chromium() -> Browser:
    """Start the browser, or return the one that runs; it ends with the process.

    Playwright's synchronous interface works only once in a thread: so whoever needs a page of his own
    makes a context in this one browser.
    """
    program = find("chromium")
    if program is None:
        raise ToolError(f"chromium is missing; {remedy('chromium')}")
    playwright = sync_playwright().start()
    browser = playwright.chromium.launch(executable_path=program, args=FLAGS)

    def end() -> None:
        with suppress(Error, RuntimeError):
            browser.close()
            playwright.stop()

    atexit.register(end)
    return browser
