"""The commands that a page prints send what the proof sends: they are run, and what arrives is compared."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.model.task import Send
from macros.views.requests import curl, httpie
from tests.proofs.asking.requests import send as send_as_the_proof
from tests.views.echo import Echo, listening, typed


@pytest.fixture(scope="module")
def server() -> Iterator[Echo]:
    with listening() as echo:
        yield echo


@pytest.fixture
def echo(server: Echo) -> Echo:
    server.arrivals.clear()
    return server


def request(**keys: Any) -> Send:
    return Send.model_validate({"path": "/ask", **keys})


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
def test_the_printed_curl_command_sends_what_the_proof_sends(name: str, echo: Echo, tmp_path: Path) -> None:
    command = curl(REQUESTS[name], echo.base)
    typed(command, tmp_path)
    send_as_the_proof(echo.base, REQUESTS[name])
    by_hand, by_proof = echo.arrivals
    assert by_hand.essence() == by_proof.essence(), command


@pytest.mark.needs("curl")
def test_copies_are_sent_at_the_same_moment_by_one_command(echo: Echo, tmp_path: Path) -> None:
    command = curl(request(method="POST", json={"a": 1}, copies=4, headers={"X-Long": "x" * 80}), echo.base)
    assert "real" in typed(command, tmp_path), "the command says how long all of them took"
    assert [arrival.body for arrival in echo.arrivals] == [b'{"a": 1}'] * 4


@pytest.mark.needs("curl")
@pytest.mark.parametrize("path", ["/a?0.${copy}", "/a/${copy}"])
def test_numbered_copies_send_their_numbers(path: str, echo: Echo, tmp_path: Path) -> None:
    typed(curl(request(path=path, copies=3, numbered_from=9), echo.base), tmp_path)
    assert {arrival.target for arrival in echo.arrivals} == {
        path.replace("${copy}", number) for number in ("9", "10", "11")
    }


@pytest.mark.needs("curl")
def test_an_upload_sends_the_file_and_the_fields_beside_it(echo: Echo, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("first\nsecond\n")
    file = {"name": "notes.txt", "content": "first\nsecond\n"}
    upload = request(method="POST", files={"upload": file}, form={"title": "@home <b>", "note": "it's"})
    command = curl(upload, echo.base)
    typed(command, tmp_path)
    send_as_the_proof(echo.base, upload)
    by_hand, by_proof = echo.arrivals
    assert by_hand.essence() == by_proof.essence(), command
    assert "--form POST" in httpie(upload, "http://h")
    assert "'upload@notes.txt;type=text/plain'" in httpie(upload, "http://h")


@pytest.mark.needs("curl")
def test_earlier_requests_of_the_same_client_come_first_and_their_cookies_are_kept(echo: Echo, tmp_path: Path) -> None:
    last = request(path="/me", wait=0.1)
    before = [request(path="/login", method="POST", form={"name": "Ada"})]
    command = curl(last, echo.base, before)
    typed(command, tmp_path)
    assert [arrival.target for arrival in echo.arrivals] == ["/login", "/me"]
    assert echo.arrivals[1].headers["cookie"] == ["who=ada"]
    assert "sleep 0.1" in command.splitlines()
    assert httpie(last, "http://h", before).count("--session=./cookies.json") == 2


def test_a_websocket_is_talked_to_by_a_client_that_reads_lines_and_httpie_cannot() -> None:
    messages = request(path="/echo", websocket=["hello", "again"])
    assert curl(messages, "http://h").splitlines() == [
        "python -m websockets ws://h/echo",
        "# then type, a line each:",
        "#   hello",
        "#   again",
    ]
    assert httpie(messages, "http://h") == ""


def test_a_short_command_is_on_one_line_and_a_long_one_is_broken_after_its_address() -> None:
    assert curl(request(), "http://h") == "curl -i http://h/ask"
    long = curl(request(method="PUT", json={"name": "a long name " * 5}), "http://h")
    assert long.splitlines()[0] == "curl -i -X PUT \\"
    assert long.splitlines()[1] == "  http://h/ask \\"


@pytest.mark.parametrize(
    ("send", "words"),
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
def test_httpie_gets_fields_only_where_it_reads_them_as_they_are_meant(send: Send, words: list[str]) -> None:
    assert shlex.split(httpie(send, "http://h")) == words


VISIT = request(take={"session": {"cookie": "sid"}, "token": {"text": 'value="(.+)"'}, "id": {"header": "X-Id"}})
TAKES = [
    "# SESSION is the cookie sid of this answer",
    '# TOKEN is what the parentheses in value="(.+)" match in this answer',
    "# ID is the header X-Id of this answer",
]


def test_what_is_taken_from_an_earlier_answer_is_said_and_then_sent_by_name() -> None:
    send = request(method="POST", form={"token": "${token}"})
    lines = curl(send, "http://x", [VISIT]).splitlines()
    assert lines[:4] == ["curl -i -b cookies.txt -c cookies.txt http://x/ask", *TAKES]
    assert "token=TOKEN" in lines[-1]
    assert httpie(send, "http://x", [VISIT]) == ""


def test_an_earlier_request_too_sends_by_name_what_it_got_before() -> None:
    before = request(method="POST", form={"token": "${token}"})
    for lines in (curl(request(), "http://x", [VISIT, before]), curl(request(), "http://x", (), [VISIT, before])):
        assert "token=TOKEN" in lines
        assert "%7B" not in lines


def test_what_another_client_got_is_kept_apart_and_forged_as_said() -> None:
    lines = curl(request(cookies={"sid": "${session|changed}"}), "http://x", (), [VISIT]).splitlines()
    assert lines == [
        "curl -i -b other.txt -c other.txt http://x/ask",
        *TAKES,
        "# FORGED-SESSION is SESSION with its numbers raised and its signature kept",
        "curl -i -b sid=FORGED-SESSION http://x/ask",
    ]
