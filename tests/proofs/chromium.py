"""The system's Chromium, driven by Playwright: one a process, shared by all who look at pages."""

import atexit
from contextlib import suppress
from functools import cache

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from tests.proofs.errors import ToolError
from tests.system_packages import find, remedy

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"]

# Other hosts are unknown at once: to ask a name server for them may take seconds where there is no network.
_UNKNOWN = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost"


@cache
def chromium() -> Browser:
    """Start the browser, or return the one that runs; it ends with the process.

    Playwright's synchronous interface works only once in a thread: so whoever needs a page of his own
    makes a context in this one browser.
    """
    program()
    playwright = sync_playwright().start()
    browser = launched(playwright)

    def end() -> None:
        with suppress(Error, RuntimeError):
            browser.close()
            playwright.stop()

    atexit.register(end)
    return browser


def launched(playwright: Playwright, *, hosts: str = "", feature: str = "") -> Browser:
    """Start a browser; ``hosts`` says where it finds names that others do not know, ``feature`` what is switched on."""
    flags = [f"--host-resolver-rules={', '.join(filter(None, (hosts, _UNKNOWN)))}"]
    flags += [f"--enable-features={feature}"] if feature else []
    return playwright.chromium.launch(executable_path=program(), args=[*FLAGS, *flags])


def program() -> str:
    """Return the browser's path; that it is missing is an error."""
    path = find("chromium")
    if path is None:
        raise ToolError(f"chromium is missing; {remedy('chromium')}")
    return path
