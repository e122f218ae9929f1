"""Stand-ins for API Gateway and Lambda: events, answers, and the way of a request through both."""

import base64
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
import pytest

from macros.starts import UnreadableStart
from tests.proofs.deployments.events import BROKEN, GatewayRequest, event_of, reply_of
from tests.proofs.deployments.function import handler_of
from tests.proofs.deployments.gateway import RUNTIME, Function, served


def test_an_event_has_the_documented_shape() -> None:
    headers = {"cookie": "a=1; b=2", "content-type": "application/json", "user-agent": "agent"}
    event = event_of(GatewayRequest("POST", "/my/path", "one=1&one=2&two=3", headers, b'{"a": 1}', "198.51.100.7"))
    assert event["version"] == "2.0"
    assert (event["rawPath"], event["rawQueryString"]) == ("/my/path", "one=1&one=2&two=3")
    assert event["cookies"] == ["a=1", "b=2"]
    assert "cookie" not in event["headers"]
    assert event["queryStringParameters"] == {"one": "1,2", "two": "3"}
    assert (event["body"], event["isBase64Encoded"]) == ('{"a": 1}', False)
    http = event["requestContext"]["http"]
    assert (http["method"], http["path"], http["sourceIp"]) == ("POST", "/my/path", "198.51.100.7")


def test_what_is_no_text_is_passed_on_in_base64() -> None:
    event = event_of(GatewayRequest("POST", "/", "", {"content-type": "image/png"}, b"\xff\x00"))
    assert event["isBase64Encoded"]
    assert base64.b64decode(event["body"]) == b"\xff\x00"


@pytest.mark.parametrize(
    ("answer", "status", "body"),
    [
        (b'{"statusCode": 201, "body": "x"}', 201, b"x"),
        (b'{"statusCode": 200, "body": "/wA=", "isBase64Encoded": true}', 200, b"\xff\x00"),
        (b'{"name": "Ada"}', 200, b'{"name": "Ada"}'),
        (b"not JSON", 500, BROKEN.body),
    ],
)
def test_answers_are_read_as_documented(answer: bytes, status: int, body: bytes) -> None:
    reply = reply_of(answer)
    assert (reply.status, reply.body) == (status, body)


def test_cookies_become_headers() -> None:
    reply = reply_of(b'{"statusCode": 200, "headers": {"X-A": "1"}, "cookies": ["a=1", "b=2"]}')
    assert reply.headers == [("x-a", "1"), ("set-cookie", "a=1"), ("set-cookie", "b=2")]


@dataclass(frozen=True)
class Running:
    """The gateway and the Runtime API, and the function that waits between them."""

    gateway: httpx.Client
    runtime: httpx.Client
    function: Function

    def work(self, answer: Callable[[httpx.Response], httpx.Response]) -> threading.Thread:
        """Fetch one event, and answer it, as a runtime client does."""
        client = threading.Thread(target=lambda: answer(self.runtime.get(f"{RUNTIME}/invocation/next")), daemon=True)
        client.start()
        return client

    def invocation(self, event: httpx.Response, end: str, body: str) -> httpx.Response:
        """Post the end of an invocation."""
        name = event.headers["Lambda-Runtime-Aws-Request-Id"]
        return self.runtime.post(f"{RUNTIME}/invocation/{name}/{end}", content=body)


@pytest.fixture
def between() -> Iterator[Running]:
    function = Function()
    runtime, gateway = served(function)
    clients = [
        httpx.Client(base_url=f"http://127.0.0.1:{server.server_port}", trust_env=False, timeout=60)
        for server in (gateway, runtime)
    ]
    yield Running(clients[0], clients[1], function)
    for client in clients:
        client.close()
    for server in (runtime, gateway):
        server.shutdown()
        server.server_close()


def test_a_request_becomes_an_event_and_the_answer_its_reply(between: Running) -> None:
    events: list[dict[str, str]] = []

    def answer(event: httpx.Response) -> httpx.Response:
        events.append(event.json())
        body = '{"statusCode": 201, "headers": {"X-A": "b"}, "body": "made"}'
        return between.invocation(event, "response", body)

    client = between.work(answer)
    reply = between.gateway.post(
        "/a?b=1", content="c", headers=[("X-D", "1"), ("X-D", "2"), ("Content-Type", "text/plain")]
    )
    client.join()
    assert (reply.status_code, reply.text, reply.headers["x-a"]) == (201, "made", "b")
    assert (events[0]["rawPath"], events[0]["rawQueryString"], events[0]["body"]) == ("/a", "b=1", "c")
    assert events[0]["headers"]["x-d"] == "1,2"  # type: ignore[index]


def test_a_function_that_fails_is_a_broken_reply(between: Running) -> None:
    client = between.work(lambda event: between.invocation(event, "error", "{}"))
    assert between.gateway.get("/").content == BROKEN.body
    client.join()


def test_a_function_that_does_not_begin_is_a_broken_reply(between: Running) -> None:
    between.runtime.post(f"{RUNTIME}/init/error", content="{}")
    assert between.gateway.get("/").content == BROKEN.body


def test_a_reply_to_head_has_no_body(between: Running) -> None:
    client = between.work(lambda event: between.invocation(event, "response", '{"statusCode": 200, "body": "x"}'))
    assert between.gateway.head("/").content == b""
    client.join()


def test_the_runtime_api_knows_no_other_address(between: Running) -> None:
    assert between.runtime.get("/other").status_code == 404
    assert between.runtime.post(f"{RUNTIME}/invocation/nobody/response", content="{}").status_code == 404


def test_a_template_of_two_functions_is_refused() -> None:
    function = "{Type: 'AWS::Serverless::Function', Properties: {Handler: a.b}}"
    template = f"Resources: {{A: {function}, B: {function}}}\n"
    with pytest.raises(UnreadableStart, match="2 functions"):
        handler_of("template.yaml", template)
