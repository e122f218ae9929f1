"""Judging: whether a reply is as an outcome says, as it came or as its record keeps it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from macros.model.record import Reply, keeps_header
from macros.model.task import Outcome


class Judged(Protocol):
    """What is judged of a reply."""

    @property
    def status(self) -> int:
        """The status, or a command's exit code."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, found by their names in small letters."""

    @property
    def media_type(self) -> str:
        """The Content-Type without its parameters."""

    @property
    def body(self) -> bytes:
        """The body."""

    @property
    def text(self) -> str:
        """The body as text."""

    @property
    def seconds(self) -> float:
        """How long it took."""

    @property
    def pieces(self) -> int:
        """At how many moments it arrived."""


def misfits(outcome: Outcome, reply: Judged) -> list[str]:
    """Return in which ways a reply is not as the outcome says; an empty list means that it fits."""
    return [*_of_head(outcome, reply), *_of_body(outcome, reply), *_of_timing(outcome, reply)]


def misfits_of_record(outcome: Outcome, reply: Reply) -> list[str]:
    """Return in which ways a recorded reply is not as the outcome says, by what a record keeps.

    It keeps no times, not all headers, and JSON without the spaces that it came with.
    """
    return [*_of_status(outcome, reply.status), *_of_kept_headers(outcome, reply), *_of_kept_body(outcome, reply)]


def _of_status(outcome: Outcome, status: int) -> Iterator[str]:
    allowed = [outcome.status] if isinstance(outcome.status, int) else outcome.status
    if allowed is not None and status not in allowed:
        yield f"status {status} is not {' or '.join(map(str, allowed))}"


def _of_kept_headers(outcome: Outcome, reply: Reply) -> Iterator[str]:
    if outcome.media_type is not None:
        yield from _of_media_type(outcome.media_type, media_type(reply.headers))
    kept = outcome.model_copy(
        update={
            "headers": {name: value for name, value in outcome.headers.items() if keeps_header(name)},
            "headers_contain": {name: piece for name, piece in outcome.headers_contain.items() if keeps_header(name)},
        }
    )
    yield from _of_headers(kept, reply.headers)


def _of_kept_body(outcome: Outcome, reply: Reply) -> Iterator[str]:
    if reply.lines is not None:
        text = "\n".join(reply.lines)
        yield from _of_text(outcome, text, reply.headers)
        value: Any = _parsed(text)
    else:
        value = reply.json_ if reply.messages is None else [_parsed(message) for message in reply.messages]
    if reply.messages is None:
        yield from _of_json(outcome, value)


def media_type(headers: Mapping[str, str]) -> str:
    """Return the Content-Type without its parameters."""
    return str(headers.get("content-type", "")).split(";")[0].strip().lower()


def _of_head(outcome: Outcome, reply: Judged) -> Iterator[str]:
    yield from _of_status(outcome, reply.status)
    if outcome.media_type is not None:
        yield from _of_media_type(outcome.media_type, reply.media_type)
    yield from _of_headers(outcome, reply.headers)


def _of_media_type(wanted: str, found: str) -> Iterator[str]:
    if found != wanted.lower():
        yield f"media type '{found}' is not '{wanted}'"


def _of_headers(outcome: Outcome, headers: Mapping[str, str]) -> Iterator[str]:
    for header, value in outcome.headers.items():
        if headers.get(header.lower()) != value:
            yield f"header {header} is {headers.get(header.lower())!r}, not {value!r}"
    for header, piece in outcome.headers_contain.items():
        if piece.lower() not in str(headers.get(header.lower(), "")).lower():
            yield f"header {header} is {headers.get(header.lower())!r}, without {piece!r}"
    for header in outcome.lacks_headers:
        if header.lower() in headers:
            yield f"header {header} is there"


def _of_timing(outcome: Outcome, reply: Judged) -> Iterator[str]:
    if outcome.seconds_below is not None and not reply.seconds < outcome.seconds_below:
        yield f"{reply.seconds:.2f} s is not below {outcome.seconds_below:g} s"
    if outcome.seconds_from is not None and not reply.seconds >= outcome.seconds_from:
        yield f"{reply.seconds:.2f} s is less than {outcome.seconds_from:g} s"
    if outcome.pieces_from is not None and reply.pieces < outcome.pieces_from:
        yield f"the body came in {reply.pieces} pieces, not in {outcome.pieces_from} or more"
    if outcome.pieces_below is not None and reply.pieces >= outcome.pieces_below:
        yield f"the body came in {reply.pieces} pieces, not in fewer than {outcome.pieces_below}"


def _of_body(outcome: Outcome, reply: Judged) -> Iterator[str]:
    yield from _of_json(outcome, _parsed(reply.body))
    yield from _of_text(outcome, reply.text, reply.headers)


_NOTHING = object()
"""What takes the place of a value where there is no JSON."""


def _parsed(body: str | bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return _NOTHING


def _of_json(outcome: Outcome, value: Any) -> Iterator[str]:
    written = outcome.model_fields_set & {"json_", "json_contains"}
    if written and value is _NOTHING:
        yield "the body is not JSON"
        return
    if "json_" in written and not same(outcome.json_, value):
        yield "the JSON is another"
    if "json_contains" in written and not holds(value, outcome.json_contains):
        yield "the JSON lacks a part"


def _of_text(outcome: Outcome, text: str, headers: Mapping[str, str]) -> Iterator[str]:
    yield from (f"the body lacks {piece!r}" for piece in outcome.contains if piece not in text)
    yield from (f"the body has {piece!r}" for piece in outcome.lacks if piece in text)
    sent = "\n".join(headers.values())
    yield from (f"a header has {piece!r}" for piece in outcome.lacks if piece in sent)


def same(left: Any, right: Any) -> bool:
    """Tell whether two JSON values are the same; unlike in Python, ``true`` is not ``1``."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def holds(value: Any, part: Any) -> bool:
    """Tell whether a JSON value holds a part: of mappings the named keys, all else the same."""
    if isinstance(part, Mapping):
        return isinstance(value, Mapping) and all(
            key in value and holds(value[key], wanted) for key, wanted in part.items()
        )
    if isinstance(part, list):
        return isinstance(value, list) and len(value) == len(part) and all(map(holds, value, part))
    return same(value, part)
