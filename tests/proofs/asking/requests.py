"""Requests: sent as they are written, by a client that keeps cookies, or as messages over a WebSocket."""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import websockets

from macros.model.task import Send
from tests.proofs import patience
from tests.proofs.asking.replies import RawReply
from tests.proofs.errors import ServerError

PAUSE = 0.05
"""Seconds without a byte after which what arrives next counts as another piece."""


def send(url: str, request: Send, before: tuple[Send, ...] = ()) -> list[RawReply]:
    """Send the request, or its copies at the same moment, and return the replies.

    ``before`` is sent first, request by request, by the same client, which keeps cookies.
    """
    try:
        # In a thread of its own: the caller's may already have a loop, such as a browser's.
        with ThreadPoolExecutor(1) as apart:
            return apart.submit(asyncio.run, _send(url, request, before)).result()
    except (httpx.HTTPError, websockets.WebSocketException, OSError, TimeoutError) as error:
        reason = str(error) or type(error).__name__
        raise ServerError(f"{request.method} {request.path} was not answered: {reason}") from error


async def _send(url: str, request: Send, before: tuple[Send, ...]) -> list[RawReply]:
    limits = httpx.Limits(max_connections=None)
    timeout = patience.patient(patience.REPLY)
    async with httpx.AsyncClient(base_url=url, timeout=timeout, trust_env=False, limits=limits) as client:
        for earlier in before:
            await client.request(earlier.method, earlier.path, **_content(earlier))
        await asyncio.sleep(request.wait)
        begin = time.perf_counter()
        if request.websocket is not None:
            return [await _talk(url, request, request.websocket, begin)]
        replies = await asyncio.gather(*(_ask(client, request) for _ in range(request.copies)))
        seconds = time.perf_counter() - begin
    return [
        RawReply(reply.status_code, body, seconds, reply.reason_phrase, reply.headers, pieces)
        for reply, body, pieces in replies
    ]


async def _ask(client: httpx.AsyncClient, request: Send) -> tuple[httpx.Response, bytes, int]:
    """Return one reply, its body, and at how many moments the body arrived."""
    body, pieces, last = b"", 0, 0.0
    async with client.stream(request.method, request.path, **_content(request)) as reply:
        async for part in reply.aiter_bytes():
            now = time.perf_counter()
            pieces += not pieces or now - last > PAUSE
            body, last = body + part, now
    return reply, body, pieces


async def _talk(url: str, request: Send, messages: list[str], begin: float) -> RawReply:
    """Return the answers to messages over a WebSocket; the plain reply where it is refused."""
    address = url.replace("http", "ws", 1) + request.path
    try:
        async with websockets.connect(address, additional_headers=request.headers, proxy=None) as socket:
            answers = []
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


def _content(request: Send) -> dict[str, Any]:
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
