"""Uploads, WebSockets, streams, clients that come again, and commands: asked of real servers."""

import json
import re
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.sync.server import Server as SocketServer
from websockets.sync.server import ServerConnection, serve

from macros.model.task import Exchange, Send, Task
from tests.runner import process
from tests.runner.asking import ask, before
from tests.runner.errors import ServerError
from tests.runner.exchanges import Answer, outcome_of, send


class Site(BaseHTTPRequestHandler):
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
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def _talk(socket: ServerConnection) -> None:
    for message in socket:
        socket.send(bytes(5) if message == "bytes" else f"You said {message!s}")


def _only_chat(socket: ServerConnection, request: Request) -> Response | None:
    if request.path == "/chat" and request.headers.get("X-Key", "ours") == "ours":
        return None
    return Response(403, "Forbidden", Headers({"Content-Type": "text/plain", "Content-Length": "5"}), b"never")


@pytest.fixture
def sockets() -> Iterator[str]:
    server: SocketServer = serve(_talk, "127.0.0.1", 0, process_request=_only_chat)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.socket.getsockname()[1]}"
    server.shutdown()


def told(url: str, before: tuple[Send, ...] = (), **what: Any) -> Answer:
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
    assert (reply.status, reply.media_type, reply.pieces) == (101, "application/json", 2)
    assert json.loads(reply.body) == ["You said hello", "(5 bytes)"]


@pytest.mark.parametrize(("path", "headers"), [("/other", {}), ("/chat", {"X-Key": "theirs"})])
def test_a_websocket_that_is_not_opened_is_a_plain_reply(sockets: str, path: str, headers: dict[str, str]) -> None:
    reply = told(sockets, path=path, websocket=["hello"], headers=headers)
    assert (reply.status, reply.media_type, reply.text) == (403, "text/plain", "never")


def test_a_websocket_that_nobody_answers_is_an_error(site: str) -> None:
    gone = "http://127.0.0.1:9"
    with pytest.raises(ServerError, match="GET /chat was not answered"):
        told(gone, path="/chat", websocket=["hello"])
    reply = told(site, path="/visits", websocket=["hello"])
    assert reply.status == 200, "a server that speaks no WebSocket answers as it answers any request"


@pytest.mark.parametrize(("pause", "pieces"), [(0.15, 3), (0.0, 1)])
def test_pieces_are_counted_by_the_moments_at_which_they_come(site: str, pause: float, pieces: int) -> None:
    reply = told(site, path=f"/parts?{pause}")
    assert (reply.text, reply.pieces) == ("onetwothree", pieces)


def test_outcomes_may_ask_how_many_pieces_came(site: str) -> None:
    asked = Exchange.model_validate(
        {
            "short": "Ask.",
            "send": {"path": "/"},
            "outcomes": {"bit-by-bit": {"pieces_from": 3}, "at-once": {"pieces_below": 2}},
        }
    )
    found = [outcome_of("ask", asked, [told(site, path=f"/parts?{pause}")]) for pause in (0.15, 0.0)]
    assert found == ["bit-by-bit", "at-once"]


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
        {"wait": 6.0},
    ],
)
def test_what_cannot_be_sent_is_refused_as_data(what: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Send.model_validate({"path": "/", **what})


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[process.Server]:
    (tmp_path / "hello.py").write_text(
        "import os, sys\nprint(os.getcwd())\nprint('no', file=sys.stderr)\nsys.exit(3)\n"
    )
    port = process.free_port()
    command = f"python -m http.server --bind 127.0.0.1 {port}"
    with process.running(command, tmp_path, stack=Path(sys.prefix), name="a-sample", port=port) as server:
        yield server


def task_with(**exchanges: dict[str, Any]) -> Task:
    given = {name: {"short": "Ask.", "outcomes": {"any": {"status": 0}}, **one} for name, one in exchanges.items()}
    sample = {"framework": "a", "short": "A."}
    return Task.model_validate({"title": "A", "summary": "A", "samples": {"a": sample}, "exchanges": given})


def asked(sample: process.Server, exchange: str, **exchanges: dict[str, Any]) -> Answer:
    task = task_with(**exchanges)
    (reply,) = ask(task, task.exchanges[exchange], sample, Path(sys.prefix))
    return reply


def test_a_command_runs_in_the_samples_folder_with_its_stack(sample: process.Server) -> None:
    reply = asked(sample, "run", run={"run": "python hello.py"})
    assert reply.status == 3, "its exit code stands where a request has the status"
    assert reply.text == f"{sample.folder}\nno\n"


def test_a_command_that_is_not_there_is_an_error(sample: process.Server) -> None:
    with pytest.raises(ServerError, match="there is no program to run `no-such-program now`"):
        asked(sample, "run", run={"run": "no-such-program now"})


def test_a_command_that_does_not_end_is_an_error(sample: process.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.runner.asking.PATIENCE", 0.3)
    with pytest.raises(ServerError, match=r"did not end within 0\.3 s"):
        asked(sample, "run", run={"run": "sleep 30"})


def test_requests_before_are_found_by_their_names_in_their_order(sample: process.Server) -> None:
    exchanges: dict[str, dict[str, Any]] = {
        "a": {"send": {"path": "/a"}},
        "b": {"send": {"path": "/b"}},
        "c": {"send": {"path": "/hello.py", "after": ["b", "a", "b"]}},
    }
    task = task_with(**exchanges)
    assert [one.path for one in before(task, task.exchanges["c"])] == ["/b", "/a", "/b"]
    assert asked(sample, "c", **exchanges).status == 200
    paths = re.findall(r'"GET (\S+) HTTP', sample.settled_console())
    assert paths == ["/b", "/a", "/b", "/hello.py"]


def test_an_exchange_is_a_request_or_a_command() -> None:
    for given in ({}, {"send": {"path": "/"}, "run": "ls"}):
        with pytest.raises(ValidationError, match="an exchange has either 'send' or 'run'"):
            task_with(one=given)
