"""Requests, uploads, WebSockets, streams, and clients that come again: sent to real servers."""

import itertools
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from typing import Any

import pytest
from pydantic import ValidationError
from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.sync.server import Server as SocketServer
from websockets.sync.server import ServerConnection, serve

from macros.model.task import Send
from tests.proofs.asking.replies import RawReply
from tests.proofs.asking.requests import send
from tests.proofs.errors import ServerError, SilentError


class VisitedServer(BaseHTTPRequestHandler):
    """Shows what came, counts visits in a cookie, and sends a page in parts."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._reply(json.dumps({"type": self.headers["Content-Type"], "body": body}))

    def do_GET(self) -> None:
        path, _, pause = self.path.partition("?")
        if path == "/visits":
            found = re.search(r"visits=(\d+)", self.headers["Cookie"] or "")
            visits = int(found[1]) + 1 if found else 1
            self._reply(str(visits), {"Set-Cookie": f"visits={visits}"})
        elif path == "/clock":
            self._reply(str(time.monotonic()))
        else:
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for part in ("one", "two", "three"):
                self.wfile.write(f"{len(part):x}\r\n{part}\r\n".encode())
                self.wfile.flush()
                time.sleep(float(pause))
            self.wfile.write(b"0\r\n\r\n")

    def _reply(self, text: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(200)
        for name, value in {"Content-Length": str(len(text)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), VisitedServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def _talk(socket: ServerConnection) -> None:
    for message in socket:
        if message == "goodbye":
            return
        socket.send(bytes(5) if message == "bytes" else f"You said {message!s}")


def _only_chat(socket: ServerConnection, request: Request) -> Response | None:
    if request.path == "/chat" and request.headers.get("X-Key", "ours") == "ours":
        return None
    return Response(403, "Never", Headers({"Content-Type": "text/plain", "Content-Length": "5"}), b"never")


@pytest.fixture
def sockets() -> Iterator[str]:
    server: SocketServer = serve(_talk, "127.0.0.1", 0, process_request=_only_chat)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.socket.getsockname()[1]}"
    server.shutdown()


def told(url: str, before: tuple[Send, ...] = (), **what: Any) -> RawReply:
    (reply,) = send(url, Send.model_validate(what), before)
    return reply


def test_a_file_is_sent_as_a_browser_sends_it_with_the_forms_fields_beside_it(site: str) -> None:
    photo = {"name": "cat.svg", "content": "<svg/>", "media_type": "image/svg+xml"}
    reply = json.loads(told(site, method="POST", path="/", files={"photo": photo}, form={"title": "A cat"}).body)
    assert reply["type"].startswith("multipart/form-data; boundary=")
    assert 'name="photo"; filename="cat.svg"\r\nContent-Type: image/svg+xml\r\n\r\n<svg/>' in reply["body"]
    assert 'name="title"\r\n\r\nA cat' in reply["body"]


def test_each_message_over_a_websocket_is_answered_before_the_next(sockets: str) -> None:
    reply = told(sockets, path="/chat", websocket=["hello", "bytes"], headers={"X-Key": "ours"})
    assert (reply.status, reply.reason, reply.pieces) == (101, "Switching Protocols", 2)
    assert reply.messages == ("You said hello", "(5 bytes)")
    assert json.loads(reply.body) == ["You said hello", "(5 bytes)"]
    assert not reply.headers


def test_a_websocket_that_is_closed_early_has_the_answers_until_then(sockets: str) -> None:
    reply = told(sockets, path="/chat", websocket=["hello", "goodbye", "hello"])
    assert (reply.status, reply.messages) == (101, ("You said hello",))


@pytest.mark.parametrize(("path", "headers"), [("/other", {}), ("/chat", {"X-Key": "theirs"})])
def test_a_websocket_that_is_not_opened_is_a_plain_reply(sockets: str, path: str, headers: dict[str, str]) -> None:
    reply = told(sockets, path=path, websocket=["hello"], headers=headers)
    assert (reply.status, reply.reason, reply.media_type) == (403, "Never", "text/plain")
    assert (reply.text, reply.messages) == ("never", None)


def test_a_websocket_that_nobody_answers_is_an_error(site: str) -> None:
    gone = "http://127.0.0.1:9"
    with pytest.raises(ServerError, match="GET /chat was not answered"):
        told(gone, path="/chat", websocket=["hello"])
    reply = told(site, path="/visits", websocket=["hello"])
    assert reply.status == 200, "a server that speaks no WebSocket answers as it answers any request"


@pytest.mark.parametrize(("pause", "moments"), [(0.15, (3, 6, 11)), (0.0, (11,))])
def test_pieces_are_counted_by_the_moments_at_which_they_come(
    site: str, pause: float, moments: tuple[int, ...]
) -> None:
    reply = told(site, path=f"/parts?{pause}")
    assert (reply.text, reply.pieces) == ("onetwothree", len(moments))
    assert reply.moments == moments, "how much had come by then"


def test_the_same_client_keeps_its_cookies_and_another_has_none(site: str) -> None:
    visit = Send(path="/visits")
    assert told(site, (visit, visit), path="/visits").text == "3"
    assert told(site, path="/visits").text == "1"


def test_a_wait_lies_between_what_comes_before_and_the_request_and_is_not_timed(site: str) -> None:
    began = time.monotonic()
    reply = told(site, (Send(path="/visits"),), path="/clock", wait=0.4)
    assert float(reply.text) - began >= 0.4
    assert reply.seconds < 0.4


@pytest.mark.parametrize(
    "what",
    [
        {"json": {}, "form": {}},
        {"websocket": ["a"], "body": "b"},
        {"websocket": ["a"], "copies": 2},
        {"files": {"a": {"name": "a", "content": ""}}, "json": {}},
        {"copies": 51},
        {"copies": 2, "numbered_from": 3},
        {"path": "/${copy}", "numbered_from": 3},
        {"wait": 6.0},
    ],
)
def test_what_cannot_be_sent_is_refused_as_data(what: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Send.model_validate({"path": "/", **what})


class Repeater(BaseHTTPRequestHandler):
    """Answers with what it was asked, after as many seconds as the query says."""

    def do_POST(self) -> None:
        time.sleep(float(self.path.partition("?")[2].partition("&")[0] or 0))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        sent = {"path": self.path, "type": self.headers["Content-Type"], "key": self.headers["X-Key"], "body": body}
        text = json.dumps(sent).encode()
        self.send_response(307, "Elsewhere")
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def echo(kind: type[HTTPServer] = ThreadingHTTPServer) -> Iterator[str]:
    server = kind(("127.0.0.1", 0), Repeater)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("what", "media_type", "body"),
    [
        ({"json": {"name": "Ada"}}, "application/json", '{"name":"Ada"}'),
        ({"json": None}, "application/json", "null"),
        ({"form": {"name": "Ada L"}}, "application/x-www-form-urlencoded", "name=Ada+L"),
        ({"body": "{", "headers": {"Content-Type": "application/json"}}, "application/json", "{"),
        ({"body": "plain"}, None, "plain"),
        ({"headers": {"X-Key": "secret"}}, None, ""),
    ],
)
def test_a_request_is_sent_as_it_is_written(what: dict[str, Any], media_type: str | None, body: str) -> None:
    path = "/hello/%3Cscript%3E"
    with echo() as url:
        (reply,) = send(url, Send.model_validate({"method": "POST", "path": path, **what}))
    assert reply.status == 307, "redirections are shown, not followed"
    assert reply.reason == "Elsewhere", "what the server sent, not what is usual"
    key = what.get("headers", {}).get("X-Key")
    assert json.loads(reply.body) == {"path": path, "type": media_type, "key": key, "body": body}


@pytest.mark.parametrize(("kind", "overlapped"), [(ThreadingHTTPServer, True), (HTTPServer, False)])
def test_copies_are_sent_at_the_same_moment_and_timed_together(kind: type[HTTPServer], overlapped: bool) -> None:
    with echo(kind) as url:
        replies = send(url, Send(method="POST", path="/?0.3", copies=4))
    assert len(replies) == 4
    assert {reply.seconds for reply in replies} == {replies[0].seconds}
    assert (replies[0].seconds < 1.0) is overlapped
    assert (replies[0].seconds >= 1.2) is not overlapped
    assert {reply.spread for reply in replies} == {replies[0].spread}
    assert (replies[0].spread < 2) is overlapped, "the last one takes no longer than the first, or four times as long"


def test_numbered_copies_may_take_as_long_as_their_numbers_say() -> None:
    with echo() as url:
        replies = send(url, Send(method="POST", path="/?0.${copy}", copies=3, numbered_from=3))
        shared = send(url, Send(method="POST", path="/?0.3&${copy}", copies=3, numbered_from=3))
    assert [json.loads(reply.body)["path"] for reply in replies] == ["/?0.3", "/?0.4", "/?0.5"]
    assert 0.3 <= replies[0].quickest < 0.4 < 0.5 <= replies[0].seconds
    assert replies[0].spread < 1.3
    assert shared[0].spread >= 1.3, "the last one has not waited for as long as it is to wait"


def test_who_waits_no_longer_than_is_said_is_told_so() -> None:
    with echo() as url, pytest.raises(SilentError, match=r"not answered within 0\.1 s"):
        send(url, Send(method="POST", path="/?9"), limit=0.1)


def test_a_request_that_nobody_answers_is_an_error() -> None:
    with echo() as url:
        pass
    with pytest.raises(ServerError, match="GET /gone was not answered"):
        send(url, Send(path="/gone"))


@contextmanager
def breaking(times: int) -> Iterator[str]:
    """A server that breaks the first connections in the middle of a request, and refuses what comes after them."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with suppress(OSError):
                for number in itertools.count():
                    connection, _ = server.accept()
                    with connection:
                        received = connection.recv(1000)
                        while received.startswith(b"POST") and not received.endswith(b"all"):
                            received += connection.recv(1000)
                        if number < times:
                            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                            continue
                        connection.sendall(b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("times", "request_", "answered"),
    [
        (2, Send(method="POST", path="/", body="all"), True),
        (3, Send(method="POST", path="/", body="all"), False),
        (1, Send(path="/"), False),
    ],
)
def test_what_has_a_body_is_sent_again_where_the_connection_broke(times: int, request_: Send, answered: bool) -> None:
    with breaking(times) as url, nullcontext() if answered else pytest.raises(ServerError, match="was not answered"):
        assert send(url, request_)[0].status == 413
