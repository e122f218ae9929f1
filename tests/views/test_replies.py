"""What was asked of a sample, and what it answered."""

import json
from dataclasses import replace
from typing import Any

import pytest

from macros.catalog import Catalog
from macros.model.base import ExchangeId
from macros.model.record import Reply
from macros.model.task import Outcome
from macros.views.replies import ReplyView, all_alike, body_text, outcome_words, reply_view
from tests.project import ALPHA, ScratchProject

TASK_FILE = "data/tasks/ask/task.yml"
RECORD = "data/records/samples/ask/alpha.json"


def answered(project: ScratchProject, **reply: object) -> ReplyView:
    """Return the view of a reply that the record of the invented sample has."""
    replies = json.loads(project.read(RECORD))["replies"]
    body = {} if {"json", "lines", "messages"} & reply.keys() else {"lines": [""]}
    right = {"outcome": "answered", "status": 200, "reason": "OK", **body, **reply}
    project.edit_json(RECORD, replies={**replies, "right": right})
    view = reply_view(project.catalog, ALPHA, ExchangeId("right"))
    assert view
    return view


def test_a_reply_has_the_request_and_the_outcome(catalog: Catalog) -> None:
    view = reply_view(catalog, ALPHA, ExchangeId("wrong"))
    assert view
    assert (view.label, view.outcome, view.language, view.command) == ("Alpha", "refused", "http", "")
    assert view.curl.endswith("""-d '{"x": 1}'""")
    assert view.httpie == "http POST http://127.0.0.1:8000/ask x:=1"


def test_the_files_that_a_request_sends_can_be_had_with_those_of_the_requests_before_it(
    project: ScratchProject,
) -> None:
    cat, dog = (f"{{photo: {{name: {name}, content: x}}}}" for name in ("cat.txt", "dog.txt"))
    project.edit(TASK_FILE, "send: {path: /ask}", f"send: {{method: POST, path: /ask, files: {cat}, after: [first]}}")
    first = (
        f"  first: {{short: F., send: {{method: POST, path: /ask, files: {dog}}}, outcomes: {{ok: {{status: 200}}}}}}"
    )
    project.edit(TASK_FILE, "exchanges:\n", f"exchanges:\n{first}\n")
    assert answered(project).files == [
        ("dog.txt", "files/requests/ask/first/dog.txt"),
        ("cat.txt", "files/requests/ask/right/cat.txt"),
    ]


def test_what_is_done_in_a_browser_is_said_step_by_step(project: ScratchProject) -> None:
    steps = (
        "[{open: https://ask.example/a}, {fill: '#b', text: c}, {click: '#d'}, "
        "{open: https://ask.example/e, leads_on: true}]"
    )
    project.edit(TASK_FILE, "send: {path: /ask}", f"browse: {{two_minutes_later: true, steps: {steps}}}")
    project.edit(TASK_FILE, "exchanges:\n", "host: ask.example\nexchanges:\n")
    view = answered(project, reason="", lines=["GET https://ask.example/a"])
    assert view.steps == [
        "Open `https://ask.example/a`.",
        "Type `c` into `#b`.",
        "Click `#d`.",
        "Open `https://ask.example/e`, which goes on to the next page by itself.",
    ]
    assert (view.later, view.curl, view.command, view.language) == (True, "", "", "text")
    assert view.reply == "GET https://ask.example/a"


@pytest.mark.parametrize("reason", ["Unprocessable Entity", "Unprocessable Content", "Not With Us", ""])
def test_the_phrase_that_the_server_sent_is_shown_whatever_python_calls_the_status(
    project: ScratchProject, reason: str
) -> None:
    view = answered(project, status=422, reason=reason)
    status = f"422 {reason}".rstrip()
    assert view.title == f"The reply: {status}"
    assert view.reply.splitlines()[0] == f"HTTP/1.1 {status}"


def test_json_is_printed_for_reading_in_the_order_in_which_it_came(project: ScratchProject) -> None:
    view = answered(project, headers={"content-type": "application/json"}, json={"é": [1], "a": None})
    head, body = view.reply.split("\n\n", 1)
    assert head == "HTTP/1.1 200 OK\ncontent-type: application/json"
    assert body == '{\n  "é": [\n    1\n  ],\n  "a": null\n}'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"lines": ["first", "", "third"]}, "first\n\nthird"),
        ({"lines": []}, ""),
        ({"json": None}, "null"),
        ({"json": "a text"}, '"a text"'),
        ({"messages": ["hello", "again"]}, '[\n  "hello",\n  "again"\n]'),
        ({"messages": []}, "[]"),
    ],
)
def test_a_body_is_shown_in_the_form_in_which_it_is_kept(body: dict[str, Any], text: str) -> None:
    assert body_text(Reply.model_validate({"outcome": "answered", "status": 200, **body})) == text


def test_a_websocket_shows_a_conversation(project: ScratchProject) -> None:
    project.edit(TASK_FILE, "send: {path: /ask}", "send: {path: /ask, websocket: [hello, again]}")
    view = answered(project, status=101, reason="Switching Protocols", messages=["You said hello", "Once more"])
    assert view.reply.splitlines() == [
        "client: hello",
        "server: You said hello",
        "client: again",
        "server: Once more",
    ]
    assert (view.title, view.language, view.changed) == ("The conversation", "text", "")
    assert (view.curl.splitlines()[0], view.httpie) == ("python -m websockets ws://127.0.0.1:8000/ask", "")


def test_a_command_shows_its_exit_code_and_output_and_no_request(project: ScratchProject) -> None:
    project.edit(TASK_FILE, "send: {path: /ask}", "run: pytest -q")
    view = answered(project, status=1, reason="", lines=["1 failed", ""])
    assert (view.command, view.title, view.reply, view.language) == (
        "pytest -q",
        "The reply: exit code 1",
        "1 failed",
        "text",
    )
    assert (view.curl, view.httpie) == ("", "")


def test_a_websocket_that_was_refused_shows_the_reply(project: ScratchProject) -> None:
    project.edit(TASK_FILE, "send: {path: /ask}", "send: {path: /ask, websocket: [hello]}")
    view = answered(project, status=404, reason="Not Found", lines=["Nothing here"])
    assert view.title == "The reply: 404 Not Found"
    assert view.reply.endswith("Nothing here")


def test_a_reply_says_what_was_left_out_of_it_and_laid_out_anew(project: ScratchProject) -> None:
    assert answered(project, json={}).changed == "Other headers are left out, and the JSON is formatted for reading."
    assert answered(project, lines=["text"]).changed == "Other headers are left out."


def test_requests_that_the_same_client_sends_first_are_shown(project: ScratchProject) -> None:
    project.edit(TASK_FILE, "send: {path: /ask}", "send: {path: /ask, after: [wrong], copies: 3}")
    view = answered(project)
    assert view.copies == 3
    assert view.curl.count("curl -i -b cookies.txt -c cookies.txt") == 2
    assert view.httpie.splitlines()[0].startswith("http --session=./cookies.json POST")


def test_a_long_body_is_cut_at_a_line_and_says_how_much_is_left(project: ScratchProject) -> None:
    lines = ["a line of text"] * 400
    kept, last = answered(project, lines=lines).reply.split("\n\n", 1)[1].rsplit("\n", 1)
    assert set(kept.splitlines()) == {"a line of text"}
    left = int(last.split("about ")[1].split(" ")[0].replace(",", ""))
    assert abs(len(kept) + left - len("\n".join(lines))) <= 20


def test_the_output_of_a_command_is_not_cut(project: ScratchProject) -> None:
    project.edit(TASK_FILE, "send: {path: /ask}", "run: pytest -q")
    lines = ["a line of text"] * 400
    assert answered(project, lines=lines).reply == "\n".join(lines)


def test_what_was_never_asked_has_no_answer(project: ScratchProject) -> None:
    project.remove(RECORD)
    assert reply_view(project.catalog, ALPHA, ExchangeId("right")) is None


@pytest.mark.parametrize(
    ("demands", "phrases"),
    [
        ({"status": 201}, ["status 201"]),
        ({"status": [400, 422]}, ["status 400 or 422"]),
        ({"media_type": "text/html"}, ["type `text/html`"]),
        ({"media_type": ["text/html", "text/plain"]}, ["type `text/html` or `text/plain`"]),
        ({"headers": {"Location": "/there"}}, ["header `Location: /there`"]),
        ({"headers_contain": {"Allow": "GET"}}, ["header `Allow` with `GET` in it"]),
        ({"lacks_headers": ["Server"]}, ["no header `Server`"]),
        ({"json": {"name": "Ada", "é": None}}, ['body `{"name": "Ada", "é": null}`']),
        ({"json": None}, ["body `null`"]),
        ({"json_contains": {"detail": []}}, ['body with `{"detail": []}` in it']),
        ({"contains": ["<b>"], "lacks": ["Ada"]}, ["contains `<b>`", "lacks `Ada`"]),
        ({"seconds_below": 1.5}, ["in less than 1.5 s"]),
        ({"seconds_from": 2.0}, ["in 2 s or more"]),
        ({"apart": ["data: 1\n\n", "b"]}, ["`data: 1`, `b` arrive one after the other"]),
        ({"spread_below": 1.5}, ["the slowest in less than 1.5 times as long as the quickest"]),
        ({"spread_from": 1.5}, ["the slowest in 1.5 times as long as the quickest, or longer"]),
        ({"pieces_below": 2}, ["arrives in fewer than 2 pieces"]),
        ({"status": 200, "contains": ["x"]}, ["status 200", "contains `x`"]),
    ],
)
def test_each_condition_of_an_outcome_is_a_phrase(demands: dict[str, Any], phrases: list[str]) -> None:
    assert outcome_words(Outcome.model_validate(demands)) == phrases


def test_a_command_ends_with_an_exit_code() -> None:
    outcome = Outcome.model_validate({"status": [0, 1], "contains": ["x"]})
    assert outcome_words(outcome, of_command=True) == ["exit code 0 or 1", "contains `x`"]


@pytest.mark.parametrize("condition", list(Outcome.model_fields))
def test_no_condition_is_left_out(condition: str) -> None:
    values: dict[str, Any] = {"status": 200, "media_type": "a/b", "json_": {"a": 1}, "json_contains": {"a": 1}}
    values |= {"headers": {"A": "b"}, "headers_contain": {"A": "b"}}
    numbers = ("seconds", "slowest", "pieces", "spread")
    number_or_list: Any = 2 if condition.startswith(numbers) else ["a"]
    name = Outcome.model_fields[condition].alias or condition
    assert len(outcome_words(Outcome.model_validate({name: values.get(condition, number_or_list)}))) == 1


def test_samples_answered_alike_if_the_page_would_show_the_same(project: ScratchProject) -> None:
    right = answered(project, lines=["one"])
    assert all_alike([right, replace(right, label="Beta")])
    assert not all_alike([right, replace(right, outcome="failed")])
    assert not all_alike([right, replace(right, reply=right.reply + "two")])
