"""A reply fits exactly one outcome, and all that an outcome says must hold."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from macros.model.task import Exchange, Outcome, Send
from tests.runner.errors import ProofError, ServerError
from tests.runner.exchanges import Answer, explain_unfit, holds, misfits, outcome_of, same, send


def answer(status: int = 200, body: Any = "", headers: dict[str, str] | None = None, seconds: float = 0.1) -> Answer:
    text = body if isinstance(body, str) else json.dumps(body)
    return Answer(status, httpx.Headers(headers or {}), text.encode(), seconds)


def exchange(**outcomes: dict[str, Any]) -> Exchange:
    return Exchange.model_validate({"short": "Ask.", "send": {"path": "/"}, "outcomes": outcomes})


JSON = {"content-type": "application/json; charset=utf-8"}


@pytest.mark.parametrize(
    ("outcome", "fits"),
    [
        ({"status": 201}, True),
        ({"status": [400, 422]}, False),
        ({"status": [200, 201]}, True),
        ({"media_type": "application/json"}, True),
        ({"media_type": "text/html"}, False),
        ({"headers": {"X-Kind": "a"}}, True),
        ({"headers": {"x-kind": "A"}}, False),
        ({"headers": {"Missing": "a"}}, False),
        ({"lacks_headers": ["Allow"]}, True),
        ({"lacks_headers": ["X-Kind"]}, False),
        ({"json": {"a": 1, "b": {"c": [True]}}}, True),
        ({"json": {"a": 1}}, False),
        ({"json_contains": {"b": {}}}, True),
        ({"json_contains": {"b": {"c": [1]}}}, False),
        ({"json_contains": {"d": None}}, False),
        ({"contains": ['"a"', '"b"']}, True),
        ({"contains": ['"a"', "<b>"]}, False),
        ({"lacks": ["<b>"]}, True),
        ({"lacks": ['"a"']}, False),
        ({"seconds_below": 0.2}, True),
        ({"seconds_below": 0.1}, False),
        ({"seconds_from": 0.1}, True),
        ({"seconds_from": 0.2}, False),
        ({"status": 201, "lacks": ['"a"']}, False),
    ],
)
def test_all_that_an_outcome_says_must_hold(outcome: dict[str, Any], fits: bool) -> None:
    reply = answer(201, {"a": 1, "b": {"c": [True]}}, {**JSON, "X-Kind": "a"})
    assert (misfits(Outcome.model_validate(outcome), reply) == []) is fits


def test_json_is_compared_as_json() -> None:
    assert same({"a": [1, "x", None]}, {"a": [1, "x", None]})
    assert not same(True, 1)
    assert not same([1, 2], [2, 1])
    assert holds({"detail": [{"type": "missing", "loc": ["body"]}]}, {"detail": [{"type": "missing"}]})
    assert misfits(Outcome.model_validate({"json": None}), answer(body="null")) == []
    assert misfits(Outcome.model_validate({"json": None}), answer(body="<p>")) == ["the body is not JSON"]


def test_the_one_outcome_that_fits_is_found() -> None:
    asked = exchange(created={"status": 201}, refused={"status": [400, 422]})
    assert outcome_of("ask", asked, [answer(422)]) == "refused"


def test_a_reply_that_fits_none_is_explained_with_all_that_came_back() -> None:
    asked = exchange(created={"status": 201}, refused={"status": [400, 422]})
    replies = [answer(500, "Internal trouble", {"x-kind": "a"})]
    assert outcome_of("ask", asked, replies) == "unfit"
    text = explain_unfit("ask", asked, replies)
    for part in ("status 500 is not 201", "status 500 is not 400 or 422", "HTTP 500", "x-kind: a", "Internal trouble"):
        assert part in text


def test_a_reply_that_fits_two_is_an_error() -> None:
    asked = exchange(fine={"status": 200}, also={"contains": ["x"]})
    with pytest.raises(ProofError, match=r"fits 2 outcomes \(fine, also\)"):
        outcome_of("ask", asked, [answer(200, "x")])


def test_copies_with_different_outcomes_fit_none() -> None:
    asked = exchange(fine={"status": 200}, busy={"status": 503})
    assert outcome_of("ask", asked, [answer(200), answer(503)]) == "unfit"
    assert outcome_of("ask", asked, [answer(503), answer(503)]) == "busy"


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked, after as many seconds as the query says."""

    def do_POST(self) -> None:
        time.sleep(float(self.path.partition("?")[2] or 0))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        sent = {"path": self.path, "type": self.headers["Content-Type"], "key": self.headers["X-Key"], "body": body}
        text = json.dumps(sent).encode()
        self.send_response(307)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def echo(kind: type[HTTPServer] = ThreadingHTTPServer) -> Iterator[str]:
    server = kind(("127.0.0.1", 0), Echo)
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


def test_a_request_that_nobody_answers_is_an_error() -> None:
    with echo() as url:
        pass
    with pytest.raises(ServerError, match="GET /gone was not answered"):
        send(url, Send(path="/gone"))
