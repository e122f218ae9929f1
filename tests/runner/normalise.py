"""What differs from run to run without meaning anything is replaced here, and nowhere else.

A reader's machine is not ours: folders become those of a reader's home, ports the server's usual
one, process numbers, clients' ports, days, times and durations fixed ones, and the random token of
a form an ellipsis. Nothing is added. Nothing is put in another order but the methods that a header
lists, since some servers send them in another order each time they start.
"""

import re
from dataclasses import dataclass

import httpx

HOME = "/home/you"
PROCESS = "12345"
CLIENT_PORT = "54321"

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_KEPT_HEADERS = ("content-type", "location", "www-authenticate", "allow", "set-cookie")
_KEPT_PREFIX = "access-control-"
_METHODS = ("allow", "access-control-allow-methods")

_PROCESS_IDS = (
    re.compile(r"(?<=process \[)\d+(?=\])"),
    re.compile(r"(?<=\bpid: )\d+\b|(?<=\bpid )\d+\b"),
    re.compile(r"(?<=\] \[)\d+(?=\] \[[A-Z]+\])"),
    re.compile(r"(?<=\()\d+(?=\)$)"),
)
_CLIENT = re.compile(r'(?<=127\.0\.0\.1:)\d+(?= - ")')
_SECRET = re.compile(r'(?<=SECRET = ")\w{20}(?=")')
"""What a debugger's page proves itself with."""
_PIN = re.compile(r"(?<=PIN: )\d{3}-\d{3}-\d{3}\b")

_CLOCK = r"\d{2}:\d{2}:\d{2}"
_LOG_MOMENT = re.compile(rf"\b\d{{2}}/[A-Z][a-z]{{2}}/\d{{4}}([: ]){_CLOCK}(?: [+-]\d{{4}})?")
_HTTP_MOMENT = re.compile(rf"\b[A-Z][a-z]{{2}}, ?\d{{2}} [A-Z][a-z]{{2}} \d{{4}} {_CLOCK} GMT")
_DURATION = re.compile(r"(?<=\bin )\d+\.\d+s\b")
_TOKEN = re.compile(r"(?<=value=\")[\w.-]{32,}(?=\")")
_ISO_MOMENT = re.compile(rf"\b\d{{4}}-\d{{2}}-\d{{2}}([T ]){_CLOCK}(?:[.,]\d+)?(Z| ?[+-]\d{{2}}:?\d{{2}})?")


@dataclass(frozen=True)
class Place:
    """Where a run took place, and what stands for it."""

    home: str
    """The temporary folder that stood for the reader's home."""
    folder: str
    """The sample's copy within it."""
    stack: str
    """The environment, which a reader has in the sample's folder."""
    port: int
    usual_port: int

    def _paths(self, text: str) -> str:
        shown = self.folder.replace(self.home, HOME, 1)
        text = text.replace(self.stack, f"{shown}/.venv")
        return text.replace(self.home, HOME)


def console(text: str, place: Place) -> list[str]:
    """Return the lines of a console as any run on any day would show them."""
    text = _ANSI.sub("", text).replace("\r\n", "\n")
    text = _moments(place._paths(text))
    text = re.sub(rf"(?<!\d){place.port}(?!\d)", str(place.usual_port), text)
    lines = [_line(line) for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def coloured(text: str, place: Place) -> str:
    """Return a console with its colours as any run on any day would show it."""
    text = text.replace("\r\n", "\n")
    # Colours stand between a number and the words that tell what it is: look for it without them.
    for line in _ANSI.sub("", text).split("\n"):
        for pattern in _PROCESS_IDS:
            for number in pattern.findall(line):
                text = re.sub(rf"(?<!\d){number}(?!\d)", PROCESS, text)
        for number in _PIN.findall(line):
            text = text.replace(number, "123-456-789")
    return re.sub(rf"(?<!\d){place.port}(?!\d)", str(place.usual_port), _moments(place._paths(text))).strip("\n")


def _line(line: str) -> str:
    for pattern in _PROCESS_IDS:
        line = pattern.sub(PROCESS, line)
    line = _CLIENT.sub(CLIENT_PORT, line)
    return _PIN.sub("123-456-789", line).rstrip()


def body(text: str, place: Place) -> str:
    """Return a reply's body without what only this run had."""
    text = _moments(place._paths(text))
    text = _SECRET.sub("…", _TOKEN.sub("…", _DURATION.sub("0.10s", text)))
    return re.sub(rf"(?<=:){place.port}\b", str(place.usual_port), text)


def headers(raw: httpx.Headers, place: Place) -> dict[str, str]:
    """Return the headers that say something about the framework, without what only this run had."""
    kept: dict[str, str] = {}
    for name in sorted({name.lower() for name in raw}):
        if name in _KEPT_HEADERS or name.startswith(_KEPT_PREFIX):
            values = raw.get_list(name)
            if name in _METHODS:
                values = sorted({one.strip() for value in values for one in value.split(",")})
            kept[name] = body(", ".join(map(_cookie, values) if name == "set-cookie" else values), place)
    return kept


def _cookie(value: str) -> str:
    """Return a cookie with its name and its attributes; a value that is long is signed or random."""
    pair, *attributes = value.split(";")
    name, _, content = pair.partition("=")
    shown = content if len(content) <= 16 else "…"
    return ";".join([f"{name}={shown}", *attributes])


def _moments(text: str) -> str:
    """Return the text with one and the same moment wherever a program wrote the time."""
    text = _LOG_MOMENT.sub(r"01/Jan/2026\g<1>12:00:00", text)
    text = _HTTP_MOMENT.sub("Thu, 01 Jan 2026 12:00:00 GMT", text)
    return _ISO_MOMENT.sub(r"2026-01-01\g<1>12:00:00\g<2>", text)
