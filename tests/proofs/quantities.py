"""What can be measured: of an environment, by counting; of an app, by one run under load."""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

import httpx
from packaging.utils import canonicalize_name

from macros.measuring import impossible
from macros.model.criterion import LoadQuantity, StackQuantity
from macros.model.task import Exchange, Send
from macros.model.workload import Way, Workload
from tests.proofs.asking.outcomes import checked_outcome
from tests.proofs.asking.replies import RawReply
from tests.proofs.asking.requests import content_of, send
from tests.proofs.errors import ServerError, ToolError
from tests.proofs.load import load
from tests.proofs.processor import memory_of_group, share_of_others, spent
from tests.proofs.servers import App, Server, running
from tests.proofs.stacks import releases

WARM_SECONDS = 1
"""How long there is a load before the one that counts: as many connections as workers, so that none is left waiting."""

DIGITS: dict[LoadQuantity | StackQuantity, int] = {
    "requests-per-second": 1,
    "p50-milliseconds": 2,
    "p99-milliseconds": 2,
    "cpu-milliseconds": 4,
    "memory-megabytes": 1,
    "start-seconds": 3,
    "packages": 0,
    "installed-megabytes": 1,
}
"""The digits after the point that are kept."""

MEGABYTE = 1_000_000


def sizes(stack: Path) -> dict[str, int]:
    """Return the bytes of each package that is installed in an environment: its files, without compiled copies."""
    found = {}
    for folder in stack.glob("lib/python*/site-packages"):
        for package in distributions(path=[str(folder)]):
            paths = {Path(str(package.locate_file(file))).resolve() for file in package.files or ()}
            files = (path for path in paths if path.is_relative_to(folder.resolve()) and path.suffix != ".pyc")
            size = sum(path.stat().st_size for path in files if path.is_file())
            found[str(canonicalize_name(package.metadata["Name"]))] = size
    return dict(sorted(found.items()))


COUNTED: dict[StackQuantity, Callable[[Path], float]] = {
    "packages": lambda stack: len(releases(stack)),
    "installed-megabytes": lambda stack: sum(sizes(stack).values()) / MEGABYTE,
}
"""How a value is taken of an environment."""


@dataclass(frozen=True)
class Run:
    """What one run of a way under load yielded."""

    values: dict[LoadQuantity, float]
    others: float
    """The share of the processor that other programs took meanwhile."""


def run_under_load(app: App, workload: Workload, way: Way, name: str, exchange: Exchange) -> Run:
    """Start an app, have its reply judged, and load it; what cannot be is an error."""
    request = exchange.send
    assert request is not None, "a rule lets only requests be measured"
    with running(app) as server:
        start_seconds = _first_reply(server, request)
        replies = send(server.url, request)
        checked_outcome(name, exchange, replies)
        return _loaded(server, workload, way, request, replies[0], start_seconds)


def _loaded(server: Server, workload: Workload, way: Way, request: Send, wanted: RawReply, start_seconds: float) -> Run:
    group, memory = server.process.pid, list[int]()

    def look_at_memory() -> None:
        time.sleep(workload.seconds * 0.8)
        memory.append(memory_of_group(group))

    load(server.url, request, wanted, way.workers, WARM_SECONDS)
    lines = server.lines()
    before = spent(group)
    result = load(server.url, request, wanted, workload.connections, workload.seconds, look_at_memory)
    after = spent(group)
    # Of each connection, the line of the last reply may still be on its way.
    if server.lines() - lines < result.requests - workload.connections:
        raise ToolError(
            f"`{server.app.command}` wrote {server.lines() - lines} lines for {result.requests} requests; "
            "all ways need an access log, so that they are measured alike"
        )
    if reason := impossible(workload, way, result.rate, result.p50_milliseconds):
        raise ToolError(f"an error of the measurement: {reason}")
    values: dict[LoadQuantity, float] = {
        "requests-per-second": result.rate,
        "p50-milliseconds": result.p50_milliseconds,
        "p99-milliseconds": result.p99_milliseconds,
        "cpu-milliseconds": (after.group - before.group) * 1000 / result.requests,
        "memory-megabytes": memory[0] / MEGABYTE,
        "start-seconds": start_seconds,
    }
    return Run({name: round(value, DIGITS[name]) for name, value in values.items()}, share_of_others(before, after))


def _first_reply(server: Server, request: Send) -> float:
    """Return the seconds from the start of the command until it had answered once; whether rightly is seen later."""
    sent = httpx.Request(request.method, server.url + request.path, **content_of(request))
    connection = http.client.HTTPConnection("127.0.0.1", server.app.port, timeout=60)
    headers = {name: value for name, value in sent.headers.items() if name not in {"host", "content-length"}}
    try:
        connection.request(request.method, request.path, sent.read() or None, headers)
        connection.getresponse().read()
        return time.monotonic() - server.began
    except (OSError, http.client.HTTPException) as error:
        raise ServerError(f"`{server.app.command}` did not answer its first request: {error}") from error
    finally:
        connection.close()
