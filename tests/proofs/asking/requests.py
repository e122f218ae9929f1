"""Requests: sent as they are written, by a client that keeps cookies, or as messages over a WebSocket."""

import asyncio
import json
import ssl
import time
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

import httpx
import websockets

from macros.model.task import COPY, Send
from tests.proofs import patience
from tests.proofs.asking.replies import RawReply
from tests.proofs.asking.taking import Values, filled, taken
from tests.proofs.errors import ServerError, SilentError

PAUSE = 0.05
"""Seconds without a byte after which what arrives next counts as another piece."""

AGAIN = 2
"""How often a request with a body is sent again after its connection broke."""

_ENCRYPTION = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Shared by all clients, none of which needs it here: each would read all the machine's certificates for its own."""


def send(
    url: str,
    request: Send,
    before: tuple[Send, ...] = (),
    elsewhere: tuple[Send, ...] = (),
    limit: float | None = None,
) -> list[RawReply]:
    """Send the request, or its copies at the same moment, and return the replies.

    ``before`` is sent first, request by request, by the same client, which keeps cookies; ``elsewhere``
    then by another. What they take from their replies is filled into the request. ``limit`` is how many
    seconds all of that may take, where it is less than a request may take.
    """
    try:
        # In a thread of its own: the caller's may already have a loop, such as a browser's. What is sent is made
        # there, too, so that an interruption leaves nothing half begun.
        with ThreadPoolExecutor(1) as apart:
            return apart.submit(lambda: asyncio.run(_in_time(_send(url, request, before, elsewhere), limit))).result()
    except (httpx.HTTPError, websockets.WebSocketException, OSError, TimeoutError) as error:
        reason = str(error) or type(error).__name__
        raise ServerError(f"{request.method} {request.path} was not answered: {reason}") from error


async def _in_time(replies: Awaitable[list[RawReply]], limit: float | None) -> list[RawReply]:
    try:
        async with asyncio.timeout(None if limit is None else patience.patient(limit)) as within:
            return await replies
    except TimeoutError:
        if not within.expired():
            raise
    raise SilentError(f"it was not answered within {limit:g} s")


def _client(url: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=url,
        timeout=patience.patient(patience.REPLY),
        trust_env=False,
        # Servers close idle connections after 2 (Gunicorn) or 5 seconds (Uvicorn); one that closes cannot be used.
        limits=httpx.Limits(max_connections=None, keepalive_expiry=1),
        verify=_ENCRYPTION,
    )


async def _send(url: str, request: Send, before: tuple[Send, ...], elsewhere: tuple[Send, ...]) -> list[RawReply]:
    async with _client(url) as client, _client(url) as other:
        values = await _taken(client, before) | await _taken(other, elsewhere)
        copies = [filled(request, {**values, COPY: str(number)}) for number in request.numbers]
        for name, value in copies[0].cookies.items():
            for cookie in [cookie for cookie in client.cookies.jar if cookie.name == name]:
                client.cookies.delete(name, cookie.domain, cookie.path)
            client.cookies.set(name, value)
        await asyncio.sleep(request.wait)
        begin = time.perf_counter()
        if request.websocket is not None:
            return [await _talk(url, copies[0], copies[0].websocket or [], begin)]
        answers = await asyncio.gather(*(_ask(client, copy) for copy in copies))
    took = [answer.ended - begin for answer in answers]
    share = took if request.numbered_from is None else [s / n for s, n in zip(took, request.numbers, strict=True)]
    return [
        replace(answer.reply, seconds=max(took), first=min(took), spread=max(share) / min(share)) for answer in answers
    ]


async def _taken(client: httpx.AsyncClient, requests: tuple[Send, ...]) -> Values:
    """Send requests one after the other, and return what they take from their replies."""
    values: Values = {}
    for request in requests:
        request = filled(request, values)
        reply = await client.request(request.method, request.path, **content_of(request))
        values |= taken(request, reply)
    return values


class _Answer(NamedTuple):
    reply: RawReply
    ended: float


async def _ask(client: httpx.AsyncClient, request: Send) -> _Answer:
    """Return one reply.

    A server that refuses a body without reading it closes the connection on it, and its reply may be lost on the way:
    what has a body is then sent again.
    """
    has_body = content_of(request).keys() - {"headers"}
    for _ in range(AGAIN if has_body else 0):
        with suppress(httpx.ReadError, httpx.WriteError):
            return await _ask_once(client, request)
    return await _ask_once(client, request)


async def _ask_once(client: httpx.AsyncClient, request: Send) -> _Answer:
    """Return one reply, with the moments at which its body arrived, and when it ended."""
    body, moments, last = b"", list[int](), 0.0
    async with client.stream(request.method, request.path, **content_of(request)) as reply:
        async for part in reply.aiter_bytes():
            now = time.perf_counter()
            body, another = body + part, not moments or now - last > PAUSE
            moments, last = [*(moments if another else moments[:-1]), len(body)], now
    raw = RawReply(
        reply.status_code, body, 0, reply.reason_phrase, reply.headers, pieces=len(moments), moments=tuple(moments)
    )
    return _Answer(raw, time.perf_counter())


async def _talk(url: str, request: Send, messages: list[str], begin: float) -> RawReply:
    """Return the answers to messages over a WebSocket; the plain reply where it is refused."""
    address = url.replace("http", "ws", 1) + request.path
    try:
        async with websockets.connect(address, additional_headers=request.headers, proxy=None) as socket:
            answers = []
            with suppress(websockets.ConnectionClosed):  # what came until then is what was answered
                for message in messages:
                    await socket.send(message)
                    answer = await asyncio.wait_for(socket.recv(), patience.patient(patience.REPLY))
                    answers.append(answer if isinstance(answer, str) else f"({len(answer)} bytes)")
            opened = socket.response
    except websockets.InvalidStatus as refused:
        reply = refused.response
        headers = httpx.Headers(list(reply.headers.raw_items()))
        return RawReply(
            reply.status_code, bytes(reply.body or b""), time.perf_counter() - begin, reply.reason_phrase, headers
        )
    body = json.dumps(answers, ensure_ascii=False).encode()
    seconds = time.perf_counter() - begin
    reason = opened.reason_phrase if opened else ""
    return RawReply(101, body, seconds, reason, pieces=len(answers), messages=tuple(answers))


def content_of(request: Send) -> dict[str, Any]:
    """Return what httpx needs to send a request: its headers and body."""
    content: dict[str, Any] = {"headers": request.headers}
    if "json_" in request.model_fields_set:
        content["json"] = request.json_
        if request.json_ is None:  # httpx takes None for "no JSON"
            del content["json"]
            content["content"] = b"null"
            content["headers"] = {"content-type": "application/json", **request.headers}
    if request.form is not None:
        content["data"] = request.form
    if request.files is not None:
        content["files"] = {
            field: (upload.name, upload.content.encode(), upload.media_type) for field, upload in request.files.items()
        }
    if request.body is not None:
        content["content"] = request.body.encode()
    return content
