"""Guides to where a function is called: real events, the real runtime client, and what it notices."""

import base64
from pathlib import Path

import httpx
import pytest

from tests.deploy.events import BROKEN, Request, event_of, reply_of
from tests.deploy.function import called, handler_of
from tests.deploy.guides import Case, all_cases, lay_out
from tests.deploy.start import UnreadableStart

CASES = [case for case in all_cases() if case.guide.start.port is None]
PLAYER = {"name": "Ada", "high_score": 9001}


def test_there_is_a_guide_to_a_function() -> None:
    assert CASES


def test_an_event_has_the_documented_shape() -> None:
    headers = {"cookie": "a=1; b=2", "content-type": "application/json", "user-agent": "agent"}
    event = event_of(Request("POST", "/my/path", "one=1&one=2&two=3", headers, b'{"a": 1}', "198.51.100.7"))
    assert event["version"] == "2.0"
    assert (event["rawPath"], event["rawQueryString"]) == ("/my/path", "one=1&one=2&two=3")
    assert event["cookies"] == ["a=1", "b=2"]
    assert "cookie" not in event["headers"]
    assert event["queryStringParameters"] == {"one": "1,2", "two": "3"}
    assert (event["body"], event["isBase64Encoded"]) == ('{"a": 1}', False)
    http = event["requestContext"]["http"]
    assert (http["method"], http["path"], http["sourceIp"]) == ("POST", "/my/path", "198.51.100.7")


def test_what_is_no_text_is_passed_on_in_base64() -> None:
    event = event_of(Request("POST", "/", "", {"content-type": "image/png"}, b"\xff\x00"))
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


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("broken", ["the handler is misspelt", "the app is not adapted", "the module does not load"])
def test_a_function_that_does_not_work_is_noticed(case: Case, broken: str, tmp_path: Path) -> None:
    context = lay_out(case, tmp_path / "context")
    handler = handler_of(context / case.guide.start.file)
    module = handler.rpartition(".")[0]
    match broken:
        case "the handler is misspelt":
            handler = f"{module}.handel"
        case "the app is not adapted":
            (context / f"{module}.py").write_text("from main import app as handler\n", "utf-8")
        case _:
            (context / f"{module}.py").write_text("import no_such_module\n", "utf-8")
    with called(handler, context, case.stack()) as server:
        reply = httpx.post(f"{server.url}/players", json=PLAYER, trust_env=False, timeout=40)
    assert (reply.status_code, reply.content) == (BROKEN.status, BROKEN.body)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_only_the_guides_own_packages_are_there(case: Case, tmp_path: Path) -> None:
    """The runtime client must not lend the app what the tests' environment happens to have."""
    context = lay_out(case, tmp_path / "context")
    handler = handler_of(context / case.guide.start.file)
    file = context / f"{handler.rpartition('.')[0]}.py"
    file.write_text(f"import httpx\n{file.read_text('utf-8')}", "utf-8")
    with called(handler, context, case.stack()) as server:
        reply = httpx.post(f"{server.url}/players", json=PLAYER, trust_env=False, timeout=40)
        assert "No module named 'httpx'" in server.settled_console()
    assert reply.status_code == BROKEN.status


def test_a_template_of_two_functions_is_refused(tmp_path: Path) -> None:
    function = "{Type: 'AWS::Serverless::Function', Properties: {Handler: a.b}}"
    (tmp_path / "template.yaml").write_text(f"Resources: {{A: {function}, B: {function}}}\n", "utf-8")
    with pytest.raises(UnreadableStart, match="2 functions"):
        handler_of(tmp_path / "template.yaml")
