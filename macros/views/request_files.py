"""A sample's requests as files: an ``.http`` file, a Postman collection, commands for curl.

What the first two cannot send as a proof does (messages over a WebSocket, files that are not on a
reader's disk) is left out; several copies at once become one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import urlencode

from macros.archived import APP, SENT
from macros.catalog import Catalog
from macros.model.base import ExchangeId, SampleKey, TaskId
from macros.model.task import Browse, Exchange, Send, Upload
from macros.text import short_plain
from macros.views.replies import step_words
from macros.views.requests import FORM_TYPE, JSON_TYPE, compact, curl, has_placeholders, has_type
from macros.views.samples import base_url, label

SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
"""What a Postman collection says it is (https://schema.postman.com)."""


class Request(NamedTuple):
    """An exchange that can be sent from a file."""

    exchange: ExchangeId
    title: str
    send: Send


def sendable(catalog: Catalog, task_id: TaskId) -> list[Request]:
    """Return the exchanges that can be sent from a file, those that keep a client's cookies last."""
    exchanges = catalog.tasks[task_id].exchanges
    requests = [
        Request(exchange_id, short_plain(exchange.short), exchange.send)
        for exchange_id, exchange in exchanges.items()
        if exchange.send and _all_can_be_sent(exchanges, exchange_id)
    ]
    sent_before = {exchange_id for request in requests for exchange_id in request.send.after}
    return sorted(requests, key=lambda request: bool(request.send.after) or request.exchange in sent_before)


def _all_can_be_sent(exchanges: Mapping[ExchangeId, Exchange], exchange_id: ExchangeId) -> bool:
    """Tell whether a file can hold a request, and all that must be sent before it."""
    send = exchanges[exchange_id].send
    if send is None or send.websocket is not None or send.files or has_placeholders(send):
        return False
    return all(_all_can_be_sent(exchanges, before) for before in (*send.after, *send.elsewhere))


def http_file(catalog: Catalog, key: SampleKey) -> str:
    """Return the requests in the format of editors' HTTP clients, each under its title."""
    parts = []
    for request in sendable(catalog, key.task):
        send = request.send
        body = _body(send)
        lines = [f"### {request.title}", f"{send.method} {base_url(catalog, key)}{send.path}"]
        lines += [f"{name}: {value}" for name, value in _headers(send).items()]
        parts.append("\n".join([*lines, *(["", body] if body is not None else [])]))
    return "\n\n".join(parts) + "\n"


def postman(catalog: Catalog, key: SampleKey) -> str:
    """Return a Postman collection whose tests expect the statuses that the record holds."""
    collection = {
        "info": {"name": f"{catalog.tasks[key.task].title}: {label(catalog, key)}", "schema": SCHEMA},
        "variable": [{"key": "base", "value": base_url(catalog, key)}],
        "item": [_item(catalog, key, request) for request in sendable(catalog, key.task)],
    }
    return json.dumps(collection, indent=2, ensure_ascii=False) + "\n"


def curl_file(catalog: Catalog, key: SampleKey) -> str:
    """Return the requests as commands for curl, each with the outcome and the status that are on record.

    They are run in a folder that has the sample's files in ``app/`` and those of ``sent_files`` beside it.
    """
    exchanges, record = catalog.tasks[key.task].exchanges, catalog.sample_records.get(key)
    replies = record.replies if record else {}
    parts = [
        f"# {short_plain(catalog.tasks[key.task].title)}: {label(catalog, key)}\n"
        f"# Start the sample at {base_url(catalog, key)}; then run these commands in this folder, in this order."
    ]

    def sent(names: Iterable[ExchangeId]) -> list[Send]:
        return [_from_files(name, send) for name in names if (send := exchanges[name].send)]

    for name, exchange in exchanges.items():
        title = f"# {name}: {short_plain(exchange.short)}"
        if name in replies:
            kind = "exit code" if exchange.run else "status"
            title += f" On record: {replies[name].outcome}, {kind} {replies[name].status}."
        if exchange.send:
            (last,) = sent([name])
            command = curl(last, base_url(catalog, key), sent(last.after), sent(last.elsewhere))
        elif exchange.browse:
            command = _in_a_browser(exchange.browse)
        else:
            command = f"(cd {APP} && {exchange.run})"
        parts.append(f"{title}\n{command}")
    return "\n\n".join(parts) + "\n"


def _in_a_browser(browse: Browse) -> str:
    """Return what somebody does in a browser, as comments."""
    later = ", and that takes each cookie for more than two minutes old" if browse.two_minutes_later else ""
    steps = [f"  {short_plain(step_words(step))}" for step in browse.steps]
    return "\n".join(f"# {line}".rstrip() for line in [f"In a browser that has no cookies yet{later}:", *steps])


def uploads(catalog: Catalog, task_id: TaskId) -> Iterator[tuple[ExchangeId, Upload]]:
    """Yield the files that a task's requests send."""
    for exchange_id, exchange in catalog.tasks[task_id].exchanges.items():
        for upload in ((exchange.send.files or {}) if exchange.send else {}).values():
            yield exchange_id, upload


def sent_files(catalog: Catalog, task_id: TaskId) -> dict[str, str]:
    """Return the files that a task's requests send, by their paths in an archive."""
    return {_path_of(exchange_id, upload): upload.content for exchange_id, upload in uploads(catalog, task_id)}


def _path_of(exchange_id: ExchangeId, upload: Upload) -> str:
    """Return where a file is that an exchange sends; programs send the last part of the path as its name."""
    return f"{SENT}/{exchange_id}/{PurePosixPath(upload.name).name or 'file'}"


def _from_files(exchange_id: ExchangeId, send: Send) -> Send:
    """Return the request with its files named by their paths in an archive."""
    files = {
        field: upload.model_copy(update={"name": _path_of(exchange_id, upload)})
        for field, upload in (send.files or {}).items()
    }
    return send.model_copy(update={"files": files}) if files else send


def _item(catalog: Catalog, key: SampleKey, request: Request) -> dict[str, Any]:
    body = _body(request.send)
    item: dict[str, Any] = {
        "name": request.title,
        "request": {
            "method": request.send.method,
            "header": [{"key": name, "value": value} for name, value in _headers(request.send).items()],
            "url": "{{base}}" + request.send.path,
        },
        "protocolProfileBehavior": {"followRedirects": False},  # a redirect is an answer
    }
    if body is not None:
        item["request"]["body"] = {"mode": "raw", "raw": body}
    record = catalog.sample_records.get(key)
    if record and request.exchange in record.replies:
        status = record.replies[request.exchange].status
        test = f'pm.test("the status is {status}", () => pm.response.to.have.status({status}));'
        item["event"] = [{"listen": "test", "script": {"type": "text/javascript", "exec": [test]}}]
    return item


def _headers(send: Send) -> dict[str, str]:
    media_type = JSON_TYPE if "json_" in send.model_fields_set else FORM_TYPE if send.form is not None else ""
    return {**({"Content-Type": media_type} if media_type and not has_type(send) else {}), **send.headers}


def _body(send: Send) -> str | None:
    if "json_" in send.model_fields_set:
        return compact(send.json_)
    return urlencode(send.form) if send.form is not None else send.body
