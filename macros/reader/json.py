"""A strict reader of JSON, for records: what a page could not show, or a key that hides another, is refused."""

import json
import re
from typing import Any

from macros.characters import CONTROL, is_plain, line_of_conflict, named

_ESCAPED = re.compile(rb"\\u(00(?:0|1|7f|8|9)|d[89a-f]|2028|2029|fff[ef])", re.IGNORECASE)
"""The beginning of an escape that can stand for a character of ``CONTROL``."""


class NotReadable(ValueError):
    """The text is JSON that no record is made of, or none; the message says why."""


def parsed(content: bytes) -> Any:
    """Return the value of a JSON text, or raise ValueError (or RecursionError, where it nests too deeply)."""
    if content.startswith(b"\xef\xbb\xbf"):
        raise NotReadable("a byte order mark")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise NotReadable("not UTF-8") from None
    if line_of_conflict(text):
        raise NotReadable("a conflict marker; take one side of the merge")
    value = json.loads(text, object_pairs_hook=_mapping)
    if (not is_plain(content) and CONTROL.search(text)) or _ESCAPED.search(content):
        _refuse_controls(value)
    return value


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        twice = next(name for number, (name, _) in enumerate(pairs) if name in dict(pairs[:number]))
        raise NotReadable(f"the key '{twice}' is there twice")
    return mapping


def _refuse_controls(value: Any) -> None:
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text:
                if control := CONTROL.search(text):
                    raise NotReadable(f"it has {named(control[0])}")
            case dict() as mapping:
                waiting += [*mapping, *mapping.values()]
            case list() as values:
                waiting += values
