"""A strict reader of YAML that remembers where everything stood.

It reads the subset that needs no explanation: one UTF-8 document of mappings, lists and YAML 1.2
core scalars (https://yaml.org/spec/1.2.2/#103-core-schema), as editors' language servers do. So
``no`` is text, ``0o17`` a number, and a day stays text until a model asks for a day. Tabs, anchors,
aliases, tags, merge keys and repeated keys are mistakes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from macros.problem import Loc, Problem

DEPTH_LIMIT = 20
"""How deep mappings and lists may nest: more than any file needs, less than any stack holds."""

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+")
_OCT = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL_FLOAT = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_INT_LIMIT = 300
"""The most digits of a number: Python refuses to print the longest ones. Longer ones stay text."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What no text may hold, neither as it stands nor by an escape such as ``"\\x07"``."""


@dataclass
class Document:
    """A file's value, and the line and column (from 1) of each value and key in it."""

    path: str
    value: Any = None
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)

    def position(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Return where ``loc`` stands (with ``key``: its key), or the nearest thing around it.

        What begins below its key, as nested mappings do, stands where its key does.
        """
        while loc:
            found = self.keys.get(loc), self.values.get(loc)
            if found[0] and (key or not found[1] or found[0][0] < found[1][0]):
                return found[0]
            if found[1]:
                return found[1]
            loc = loc[:-1]
        return self.values.get((), (1, 1))


class _Stop(Exception):
    """The file cannot be read any further."""


def read(path: str, content: bytes) -> tuple[Document, list[Problem]]:
    """Read one file. ``path`` is what messages call it. The value is None where it has problems."""
    document = Document(path)
    problems: list[Problem] = []
    text = _decode(path, content, problems)
    if text is not None:
        builder = _Builder(document, problems)
        try:
            document.value = builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
        except _Stop:
            pass
        except yaml.MarkedYAMLError as error:
            problems.append(_not_yaml(path, error))
    if problems:
        document.value = None
    return document, problems


_HINTS = {
    "mapping values are not allowed in this context": "a text with ': ' in it needs quotes",
    "did not find expected key": "look at the indentation, and at quotes in the line before",
    "did not find expected '-' indicator": "look at the indentation of the list",
    "found character that cannot start any token": "a text that begins so needs quotes",
}
"""What the parser's complaints mostly mean."""


def _not_yaml(path: str, error: yaml.MarkedYAMLError) -> Problem:
    """Say what the parser could not read, at the place where an editor would mend it."""
    mark, begun = error.problem_mark, error.context_mark
    assert mark is not None  # the parser always says where
    if (
        begun
        and error.context == "while scanning a quoted scalar"
        and error.problem == "found unexpected end of stream"
    ):
        return Problem(path, begun.line + 1, begun.column + 1, "not YAML: the quotation mark is never closed")
    context = f"{error.context} from line {begun.line + 1}; " if error.context and begun else ""
    hint = f"; {_HINTS[error.problem]}" if error.problem in _HINTS else ""
    return Problem(path, mark.line + 1, mark.column + 1, f"not YAML: {context}{error.problem}{hint}")


def _decode(path: str, content: bytes, problems: list[Problem]) -> str | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        problems.append(Problem(path, line, column, "not UTF-8; save the file as UTF-8"))
        return None
    if text.startswith("\ufeff"):
        problems.append(Problem(path, 1, 1, "a byte order mark; save the file as UTF-8 without one"))
        return None
    bad = False
    for number, line_text in enumerate(text.split("\n"), 1):
        for found in re.finditer(rf"[\t\r]|{_CONTROL.pattern}", line_text):
            if found[0] == "\r" and found.end() == len(line_text):
                continue  # a Windows line end
            what = "a tab is not allowed; use spaces" if found[0] == "\t" else _no_control(found[0])
            problems.append(Problem(path, number, found.start() + 1, what))
            bad = True
    return None if bad else text


def _no_control(character: str) -> str:
    return f"the control character U+{ord(character):04X} is not allowed"


def scalar(text: str) -> Any:
    """Return the value of an unquoted scalar by YAML 1.2's core schema."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text) if len(text) <= _INT_LIMIT else text
    if _OCT.fullmatch(text) or _HEX.fullmatch(text):
        return int(text, 0) if len(text) <= _INT_LIMIT else text
    if _FLOAT.fullmatch(text) or _SPECIAL_FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _start(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Builder:
    """Turns the parser's events into values, noting positions and mistakes."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        self.document = document
        self.problems = problems
        self.events: Iterator[Event] = iter(())

    def build(self, events: Iterator[Event]) -> Any:
        self.events = events
        value: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._problem(event, "a second document; a file holds one")
                    raise _Stop
            elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)):
                value = self._value(event, ())
        if not documents:
            self.problems.append(Problem(self.document.path, 1, 1, "the file is empty"))
        return value

    def _problem(self, event: Event, what: str) -> None:
        self.problems.append(Problem(self.document.path, *_start(event), what))

    def _value(self, event: Event, loc: Loc) -> Any:
        self.document.values[loc] = _start(event)
        if len(loc) > DEPTH_LIMIT:
            self._problem(event, f"nested more than {DEPTH_LIMIT} deep")
            raise _Stop
        if isinstance(event, AliasEvent):
            self._problem(event, f"the alias '*{event.anchor}'; aliases are not allowed, write the value out")
            return None
        self._refuse_marks(event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(loc)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(loc)
        assert isinstance(event, ScalarEvent)
        return scalar(event.value) if event.implicit[0] else event.value

    def _refuse_marks(self, event: Event) -> None:
        """Note anchors, tags and escaped control characters, of a value or a key."""
        if anchor := getattr(event, "anchor", None):
            self._problem(event, f"the anchor '&{anchor}'; anchors are not allowed, write the value out")
        if tag := getattr(event, "tag", None):
            self._problem(event, f"the tag '{tag}'; tags are not allowed, quote what is text")
        if found := _CONTROL.search(getattr(event, "value", "")):
            self._problem(event, _no_control(found[0]))

    def _sequence(self, loc: Loc) -> list[Any]:
        values: list[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            values.append(self._value(event, (*loc, len(values))))
        return values

    def _mapping(self, loc: Loc) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event)
            place = _start(event)
            inner = (*loc, key)
            if key in values:
                first = self.document.keys[inner]
                self._problem(event, f"the key '{key}' stands twice; first in line {first[0]}")
                inner = (*loc, f"{key} (again)")
            self.document.keys[inner] = place
            value = self._value(next(self.events), inner)
            if key not in values:
                values[key] = value
        return values

    def _key(self, event: Event) -> str:
        if not isinstance(event, ScalarEvent):
            self._problem(event, "a key must be text")
            raise _Stop
        self._refuse_marks(event)
        if event.implicit[0] and event.value == "<<":
            self._problem(event, "the merge key '<<' is not allowed, write the values out")
        elif event.implicit[0] and not isinstance(scalar(event.value), str):
            self._problem(event, f"the key {event.value or '(nothing)'} is not text; put it in quotes")
        return str(event.value)
