"""Load: wrk (Debian's package) sends one request over many connections, and every reply is checked.

It runs on the same machine and takes a part of its processor, the same for all.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from macros.model.task import Send
from tests.proofs.asking.replies import RawReply
from tests.proofs.asking.requests import content_of
from tests.proofs.errors import ToolError, indented

SCRIPT = Path(__file__).with_name("load.lua")

PATIENCE = 30
"""Seconds after which a reply counts as none: a queue may be long."""

THREADS = 20
"""The most threads that send; each opens its connections a moment after the one before."""

_RESULT = re.compile(
    r"^result requests=(\d+) checked=(\d+) counted=(\d+) wrong=(\d+) errors=(\d+) "
    r"microseconds=(\d+) p50=(\d+) p99=(\d+)$",
    re.M,
)


@dataclass(frozen=True)
class Load:
    """What a load came to."""

    requests: int
    """How many were sent, all in all."""
    counted: int
    """How many of them were answered once all connections were there."""
    seconds: float
    p50_milliseconds: float
    p99_milliseconds: float

    @property
    def rate(self) -> float:
        """The requests a second that were answered, each of them rightly."""
        return self.counted / self.seconds


def generator() -> str:
    """Return the load generator's name and release."""
    said = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False)
    release = re.search(r"^wrk (?:debian/)?(\S+)", said.stdout + said.stderr, re.M)
    return f"wrk {release[1]}" if release else "wrk"


def load(
    url: str,
    request: Send,
    wanted: RawReply,
    connections: int,
    seconds: int,
    meanwhile: Callable[[], None] = lambda: None,
) -> Load:
    """Send the request again and again; a reply other than the wanted one is an error.

    ``meanwhile`` is called once, while the load goes on.
    """
    sent = httpx.Request(request.method, url + request.path, **content_of(request))
    headers = [f"{name}: {value}" for name, value in sent.headers.items() if name not in {"host", "content-length"}]
    with tempfile.TemporaryDirectory(prefix="load-") as temporary:
        body, expected = Path(temporary) / "body", Path(temporary) / "expected"
        body.write_bytes(sent.read())
        expected.write_bytes(wanted.body)
        threads = _threads(connections)
        command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", f"--timeout={PATIENCE}s", f"-s{SCRIPT}"]
        command += [word for header in headers for word in ("-H", header)]
        command += [url + request.path, "--", request.method, str(body), str(wanted.status), str(expected)]
        variables = {**os.environ, "LOAD_THREADS": str(threads)}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=variables
        ) as running:
            meanwhile()
            said, _ = running.communicate()
    return _read(said, wanted)


def _threads(connections: int) -> int:
    """Return how many threads open the connections, each as many: the most that there may be."""
    return max(number for number in range(1, THREADS + 1) if connections % number == 0)


def _read(said: str, wanted: RawReply) -> Load:
    result = _RESULT.search(said)
    if result is None:
        raise ToolError(f"the load went wrong:\n{indented(said)}")
    requests, checked, counted, wrong, errors, microseconds, p50, p99 = map(int, result.groups())
    if wrong:
        example = said.partition("\nexample ")[2].strip()
        raise ToolError(
            f"{wrong} of {checked} replies were not the one that was judged ({wanted.status}, "
            f"{len(wanted.body)} bytes); the first was:\n{indented(example)}"
        )
    if errors or not counted or checked < requests:
        raise ToolError(f"{errors} requests had no reply; {checked} of {requests} replies were checked")
    return Load(checked, counted, microseconds / 1e6, p50 / 1000, p99 / 1000)
