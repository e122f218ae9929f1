"""From an HTTP request to an event of API Gateway's payload format 2.0, and from its answer back.

The shape is that of https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

_TEXT = ("text/", "application/json", "application/xml", "application/javascript")
"""What is passed on as text; any other body is passed on in base64."""


@dataclass(frozen=True)
class GatewayRequest:
    """A request as it came; names of headers are small letters."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    visitor: str = "127.0.0.1"


@dataclass(frozen=True)
class GatewayReply:
    """A reply as the gateway sends it."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


BROKEN = GatewayReply(500, [("content-type", "application/json")], b'{"message":"Internal Server Error"}')
"""What a gateway answers where the function fails."""


def event_of(request: GatewayRequest) -> dict[str, Any]:
    """Return the event for a request to a route that takes every address."""
    headers = {name: value for name, value in request.headers.items() if name != "cookie"}
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": request.path,
        "rawQueryString": request.query,
        "headers": headers,
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "example",
            "domainName": "example.execute-api.eu-central-1.amazonaws.com",
            "domainPrefix": "example",
            "http": {
                "method": request.method,
                "path": request.path,
                "protocol": "HTTP/1.1",
                "sourceIp": request.visitor,
                "userAgent": request.headers.get("user-agent", ""),
            },
            "requestId": "JKJaXmPLvHcESHA=",
            "routeKey": "$default",
            "stage": "$default",
            "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime()),
            "timeEpoch": int(time.time() * 1000),
        },
        "isBase64Encoded": False,
    }
    if "cookie" in request.headers:
        event["cookies"] = request.headers["cookie"].split("; ")
    if request.query:
        values_by_name: dict[str, list[str]] = {}
        for name, value in parse_qsl(request.query, keep_blank_values=True):
            values_by_name.setdefault(name, []).append(value)
        event["queryStringParameters"] = {name: ",".join(values) for name, values in values_by_name.items()}
    if request.body:
        is_text = request.headers.get("content-type", "").lower().startswith(_TEXT)
        event["isBase64Encoded"] = not is_text
        event["body"] = request.body.decode() if is_text else base64.b64encode(request.body).decode()
    return event


def reply_of(answer: bytes) -> GatewayReply:
    """Return what a gateway makes of a function's answer; without a status it is the body itself."""
    try:
        value = json.loads(answer)
    except ValueError:
        return BROKEN
    if not isinstance(value, dict) or "statusCode" not in value:
        return GatewayReply(200, [("content-type", "application/json")], json.dumps(value).encode())
    body = str(value.get("body") or "").encode()
    if value.get("isBase64Encoded"):
        body = base64.b64decode(body)
    headers = [(str(name).lower(), str(header)) for name, header in (value.get("headers") or {}).items()]
    cookies = [("set-cookie", str(cookie)) for cookie in value.get("cookies") or []]
    return GatewayReply(int(value["statusCode"]), headers + cookies, body)
