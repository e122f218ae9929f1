"""A sample's requests as files that other programs send."""

import json
from typing import Any

import pytest

from macros.catalog import Catalog
from macros.views.request_files import http_file, postman, sendable
from tests.project import ALPHA, TASK, ScratchProject

TASK_FILE = "data/tasks/ask/task.yml"


def edit_request(project: ScratchProject, send: str) -> None:
    """Have the exchange "right" send something else."""
    project.edit(TASK_FILE, "send: {path: /ask}", f"send: {send}")


def items(catalog: Catalog) -> list[dict[str, Any]]:
    """Return the requests of the Postman collection."""
    collection: dict[str, Any] = json.loads(postman(catalog, ALPHA))
    return list(collection["item"])


def test_an_http_file_has_each_request_under_its_title(catalog: Catalog) -> None:
    assert http_file(catalog, ALPHA) == (
        "### Ask rightly.\n"
        "GET http://127.0.0.1:8000/ask\n\n"
        "### Ask wrongly.\n"
        "POST http://127.0.0.1:8000/ask\n"
        "Content-Type: application/json\n\n"
        '{"x": 1}\n'
    )


def test_a_collection_expects_the_recorded_statuses(project: ScratchProject) -> None:
    collection = json.loads(postman(project.catalog, ALPHA))
    assert collection["info"]["name"] == "Ask: Alpha"
    assert collection["variable"] == [{"key": "base", "value": "http://127.0.0.1:8000"}]
    right, wrong = collection["item"]
    assert wrong["request"] == {
        "method": "POST",
        "header": [{"key": "Content-Type", "value": "application/json"}],
        "url": "{{base}}/ask",
        "body": {"mode": "raw", "raw": '{"x": 1}'},
    }
    assert "body" not in right["request"]
    assert [item["event"][0]["script"]["exec"] for item in (right, wrong)] == [
        [f'pm.test("the status is {status}", () => pm.response.to.have.status({status}));'] for status in (200, 422)
    ]
    project.remove("data/records/samples/ask/alpha.json")
    assert not any("event" in item for item in items(project.catalog))


def test_a_redirection_is_shown_and_not_followed(catalog: Catalog) -> None:
    assert [item["protocolProfileBehavior"] for item in items(catalog)] == [{"followRedirects": False}] * 2


@pytest.mark.parametrize(
    "send",
    [
        "{path: /ask, websocket: [hello]}",
        "{path: /ask, method: POST, files: {photo: {name: a.txt, content: x}}}",
    ],
)
def test_what_other_programs_cannot_send_is_left_out(project: ScratchProject, send: str) -> None:
    edit_request(project, send)
    assert [request.exchange for request in sendable(project.catalog, TASK)] == ["wrong"]
    assert http_file(project.catalog, ALPHA).count("### ") == len(items(project.catalog)) == 1


def test_what_needs_a_request_before_it_that_cannot_be_sent_is_left_out_too(project: ScratchProject) -> None:
    edit_request(project, "{path: /ask, websocket: [hello]}")
    project.edit(TASK_FILE, "json: {x: 1}", "json: {x: 1}, after: [right]")
    assert sendable(project.catalog, TASK) == []


@pytest.mark.parametrize("send", ["{path: /ask, after: [wrong]}", "{path: /ask}"])
def test_requests_that_keep_a_clients_cookies_come_last(project: ScratchProject, send: str) -> None:
    edit_request(project, send)
    project.edit(
        TASK_FILE,
        "  wrong:\n",
        "  last:\n    short: Ask last.\n    send: {path: /last}\n    outcomes: {answered: {status: 200}}\n  wrong:\n",
    )
    order = [request.exchange for request in sendable(project.catalog, TASK)]
    assert order == (["last", "right", "wrong"] if "after" in send else ["right", "last", "wrong"])


@pytest.mark.parametrize(
    ("send", "headers", "body"),
    [
        ("{path: /a, method: POST, form: {a: b c}}", ["Content-Type: application/x-www-form-urlencoded"], "a=b+c"),
        ("{path: /a, method: POST, json: null}", ["Content-Type: application/json"], "null"),
        ("{path: /a, method: POST, json: 1, headers: {content-type: x/y}}", ["content-type: x/y"], "1"),
        ("{path: /a, method: POST, body: text, headers: {X-A: b}}", ["X-A: b"], "text"),
    ],
)
def test_a_body_has_its_type_unless_the_request_names_one(
    project: ScratchProject, send: str, headers: list[str], body: str
) -> None:
    edit_request(project, send)
    catalog = project.catalog
    lines = http_file(catalog, ALPHA).splitlines()
    assert lines[2 : lines.index("")] == headers
    assert lines[lines.index("") + 1] == body
    request = items(catalog)[0]["request"]
    assert [f"{header['key']}: {header['value']}" for header in request["header"]] == headers
    assert request["body"]["raw"] == body


def test_a_title_is_plain_text(project: ScratchProject) -> None:
    project.edit(TASK_FILE, "short: Ask rightly.", "short: Ask `rightly`.")
    assert http_file(project.catalog, ALPHA).startswith("### Ask rightly.\n")
    assert items(project.catalog)[0]["name"] == "Ask rightly."
