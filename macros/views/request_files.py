"""A sample's requests as files that other programs send: an ``.http`` file, a Postman collection.

What these programs cannot send as a proof does (messages over a WebSocket, files that are not on a
reader's disk) is left out; several copies at once become one.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from macros.catalog import Catalog
from macros.model.base import ExchangeId, SampleKey, TaskId
from macros.model.task import Exchange, Send
from macros.text import short_plain
from macros.views.requests import FORM_TYPE, JSON_TYPE, compact, has_placeholders, has_type
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
