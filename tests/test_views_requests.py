"""The commands that a page prints send what the proof sends: they are run, and what arrives is compared."""

import contextlib
import json
import shlex
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest

from macros.model.task import Send
from macros.reader import load
from macros.views.requests import curl, httpie
from tests.runner.exchanges import send as send_as_the_proof
from tests.site_copy import ROOT


@dataclass(frozen=True)
class Arrival:
    method: str
    target: str
    headers: dict[str, list[str]]
    body: bytes

    def essence(self) -> tuple[Any, ...]:
        """What the server's program sees of it, whoever sent it."""
        kind = self.headers.get("content-type", [])
        body: object = self.body
        if kind == ["application/json"]:
            with contextlib.suppress(ValueError):
                body = json.loads(self.body)
        elif kind == ["application/x-www-form-urlencoded"]:
            body = parse_qsl(self.body.decode(), keep_blank_values=True)
        elif kind and kind[0].startswith("multipart/form-data"):
            whole = message_from_bytes(b"Content-Type: " + kind[0].encode() + b"\r\n\r\n" + self.body)
            kind = ["multipart/form-data"]
            body = {
                str(part.get("Content-Disposition")): (part.get_filename() and part.get_content_type(), _content(part))
                for part in whole.walk()
                if not part.is_multipart()
            }
        extra = {name: value for name, value in self.headers.items() if name.startswith("x-")}
        return self.method, unquote(self.target), kind, body, extra


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


@dataclass
class Echo:
    base: str
    arrivals: list[Arrival] = field(default_factory=list)


@pytest.fixture(scope="module")
def server() -> Iterator[Echo]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers: dict[str, list[str]] = {}
            for name, value in self.headers.items():
                headers.setdefault(name.lower(), []).append(value)
            heard.arrivals.append(Arrival(self.command, self.path, headers, body))
            self.send_response(204)
            if self.path == "/login":
                self.send_header("Set-Cookie", "who=ada")
            self.end_headers()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = answer

        def log_message(self, format: str, *args: Any) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    heard = Echo(f"http://127.0.0.1:{listening.server_port}")
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield heard
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def echo(server: Echo) -> Echo:
    server.arrivals.clear()
    return server


def request(**what: Any) -> Send:
    return Send.model_validate({"path": "/ask", **what})


REQUESTS = {
    "plain": request(),
    "query": request(path="/ask?name=Ada&of=a%20b"),
    "brackets and braces": request(path="/ask?list[]=1&range=[1-3]&set={a,b}"),
    "letters beyond ASCII": request(path="/café?q=ñ"),
    "head": request(method="HEAD"),
    "options": request(method="OPTIONS"),
    "delete": request(method="DELETE"),
    "headers": request(headers={"X-Name": 'it\'s "quoted" $HOME `id` \\', "X-At": "@file", "X-Is": "=1"}),
    "json": request(method="POST", json={"name": "Ada", "high_score": 9001}),
    "quotes in json": request(method="POST", json={"name": 'O\'Hara "$(id)" \\ !! é\n'}),
    "json that looks like a file": request(method="POST", json={"name": "@/etc/passwd", "other": "=x"}),
    "json list": request(method="POST", json=["@a", 1, None, True]),
    "json text": request(method="POST", json="@/etc/passwd"),
    "json null": request(method="POST", json=None),
    "empty json": request(method="POST", json={}),
    "json with digits as key": request(method="POST", json={"1": "a", "a b": 2}),
    "deep json": request(method="PUT", json={"a": {"b": [1.5, {"c": "'"}]}}),
    "json as patch": request(method="PATCH", json={"a": False}),
    "json of a declared type": request(method="POST", json={"a": 1}, headers={"content-type": "application/json"}),
    "form": request(method="POST", form={"name": "Ada & Bob's", "age": "1+1=2", "empty": ""}),
    "form that looks like a file": request(method="POST", form={"name": "@/etc/passwd", "a b": "c\\d"}),
    "body": request(method="POST", body='{"name": "Ada", ', headers={"Content-Type": "application/json; x=1"}),
    "body of no type": request(method="POST", body="@/etc/passwd 'x' $y"),
    "empty body": request(method="POST", body="", headers={"Content-Type": "text/plain"}),
    "body in a get": request(method="GET", json={"a": 1}),
}


@pytest.mark.needs("curl")
@pytest.mark.parametrize("name", REQUESTS)
def test_the_printed_curl_command_sends_what_the_proof_sends(name: str, echo: Echo) -> None:
    what = REQUESTS[name]
    command = curl(what, echo.base)
    subprocess.run(["bash", "-c", command], check=True, capture_output=True, timeout=30)
    send_as_the_proof(echo.base, what)
    typed, proved = echo.arrivals
    assert typed.essence() == proved.essence(), command


@pytest.mark.needs("curl")
def test_copies_are_sent_at_the_same_moment_by_one_command(echo: Echo) -> None:
    command = curl(request(method="POST", json={"a": 1}, copies=4, headers={"X-Long": "x" * 80}), echo.base)
    done = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True, timeout=30)
    assert [one.body for one in echo.arrivals] == [b'{"a": 1}'] * 4
    assert "real" in done.stderr, "the command says how long all of them took"


@pytest.mark.needs("curl")
def test_every_printed_command_of_the_project_sends_what_the_proof_sends(echo: Echo, tmp_path: Path) -> None:
    tasks = load(ROOT).catalog.tasks
    exchanges = [one for task in tasks.values() for one in task.exchanges.values()]
    sends = [one.send for one in exchanges if one.send and one.send.websocket is None]
    assert sends
    for what in sends:
        echo.arrivals.clear()
        one = what.model_copy(update={"copies": 1, "wait": 0})
        for file in (what.files or {}).values():
            (tmp_path / file.name).write_text(file.content, encoding="utf-8")
        subprocess.run(["bash", "-c", curl(one, echo.base)], cwd=tmp_path, check=True, capture_output=True, timeout=30)
        send_as_the_proof(echo.base, one)
        assert echo.arrivals[0].essence() == echo.arrivals[1].essence()


@pytest.mark.needs("curl")
def test_an_upload_sends_the_file_and_the_fields_beside_it(echo: Echo, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("first\nsecond\n")
    file = {"name": "notes.txt", "content": "first\nsecond\n"}
    what = request(method="POST", files={"upload": file}, form={"title": "@home <b>", "note": "it's"})
    command = curl(what, echo.base)
    subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True, capture_output=True, timeout=30)
    send_as_the_proof(echo.base, what)
    typed, proved = echo.arrivals
    assert typed.essence() == proved.essence(), command
    assert "--form POST" in httpie(what, "http://h")
    assert "'upload@notes.txt;type=text/plain'" in httpie(what, "http://h")


@pytest.mark.needs("curl")
def test_earlier_requests_of_the_same_client_come_first_and_their_cookies_are_kept(echo: Echo, tmp_path: Path) -> None:
    what = request(path="/me", wait=0.1)
    before = [request(path="/login", method="POST", form={"name": "Ada"})]
    command = curl(what, echo.base, before)
    subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True, capture_output=True, timeout=30)
    assert [one.target for one in echo.arrivals] == ["/login", "/me"]
    assert echo.arrivals[1].headers["cookie"] == ["who=ada"]
    assert "sleep 0.1" in command.splitlines()
    assert httpie(what, "http://h", before).count("--session=./cookies.json") == 2


def test_a_websocket_is_talked_to_by_a_client_that_reads_lines_and_httpie_cannot() -> None:
    what = request(path="/echo", websocket=["hello", "again"])
    assert curl(what, "http://h").splitlines() == [
        "python -m websockets ws://h/echo",
        "# then type, a line each:",
        "#   hello",
        "#   again",
    ]
    assert httpie(what, "http://h") == ""


def test_a_short_command_stands_on_one_line_and_a_long_one_is_broken_after_its_address() -> None:
    assert curl(request(), "http://h") == "curl -i http://h/ask"
    long = curl(request(method="PUT", json={"name": "a long name " * 5}), "http://h")
    assert long.splitlines()[0] == "curl -i -X PUT \\"
    assert long.splitlines()[1] == "  http://h/ask \\"


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (request(), ["http", "GET", "http://h/ask"]),
        (
            request(method="POST", json={"name": "O'Hara", "n": 1, "deep": {"a": None}}),
            ["http", "POST", "http://h/ask", "name=O'Hara", "n:=1", 'deep:={"a": null}'],
        ),
        (request(method="POST", json={}), ["http", "POST", "http://h/ask", "--raw", "{}"]),
        (request(method="POST", json={"a": "@b"}), ["http", "POST", "http://h/ask", "--raw", '{"a": "@b"}']),
        (request(method="POST", json={"a-b": 1}), ["http", "POST", "http://h/ask", "--raw", '{"a-b": 1}']),
        (request(method="POST", form={"a": "b c"}), ["http", "--form", "POST", "http://h/ask", "a=b c"]),
        (
            request(method="POST", form={"a": "@b"}),
            ["http", "POST", "http://h/ask", "Content-Type:application/x-www-form-urlencoded", "--raw", "a=%40b"],
        ),
        (request(method="POST", body="x"), ["http", "POST", "http://h/ask", "Content-Type:", "--raw", "x"]),
        (request(headers={"X-A": "@b"}), ["http", "GET", "http://h/ask", "X-A:\\@b"]),
    ],
)
def test_httpie_gets_fields_only_where_it_reads_them_as_they_are_meant(what: Send, words: list[str]) -> None:
    assert shlex.split(httpie(what, "http://h")) == words
