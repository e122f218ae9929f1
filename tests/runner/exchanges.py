"""Exchanges: a request is sent, and the one outcome that the reply fits is found."""

import asyncio
import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx
import websockets

from macros.model.task import Exchange, Outcome, Send
from tests.runner.errors import ProofError, ServerError, indented

UNFIT = "unfit"
"""What a mutant's reply is called that fits no outcome."""

PATIENCE = 60.0
"""Seconds after which a request that is not answered is an error."""


@dataclass(frozen=True)
class Answer:
    """A reply as it came, and the seconds until all copies of its request were answered."""

    status: int
    headers: httpx.Headers
    body: bytes
    seconds: float
    pieces: int = 1
    """At how many separate moments the body arrived."""

    @property
    def text(self) -> str:
        """The body as text; what is no text is described."""
        try:
            return self.body.decode("utf-8")
        except UnicodeDecodeError:
            return f"({len(self.body)} bytes that are no text)"

    @property
    def media_type(self) -> str:
        """The Content-Type without its parameters."""
        return str(self.headers.get("content-type", "")).split(";")[0].strip().lower()


PAUSE = 0.05
"""Seconds without a byte after which what arrives next counts as another piece."""


def send(url: str, what: Send, before: tuple[Send, ...] = ()) -> list[Answer]:
    """Send the request, or its copies at the same moment, and return the replies.

    ``before`` is sent first, one by one, by the same client, which keeps cookies.
    """
    try:
        # In a thread of its own: the caller's may already have a loop, such as a browser's.
        with ThreadPoolExecutor(1) as apart:
            return apart.submit(asyncio.run, _send(url, what, before)).result()
    except (httpx.HTTPError, websockets.WebSocketException, OSError, TimeoutError) as error:
        reason = str(error) or type(error).__name__
        raise ServerError(f"{what.method} {what.path} was not answered: {reason}") from error


async def _send(url: str, what: Send, before: tuple[Send, ...]) -> list[Answer]:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE, trust_env=False, limits=limits) as client:
        for one in before:
            await client.request(one.method, one.path, **_content(one))
        await asyncio.sleep(what.wait)
        begin = time.perf_counter()
        if what.websocket is not None:
            replies = [await _talk(url, what, what.websocket)]
        else:
            replies = await asyncio.gather(*(_ask(client, what) for _ in range(what.copies)))
        seconds = time.perf_counter() - begin
    return [Answer(status, headers, body, seconds, pieces) for status, headers, body, pieces in replies]


_Raw = tuple[int, httpx.Headers, bytes, int]


async def _ask(client: httpx.AsyncClient, what: Send) -> _Raw:
    """Return status, headers and body of one reply, and at how many moments the body arrived."""
    body, pieces, last = b"", 0, 0.0
    async with client.stream(what.method, what.path, **_content(what)) as reply:
        async for part in reply.aiter_bytes():
            now = time.perf_counter()
            pieces += not pieces or now - last > PAUSE
            body, last = body + part, now
    return reply.status_code, reply.headers, body, pieces


async def _talk(url: str, what: Send, messages: list[str]) -> _Raw:
    """Return the answers to messages over a WebSocket as JSON; the plain reply where it is refused."""
    address = url.replace("http", "ws", 1) + what.path
    try:
        async with websockets.connect(address, additional_headers=what.headers, proxy=None) as socket:
            answers = []
            for message in messages:
                await socket.send(message)
                answers.append(await asyncio.wait_for(socket.recv(), PATIENCE))
    except websockets.InvalidStatus as refused:
        reply = refused.response
        return reply.status_code, httpx.Headers(list(reply.headers.raw_items())), bytes(reply.body or b""), 1
    body = json.dumps([one if isinstance(one, str) else f"({len(one)} bytes)" for one in answers], ensure_ascii=False)
    return 101, httpx.Headers({"content-type": "application/json"}), body.encode(), len(answers)


def _content(what: Send) -> dict[str, Any]:
    content: dict[str, Any] = {"headers": what.headers}
    if "json_" in what.model_fields_set:
        content["json"] = what.json_
        if what.json_ is None:  # httpx takes None for "no JSON"
            del content["json"]
            content["content"] = b"null"
            content["headers"] = {"content-type": "application/json", **what.headers}
    if what.form is not None:
        content["data"] = what.form
    if what.files is not None:
        content["files"] = {
            field: (one.name, one.content.encode(), one.media_type) for field, one in what.files.items()
        }
    if what.body is not None:
        content["content"] = what.body.encode()
    return content


def outcome_of(name: str, exchange: Exchange, answers: list[Answer]) -> str:
    """Return the outcome that all replies fit, or ``unfit``; two outcomes at once are an error."""
    found = {_outcome_of_one(name, exchange, answer) for answer in answers}
    return found.pop() if len(found) == 1 else UNFIT


def _outcome_of_one(name: str, exchange: Exchange, answer: Answer) -> str:
    fitting = [one for one, outcome in exchange.outcomes.items() if not misfits(outcome, answer)]
    if len(fitting) > 1:
        raise ProofError(
            f"{name}: the reply fits {len(fitting)} outcomes ({', '.join(fitting)}); it must fit one.\n"
            + described(answer)
        )
    return fitting[0] if fitting else UNFIT


def explain_unfit(name: str, exchange: Exchange, answers: list[Answer]) -> str:
    """Return why the replies do not fit one outcome: what came back, and what each outcome misses."""
    answer = next((one for one in answers if _outcome_of_one(name, exchange, one) == UNFIT), answers[0])
    reasons = [
        f"  not {one}: {'; '.join(misfits(outcome, answer)) or 'some copies had another outcome'}"
        for one, outcome in exchange.outcomes.items()
    ]
    return "\n".join([f"{name}: the reply fits no outcome.", *reasons, described(answer)])


def described(answer: Answer) -> str:
    """Return a reply as a person reads it: status, headers, body."""
    headers = "\n".join(f"{key}: {value}" for key, value in answer.headers.items())
    return "  What came back:\n" + indented(
        f"HTTP {answer.status} ({answer.seconds:.2f} s)\n{headers}\n\n{answer.text}"
    )


def misfits(outcome: Outcome, answer: Answer) -> list[str]:
    """Return in which ways a reply is not as the outcome says; an empty list means that it fits."""
    found = []
    allowed = [outcome.status] if isinstance(outcome.status, int) else outcome.status
    if allowed is not None and answer.status not in allowed:
        found.append(f"status {answer.status} is not {' or '.join(map(str, allowed))}")
    if outcome.media_type is not None and answer.media_type != outcome.media_type.lower():
        found.append(f"media type '{answer.media_type}' is not '{outcome.media_type}'")
    for header, value in outcome.headers.items():
        if answer.headers.get(header) != value:
            found.append(f"header {header} is {answer.headers.get(header)!r}, not {value!r}")
    found += [f"header {header} is there" for header in outcome.lacks_headers if header in answer.headers]
    found += _misfits_of_body(outcome, answer)
    if outcome.seconds_below is not None and not answer.seconds < outcome.seconds_below:
        found.append(f"{answer.seconds:.2f} s is not below {outcome.seconds_below:g} s")
    if outcome.seconds_from is not None and not answer.seconds >= outcome.seconds_from:
        found.append(f"{answer.seconds:.2f} s is less than {outcome.seconds_from:g} s")
    if outcome.pieces_from is not None and answer.pieces < outcome.pieces_from:
        found.append(f"the body came in {answer.pieces} pieces, not in {outcome.pieces_from} or more")
    if outcome.pieces_below is not None and answer.pieces >= outcome.pieces_below:
        found.append(f"the body came in {answer.pieces} pieces, not in fewer than {outcome.pieces_below}")
    return found


def _misfits_of_body(outcome: Outcome, answer: Answer) -> list[str]:
    found = []
    written = outcome.model_fields_set & {"json_", "json_contains"}
    if written:
        try:
            value = json.loads(answer.body)
        except ValueError:
            found.append("the body is not JSON")
        else:
            if "json_" in written and not same(outcome.json_, value):
                found.append("the JSON is another")
            if "json_contains" in written and not holds(value, outcome.json_contains):
                found.append("the JSON lacks a part")
    found += [f"the body lacks {text!r}" for text in outcome.contains if text not in answer.text]
    found += [f"the body has {text!r}" for text in outcome.lacks if text in answer.text]
    return found


def same(one: Any, other: Any) -> bool:
    """Tell whether two JSON values are the same; unlike in Python, ``true`` is not ``1``."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def holds(value: Any, part: Any) -> bool:
    """Tell whether a JSON value holds a part: of mappings the named keys, all else the same."""
    if isinstance(part, Mapping):
        return isinstance(value, Mapping) and all(
            key in value and holds(value[key], wanted) for key, wanted in part.items()
        )
    if isinstance(part, list):
        return isinstance(value, list) and len(value) == len(part) and all(map(holds, value, part))
    return same(value, part)
