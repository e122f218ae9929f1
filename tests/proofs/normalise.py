"""What differs from run to run without meaning anything is replaced here, and nowhere else.

A reader's machine is not ours: folders become those of a reader's home, ports the server's usual
one, process numbers, clients' ports, days, times and durations fixed ones, and random tokens an
ellipsis. Nothing is added. Nothing is put in another order but the methods that a header lists,
since some servers send them in another order each time they start.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import httpx

from macros.model.record import keeps_header

HOME = "/home/you"


@dataclass(frozen=True)
class Surroundings:
    """Where a run took place, and what its output shows instead."""

    home: str
    """The temporary folder that replaced the reader's home."""
    folder: str
    """The sample's folder within it."""
    stack: str
    """The environment, which a reader has in the sample's folder."""
    port: int
    usual_port: int

    def fill(self, text: str, quote: Callable[[str], str] = str) -> str:
        """Replace the words in < > in a pattern or a replacement by what only this run has."""
        values = {
            "<shown>": self.folder.replace(self.home, HOME, 1),
            "<stack>": self.stack,
            "<home>": self.home,
            "<port>": str(self.port),
            "<usual port>": str(self.usual_port),
        }
        for word, value in values.items():
            text = text.replace(word, quote(value))
        return text


Part = Literal["console", "body"]
CONSOLE: tuple[Part, ...] = ("console",)
BODY: tuple[Part, ...] = ("body",)
BOTH = CONSOLE + BODY


@dataclass(frozen=True)
class Replacement:
    """One thing that only one run has: who prints it and where, what is replaced, and a line that shows it."""

    program: str
    parts: tuple[Part, ...]
    pattern: str
    by: str
    example: str
    becomes: str


_CLOCK = r"\d{2}:\d{2}:\d{2}"

# fmt: off
REPLACEMENTS = (
    Replacement("any, of its environment", BOTH, "<stack>", "<shown>/.venv",
        "/srv/.cache/stacks/3.11/abc/bin/python", "/home/you/hello/.venv/bin/python"),
    Replacement("any, of its folder", BOTH, "<home>", HOME,
        "in ['/tmp/run-x1/home/hello']", "in ['/home/you/hello']"),
    Replacement("Werkzeug, Gunicorn", BOTH, rf"\b\d{{2}}/[A-Z][a-z]{{2}}/\d{{4}}([: ]){_CLOCK}(?: [+-]\d{{4}})?",
        r"01/Jan/2026\g<1>12:00:00",
        "[22/Nov/2026 22:39:57] [22/Nov/2026:22:39:57 +0000]", "[01/Jan/2026 12:00:00] [01/Jan/2026:12:00:00]"),
    Replacement("any, of a moment as HTTP writes it", BOTH,
        rf"\b[A-Z][a-z]{{2}}, ?\d{{2}} [A-Z][a-z]{{2}} \d{{4}} {_CLOCK} GMT",
        "Thu, 01 Jan 2026 12:00:00 GMT",
        "expires=Sun, 22 Nov 2026 22:39:57 GMT", "expires=Thu, 01 Jan 2026 12:00:00 GMT"),
    Replacement("any, of a moment as ISO 8601 writes it", BOTH,
        rf"\b\d{{4}}-\d{{2}}-\d{{2}}([T ]){_CLOCK}(?:[.,]\d+)?(Z| ?[+-]\d{{2}}:?\d{{2}})?",
        r"2026-01-01\g<1>12:00:00\g<2>",
        "born 1815-12-10, now 2026-11-22T22:39:57.123Z", "born 1815-12-10, now 2026-01-01T12:00:00Z"),
    Replacement("any, of its port", CONSOLE, r"(?<!\d)<port>(?!\d)", "<usual port>",
        "port 123456 and 23456, on http://127.0.0.1:23456", "port 123456 and 8000, on http://127.0.0.1:8000"),
    Replacement("any, of its address", BODY, r"(?<=:)<port>\b", "<usual port>",
        '{"n": 23456, "at": "http://localhost:23456/a"}', '{"n": 23456, "at": "http://localhost:8000/a"}'),
    Replacement("Uvicorn", CONSOLE, r"(?<=process \[)\d+(?=\])", "12345",
        "Started server process [4971], error [404]", "Started server process [12345], error [404]"),
    Replacement("Gunicorn", CONSOLE, r"(?<=\bpid: )\d+\b", "12345",
        "Booting worker with pid: 77", "Booting worker with pid: 12345"),
    Replacement("Gunicorn", CONSOLE, r"(?<=\] \[)\d+(?=\] \[[A-Z]+\])", "12345",
        "[2026-01-01 12:00:00 +0000] [77] [INFO] Hi", "[2026-01-01 12:00:00 +0000] [12345] [INFO] Hi"),
    Replacement("Gunicorn", CONSOLE, r"(?<=\()\d+(?=\)$)", "12345",
        "Listening (since 2.0) at: http://127.0.0.1:80 (77)", "Listening (since 2.0) at: http://127.0.0.1:80 (12345)"),
    Replacement("Uvicorn", CONSOLE, r'(?<=127\.0\.0\.1:)\d+(?= - ")', "54321",
        '127.0.0.1:40112 - "GET / HTTP/1.1" 200 OK', '127.0.0.1:54321 - "GET / HTTP/1.1" 200 OK'),
    Replacement("Werkzeug", CONSOLE, r"(?<=PIN: )\d{3}-\d{3}-\d{3}\b", "123-456-789",
        " * Debugger PIN: 950-274-720", " * Debugger PIN: 123-456-789"),
    Replacement("Werkzeug, its debugger's page", BODY, r'(?<=SECRET = ")\w{20}(?=")', "…",
        'SECRET = "q1W2e3R4t5Y6u7I8o9P0";', 'SECRET = "…";'),
    Replacement("any form with a random token", BODY, r"(?<=value=\")[\w.-]{32,}(?=\")", "…",
        '<input value="IjQ1ZGY3.aSHtYA.3kLw-x_0123456789abcdefgh"><input value="a name of ordinary length">',
        '<input value="…"><input value="a name of ordinary length">'),
    Replacement("Socket.IO", BODY, r'(?<="sid":")[\w-]{20}(?=")', "…",
        '40{"sid":"Ab3_x-0123456789abcd"}{"sid":"short"}', '40{"sid":"…"}{"sid":"short"}'),
    Replacement("Socket.IO", CONSOLE, r"(?<=[?&]sid=)[\w-]{20}\b", "…",
        "GET /?EIO=4&sid=wBNg9D-n0GtLV31GAAAH HTTP/1.1, /?sid=short", "GET /?EIO=4&sid=… HTTP/1.1, /?sid=short"),
    # A browser asks for a site's icon by itself, now and then, and at any moment.
    Replacement("Chromium", CONSOLE, r'^.*"GET /favicon\.ico HTTP/.*\n', "",
        'one\nINFO:     127.0.0.1:1 - "GET /favicon.ico HTTP/1.1" 404 Not Found\n"GET / HTTP/1.1"',
        'one\n"GET / HTTP/1.1"'),
    Replacement("pytest", BODY, r"(?<=\bin )\d+\.\d+s\b", "0.10s",
        '2 passed in 0.37s, "took": "0.37s"', '2 passed in 0.10s, "took": "0.37s"'),
)
# fmt: on

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_METHODS = ("allow", "access-control-allow-methods")


def applied(row: Replacement, text: str, surroundings: Surroundings) -> str:
    """Carry out one replacement; codes for colours in between do not matter."""
    pattern = re.compile(surroundings.fill(row.pattern, re.escape), re.MULTILINE)
    replacement = surroundings.fill(row.by)
    if "\x1b" not in text:
        return pattern.sub(replacement, text)
    return _applied_below_colours(pattern, replacement, text)


def _applied_below_colours(pattern: re.Pattern[str], replacement: str, text: str) -> str:
    """Replace what fits in the text without its codes for colours, and put these back where they were."""
    plain = _ANSI.sub("", text)
    result, done, codes = [], 0, list(_codes(text))
    for match in pattern.finditer(plain):
        result += _with_codes(plain, done, match.start(), codes)
        result.append(match.expand(replacement))
        inside = [code for position, code in codes if position < match.end()]
        result += inside
        codes[:] = codes[len(inside) :]
        done = match.end()
    return "".join([*result, *_with_codes(plain, done, len(plain), codes)])


def _codes(text: str) -> list[tuple[int, str]]:
    """Return each code for a colour, and how many other characters come before it."""
    codes, skipped = [], 0
    for match in _ANSI.finditer(text):
        codes.append((match.start() - skipped, match.group()))
        skipped += len(match.group())
    return codes


def _with_codes(plain: str, start: int, end: int, codes: list[tuple[int, str]]) -> list[str]:
    """Return a part of the plain text with the codes in it and before its end; these are taken from the list."""
    parts = []
    while codes and codes[0][0] <= end:
        position, code = codes.pop(0)
        parts += [plain[start:position], code]
        start = position
    return [*parts, plain[start:end]]


def _normal(text: str, part: Part, surroundings: Surroundings) -> str:
    for row in REPLACEMENTS:
        if part in row.parts:
            text = applied(row, text, surroundings)
    return text


def console(text: str, surroundings: Surroundings) -> list[str]:
    """Return the lines of a console as any run on any day would show them."""
    lines = _normal(_ANSI.sub("", text).replace("\r\n", "\n"), "console", surroundings).split("\n")
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    return text.split("\n") if text else []


def coloured(text: str, surroundings: Surroundings) -> str:
    """Return a console with its colours as any run on any day would show it."""
    return _normal(text.replace("\r\n", "\n"), "console", surroundings).strip("\n")


def body(text: str, surroundings: Surroundings) -> str:
    """Return a reply's body without what only this run had."""
    return _normal(text, "body", surroundings)


def headers(raw: httpx.Headers, surroundings: Surroundings) -> dict[str, str]:
    """Return the headers that say something about the framework, without what only this run had."""
    kept: dict[str, str] = {}
    for name in sorted({name.lower() for name in raw}):
        if keeps_header(name):
            values = raw.get_list(name)
            if name in _METHODS:
                values = sorted({method.strip() for value in values for method in value.split(",")})
            kept[name] = body(", ".join(map(_cookie, values) if name == "set-cookie" else values), surroundings)
    return kept


def _cookie(value: str) -> str:
    """Return a cookie with its name and its attributes; a value that is long is signed or random."""
    pair, *attributes = value.split(";")
    name, _, content = pair.partition("=")
    shown = content if len(content) <= 16 else "…"
    return ";".join([f"{name}={shown}", *attributes])
