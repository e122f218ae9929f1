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
    def is_http(self) -> bool:
        """Whether it came over HTTP, and so says of which media type its body is."""

    @property
    def body(self) -> bytes:
        """The body."""

    @property
    def text(self) -> str:
        """The body as text."""

    @property
    def seconds(self) -> float:
        """How long it took, until all copies were answered."""

    @property
    def quickest(self) -> float:
        """How long it took until the first copy was answered."""

    @property
    def spread(self) -> float:
        """How many times as long as the quickest copy the slowest one took, in proportion to their numbers."""

    @property
    def pieces(self) -> int:
        """At how many moments it arrived."""

    @property
    def moments(self) -> tuple[int, ...]:
        """How much of the body had arrived at each of these moments, in bytes."""


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
    yield from _of_media_type(outcome, reply)
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
        if text and reply.is_http and is_json(media_type(reply.headers)):
            yield "it says that the body is JSON, and it is not"
        yield from _of_text(outcome, text, reply.headers)
        value: Any = _parsed(text)
    else:
        value = reply.json_ if reply.messages is None else [_parsed(message) for message in reply.messages]
    if reply.messages is None:
        yield from _of_json(outcome, value)


ASKS_JSON = frozenset({"json_", "json_contains"})
"""What an outcome says of a body that must be JSON."""


def is_json(media_type: str) -> bool:
    """Tell whether a media type is JSON's, or that of a format made of JSON."""
    return media_type == "application/json" or media_type.endswith("+json")


def media_type(headers: Mapping[str, str]) -> str:
    """Return the Content-Type without its parameters."""
    return str(headers.get("content-type", "")).split(";")[0].strip().lower()


def _of_head(outcome: Outcome, reply: Judged) -> Iterator[str]:
    yield from _of_status(outcome, reply.status)
    yield from _of_media_type(outcome, reply)
    yield from _of_headers(outcome, reply.headers)


class _Typed(Protocol):
    """What is judged of how a reply says of which media type it is."""

    @property
    def is_http(self) -> bool: ...

    @property
    def headers(self) -> Mapping[str, str]: ...


def _of_media_type(outcome: Outcome, reply: _Typed) -> Iterator[str]:
    """Compare the media type with what is written; where nothing is, the body that is asked for must have one."""
    found = media_type(reply.headers)
    if outcome.media_type is not None:
        wanted = [outcome.media_type] if isinstance(outcome.media_type, str) else outcome.media_type
        if found not in map(str.lower, wanted):
            yield f"media type '{found}' is not {' or '.join(map(repr, wanted))}"
    elif reply.is_http and outcome.model_fields_set & ASKS_JSON:
        if not is_json(found):
            yield f"media type '{found}' is not JSON's"
    elif reply.is_http and outcome.contains and not found:
        yield "it does not say of which media type the body is"


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
    if outcome.seconds_from is not None and not reply.quickest >= outcome.seconds_from:
        yield f"{reply.quickest:.2f} s is less than {outcome.seconds_from:g} s"
    if outcome.slowest_from is not None and not reply.seconds >= outcome.slowest_from:
        yield f"the slowest took {reply.seconds:.2f} s, less than {outcome.slowest_from:g} s"
    if outcome.pieces_below is not None and reply.pieces >= outcome.pieces_below:
        yield f"the body came in {reply.pieces} pieces, not in fewer than {outcome.pieces_below}"

    if outcome.spread_below is not None and not reply.spread < outcome.spread_below:
        yield f"the slowest took {reply.spread:.1f} times as long as the quickest, not below {outcome.spread_below:g}"
    if outcome.spread_from is not None and not reply.spread >= outcome.spread_from:
        yield f"the slowest took {reply.spread:.1f} times as long as the quickest, less than {outcome.spread_from:g}"


def _of_moments(outcome: Outcome, reply: Judged) -> Iterator[str]:
    """Say which of the pieces that must arrive apart did not; a piece arrives when its last byte does."""
    after, moment = 0, -1
    for piece in outcome.apart:
        begin = reply.body.find(piece.encode(), after)
        after = begin + len(piece.encode())
        arrived = next((number for number, size in enumerate(reply.moments) if size >= after), moment)
        if begin < 0 or arrived <= moment:
            yield f"{piece!r} is not there" if begin < 0 else f"{piece!r} did not arrive at a moment of its own"
            return
        moment = arrived


def _of_body(outcome: Outcome, reply: Judged) -> Iterator[str]:
    value = _parsed(reply.body)
    if reply.is_http and reply.body and is_json(media_type(reply.headers)) and value is _NOTHING:
        yield "it says that the body is JSON, and it is not"
    yield from _of_json(outcome, value)
    yield from _of_moments(outcome, reply)
    yield from _of_text(outcome, reply.text, reply.headers)


_NOTHING = object()
"""What takes the place of a value where there is no JSON."""


def _parsed(body: str | bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return _NOTHING


def _of_json(outcome: Outcome, value: Any) -> Iterator[str]:
    written = outcome.model_fields_set & ASKS_JSON
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
