"""Values that come from a reply and go into a later request: a form's token, a cookie, an ID."""

import base64
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

import httpx

from macros.model.task import PLACEHOLDER, Send, Taken
from tests.proofs.errors import ProofError

MORE = 4100
"""By how much a forger raises each number."""

Values = dict[str, str]


def taken(send: Send, reply: httpx.Response) -> Values:
    """Return the values that a request takes from its reply; what is not there is empty."""
    return {name: _value(source, reply) for name, source in send.take.items()}


def _value(source: Taken, reply: httpx.Response) -> str:
    if source.cookie is not None:
        return reply.cookies.get(source.cookie) or ""
    if source.header is not None:
        return str(reply.headers.get(source.header, ""))
    match = re.search(source.text or "", reply.text)
    return match[1] if match else ""


def filled(send: Send, values: Values) -> Send:
    """Return the request with each placeholder filled in; of several copies, the one of a number."""
    written = send.model_dump(by_alias=True, exclude_unset=True, exclude={"numbered_from"})
    return Send.model_validate({key: _filled(value, values) for key, value in written.items()})


def _filled(value: Any, values: Values) -> Any:
    match value:
        case str():
            return PLACEHOLDER.sub(lambda found: _wanted(found, values), value)
        case list():
            return [_filled(element, values) for element in value]
        case dict():
            return {key: _filled(element, values) for key, element in value.items()}
    return value


def _wanted(placeholder: re.Match[str], values: Values) -> str:
    if placeholder[1] not in values:
        raise ProofError(f"nothing was taken as '{placeholder[1]}' before it is sent")
    value = values[placeholder[1]]
    return changed(value) if placeholder[2] else value


def changed(value: str) -> str:
    """Return what a forger makes of a cookie: the numbers in it are raised, and its signature is kept.

    Cookies of sessions hold JSON or a number, as it is or in base64, with the signature after a dot.
    """
    if not value:
        return ""  # there was nothing to forge
    bare = value.strip('"')
    if (plain := _raised(unquote(bare))) is not None:
        return quote(plain)
    payload, dot, signature = bare.partition(".")
    if (encoded := _raised_in_base64(payload)) is not None:
        return encoded + dot + signature
    raise ProofError(f"there is no number in the cookie {value!r} to forge")


def _raised(text: str) -> str | None:
    """Return JSON with every number in it raised, None where there is none."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    more = _more(value)
    return None if more == value else json.dumps(more, separators=(",", ":"))


def _raised_in_base64(payload: str) -> str | None:
    try:
        raised = _raised(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode())
    except ValueError:
        return None
    if raised is None:
        return None
    encoded = base64.urlsafe_b64encode(raised.encode()).decode()
    return encoded if payload.endswith("=") else encoded.rstrip("=")


def _more(value: Any) -> Any:
    match value:
        case bool():
            return value
        case int():
            return value + MORE
        case list():
            return [_more(element) for element in value]
        case Mapping():
            return {key: _more(element) for key, element in value.items()}
    return value
