"""The load: every reply is checked, its status and its whole body."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from macros.model.task import Send
from tests.proofs.asking.replies import RawReply
from tests.proofs.errors import ToolError
from tests.proofs.load import generator, load

pytestmark = pytest.mark.needs("wrk")

Reply = Callable[[int, str, bytes], tuple[int, bytes]]
"""What is answered to a request: its number, its method, path and who sends it, and its body."""


@contextmanager
def answering(reply: Reply) -> Iterator[str]:
    """Serve on a port of this machine, and return the address."""
    numbers = iter(range(10**9))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            status, body = reply(next(numbers), self.line(), sent)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def line(self) -> str:
            return f"{self.command} {self.path} {self.headers.get('X-Who', '')}from {self.client_address[1]}"

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_load_counts_the_replies_and_says_how_long_they_took() -> None:
    called: list[bool] = []
    with answering(lambda *_: (200, b"x" * 50_000)) as url:
        result = load(url, Send(path="/"), RawReply(200, b"x" * 50_000, 0), 3, 1, lambda: called.append(True))
    assert called == [True]
    assert result.requests >= result.counted > 3
    assert 0 < result.p50_milliseconds <= result.p99_milliseconds < 1000
    assert result.rate == pytest.approx(result.counted / result.seconds)


def test_the_request_is_sent_as_it_is_written() -> None:
    seen: set[tuple[str, bytes]] = set()

    def reply(_: int, line: str, body: bytes) -> tuple[int, bytes]:
        seen.add((line.rpartition("from ")[0], body))
        return 201, b"ok"

    request = Send.model_validate({"method": "POST", "path": "/a?b=c", "headers": {"X-Who": "me"}, "json": {"n": 1}})
    with answering(reply) as url:
        load(url, request, RawReply(201, b"ok", 0), 1, 1)
    assert seen == {("POST /a?b=c me", b'{"n":1}')}


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"right"), (200, b"wrong"), (200, b"righ"), (200, b"right "), (200, b"")],
)
def test_one_wrong_reply_among_many_is_an_error(status: int, body: bytes) -> None:
    def reply(number: int, *_: object) -> tuple[int, bytes]:
        return (status, body) if number == 7 else (200, b"right")

    with (
        answering(reply) as url,
        pytest.raises(ToolError, match=rf"^1 of \d+ replies were not the one .*200, 5 bytes.*\n +{status}"),
    ):
        load(url, Send(path="/"), RawReply(200, b"right", 0), 2, 1)


def test_a_server_that_is_not_there_is_an_error() -> None:
    with answering(lambda *_: (200, b"")) as url:
        pass
    with pytest.raises(ToolError, match=r"the load went wrong|had no reply"):
        load(url, Send(path="/"), RawReply(200, b"", 0), 1, 1)


def test_connections_are_opened_one_after_the_other_so_that_processes_share_them() -> None:
    """Else the first process to wake would take them all. What is sent before all are there is not counted."""
    first: dict[int, float] = {}

    def reply(_: int, line: str, __: bytes) -> tuple[int, bytes]:
        first.setdefault(int(line.rpartition("from ")[2]), time.monotonic())
        return 200, b""

    with answering(reply) as url:
        result = load(url, Send(path="/"), RawReply(200, b"", 0), 8, 1)
    moments = sorted(first.values())
    assert len(moments) == 8
    assert moments[-1] - moments[0] >= 0.05
    assert result.counted < result.requests


def test_the_generator_has_a_release() -> None:
    assert generator().startswith("wrk ")
    assert any(sign.isdigit() for sign in generator())
