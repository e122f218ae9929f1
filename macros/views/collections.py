"""A sample's requests as files that other programs send: an ``.http`` file, a Postman collection.

What these programs cannot send as the proof does (messages over a WebSocket, files that lie on no
reader's disk) is left out; several copies at once become one.
"""

import json
from typing import Any
from urllib.parse import urlencode

from macros.catalog import Catalog
from macros.model.task import Exchange, Send
from macros.text import short_plain
from macros.views.requests import JSON_TYPE, compact
from macros.views.samples import base_url, label

SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
"""What a Postman collection says it is (https://schema.postman.com)."""


def sendable(catalog: Catalog, task: str) -> list[tuple[str, Exchange, Send]]:
    """Return the exchanges that can be sent from a file, those that keep a client's cookies last."""
    found = [
        (name, exchange, exchange.send)
        for name, exchange in catalog.tasks[task].exchanges.items()
        if exchange.send and exchange.send.websocket is None and not exchange.send.files
    ]
    chained = {one for _, _, send in found for one in send.after}
    return sorted(found, key=lambda one: bool(one[2].after) or one[0] in chained)


def http_file(catalog: Catalog, task: str, sample: str) -> str:
    """Return the requests in the format of editors' HTTP clients, each under its title."""
    parts = []
    for _, exchange, send in sendable(catalog, task):
        lines = [f"### {short_plain(exchange.short)}", f"{send.method} {base_url(catalog, task, sample)}{send.path}"]
        body, kind = _body(send)
        headers = {**({"Content-Type": kind} if kind and not _has_type(send) else {}), **send.headers}
        lines += [f"{name}: {value}" for name, value in headers.items()]
        parts.append("\n".join([*lines, *(["", body] if body is not None else [])]))
    return "\n\n".join(parts) + "\n"


def postman(catalog: Catalog, task: str, sample: str) -> str:
    """Return a Postman collection whose tests expect the statuses that the record holds."""
    title = f"{catalog.tasks[task].title}: {label(catalog, task, sample)}"
    collection = {
        "info": {"name": title, "schema": SCHEMA},
        "variable": [{"key": "base", "value": base_url(catalog, task, sample)}],
        "item": [_item(catalog, task, sample, *one) for one in sendable(catalog, task)],
    }
    return json.dumps(collection, indent=2, ensure_ascii=False) + "\n"


def _item(catalog: Catalog, task: str, sample: str, name: str, exchange: Exchange, send: Send) -> dict[str, Any]:
    body, kind = _body(send)
    headers = {**({"Content-Type": kind} if kind and not _has_type(send) else {}), **send.headers}
    request: dict[str, Any] = {
        "method": send.method,
        "header": [{"key": key, "value": value} for key, value in headers.items()],
        "url": "{{base}}" + send.path,
    }
    if body is not None:
        request["body"] = {"mode": "raw", "raw": body}
    item: dict[str, Any] = {
        "name": short_plain(exchange.short),
        "request": request,
        "protocolProfileBehavior": {"followRedirects": False},  # a redirect is an answer
    }
    record = catalog.records.get((task, sample))
    if record and name in record.replies:
        status = record.replies[name].status
        test = f'pm.test("the status is {status}", () => pm.response.to.have.status({status}));'
        item["event"] = [{"listen": "test", "script": {"type": "text/javascript", "exec": [test]}}]
    return item


def _body(send: Send) -> tuple[str | None, str]:
    if "json_" in send.model_fields_set:
        return compact(send.json_), JSON_TYPE
    if send.form is not None:
        return urlencode(send.form), "application/x-www-form-urlencoded"
    return send.body, ""


def _has_type(send: Send) -> bool:
    return any(name.lower() == "content-type" for name in send.headers)
