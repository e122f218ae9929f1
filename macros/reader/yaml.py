"""A strict reader of YAML that keeps the position of every key and value.

It reads the subset that needs no explanation: one UTF-8 document of mappings, lists and YAML 1.2
core scalars (https://yaml.org/spec/1.2.2/#103-core-schema), as editors' language servers do. So
``no`` is text, ``0o17`` a number, and a day stays text until a model asks for a day. Tabs, anchors,
aliases, tags, merge keys and duplicate keys are mistakes.

Values are built from the parser's events: PyYAML's composer resolves aliases and forgets anchors, so
refusing those would take a pass over the events before it, which is no simpler and a quarter slower.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from macros.characters import CONFLICT, UNCLEAR, is_plain, line_of_conflict, refusal
from macros.problem import Loc, Problem

SIZE_LIMIT = 500_000
"""The largest file, in bytes: far more than people write."""

DEPTH_LIMIT = 20
"""How deeply mappings and lists may nest: more than any file needs, less than fills Python's stack."""

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
)
_INT_LIMIT = 300
"""The most digits that a number may have: Python refuses to print very long ones. Longer ones stay text."""

_NOT_TYPED = re.compile(rf"\t|\r(?!$)|{UNCLEAR.pattern}")
"""The characters that no line may contain. A carriage return at its end is half a Windows line end."""

_CURLY = re.compile("[“„‟‘‚«][^“”„‟‘’‚‛«»]*[“”’‘»]")
"""A text between quotation marks that are none in YAML."""

_KEY_WITHOUT_BLANK = re.compile(r"( *)[a-z_-]+:(?=[^\s/])")
"""A key and its value in one, but no address."""

_HINTS = {
    "found character that cannot start any token": "text that begins with this character needs quotes",
}
"""The usual cause of some of the parser's complaints."""


@dataclass
class Document:
    """A file's value, and the line and column (from 1) of each value and key in it."""

    path: str
    value: Any = None
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)

    def position(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Return the position of the value at ``loc`` (with ``key``: of its key), or of what surrounds it.

        A value that begins on a line below its key, as nested mappings do, has its key's position.
        """
        while loc:
            key_position, value_position = self.keys.get(loc), self.values.get(loc)
            if key_position and (key or not value_position or key_position[0] < value_position[0]):
                return key_position
            if value_position:
                return value_position
            loc = loc[:-1]
        return self.values.get((), (1, 1))


class _UnreadableError(Exception):
    """The rest of the file cannot be read."""


def read(path: str, content: bytes) -> tuple[Document, list[Problem]]:
    """Read one file, which messages call ``path``. The value is None if there are problems."""
    document = Document(path)
    if len(content) > SIZE_LIMIT:
        return document, [Problem(path, 1, 1, f"the file has more than {SIZE_LIMIT // 1000} kB; divide it")]
    text, problems = _decode(path, content)
    if not problems:
        try:
            document.value = _Builder(document, problems, _events(text)).build()
        except _UnreadableError:
            pass
        except yaml.MarkedYAMLError as error:
            problems.append(_syntax_problem(path, error, text.split("\n")))
    if problems:
        document.value = None
    return document, problems


def _decode(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """Return the text, and a problem for each character that must not be in it, and for each conflict."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [Problem(path, 1, 1, "this is UTF-16; save the file as UTF-8")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        lines = content[: error.start].decode("utf-8").split("\n")
        return "", [Problem(path, len(lines), len(lines[-1]) + 1, "not UTF-8; save the file as UTF-8")]
    if text.startswith("\ufeff"):
        return "", [Problem(path, 1, 1, "a byte order mark; save the file as UTF-8 without one")]
    if line := line_of_conflict(text):
        return text, [Problem(path, line, 1, CONFLICT)]
    if is_plain(content) and b"\t" not in content and b"\r" not in content:
        return text, []
    return text, [
        Problem(path, number, match.start() + 1, _not_allowed(match[0]))
        for number, line in enumerate(text.split("\n"), 1)
        if not line.isascii() or not line.isprintable()
        for match in _NOT_TYPED.finditer(line)
    ]


def _not_allowed(character: str) -> str:
    return "a tab is not allowed; use spaces" if character == "\t" else refusal(character)


def _syntax_problem(path: str, error: yaml.MarkedYAMLError, lines: list[str]) -> Problem:
    """Name what the parser could not read, at the place where an editor would correct it."""
    mark, start = error.problem_mark, error.context_mark
    assert mark is not None  # the parser always gives the place
    begins = start.line + 1 if start else 0
    line = lines[mark.line] if mark.line < len(lines) else ""
    is_item = line[mark.column :].startswith(("- ", "-\r")) or line[mark.column :] == "-"
    match error.context, error.problem:
        case "while scanning a quoted scalar", "found unexpected end of stream" if start:
            return Problem(path, begins, start.column + 1, "not YAML: the quotation mark is never closed")
        case "while scanning a simple key", "could not find expected ':'" if start:
            message = "not YAML: a mapping is needed here, and this line is no 'key: value'"
            return Problem(path, begins, start.column + 1, message)
        case "while parsing a block collection", "did not find expected '-' indicator":
            message = (
                f"a list begins in line {begins}, and this line is no item of it: begin it with '- ', or indent it"
            )
        case "while parsing a block mapping", "did not find expected key" if is_item:
            message = f"a mapping begins in line {begins}, and this line is an item of a list: write 'key: value'"
        case "while parsing a block mapping", "did not find expected key" if line[: mark.column].strip():
            message = "a value ends before this; text that holds quotation marks or brackets needs quotes as a whole"
        case "while parsing a block mapping", "did not find expected key":
            message = (
                f"this line is indented otherwise than the mapping from line {begins}; or a text before it is open"
            )
        case _, "block sequence entries are not allowed in this context":
            message = "an item of a list begins on a line of its own"
        case (("while parsing a flow sequence" | "while parsing a flow mapping"), _):
            bracket, closing = ("[", "]") if "sequence" in str(error.context) else ("{", "}")
            message = f"the {bracket} of line {begins} is not closed here: '{closing}' or a comma is missing"
        case _, "mapping values are not allowed in this context" if above := _without_blank(lines, mark.line):
            message = "a blank is missing after the ':'"
            return Problem(path, *above, f"not YAML: {message}")
        case _, "mapping values are not allowed in this context":
            alone = ":" not in line[: mark.column]
            message = (
                "this key is indented as if it were part of the line before; look at the indentation of both"
                if alone
                else "text that contains ': ' needs quotes"
            )
        case context, problem:
            context = f"{context} from line {begins}; " if context and start else ""
            message = f"{context}{problem}" + (f"; {_HINTS[problem]}" if problem in _HINTS else "")
    return Problem(path, mark.line + 1, mark.column + 1, f"not YAML: {message}")


def _without_blank(lines: list[str], number: int) -> tuple[int, int] | None:
    """Return where the line before one is ``key:value``, to the parser a mere text that the next line goes on with."""
    before = lines[number - 1] if number else ""
    written = _KEY_WITHOUT_BLANK.match(before)
    indented = len(lines[number]) - len(lines[number].lstrip()) if number < len(lines) else -1
    return (number, written.end() + 1) if written and indented == len(written[1]) else None


def scalar(text: str) -> Any:
    """Return the value of an unquoted scalar by YAML 1.2's core schema."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        base = 0 if text.startswith(("0o", "0x")) else 10
        return int(text, base) if len(text) <= _INT_LIMIT else text
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _events(text: str) -> Iterator[Event]:
    """Yield the parser's events."""
    parser = yaml.CSafeLoader(text)
    try:
        while event := parser.get_event():
            yield event
    finally:
        parser.dispose()


def _start(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    assert mark is not None  # the parser always gives it
    return mark.line + 1, mark.column + 1


class _Builder:
    """Builds a document's value from the parser's events, and notes positions and problems."""

    def __init__(self, document: Document, problems: list[Problem], events: Iterator[Event]) -> None:
        self.document = document
        self.problems = problems
        self.events = events

    def build(self) -> Any:
        next(self.events)  # the stream's start
        if isinstance(next(self.events), StreamEndEvent):
            self.problems.append(Problem(self.document.path, 1, 1, "the file is empty"))
            return None
        value = self._value(next(self.events), ())
        next(self.events)  # the document's end
        if not isinstance(event := next(self.events), StreamEndEvent):
            self._refuse(event, "a second document; a file holds one")
        return value

    def _refuse(self, event: Event, message: str) -> None:
        self.problems.append(Problem(self.document.path, *_start(event), message))

    def _value(self, event: Event, loc: Loc) -> Any:
        self.document.values[loc] = _start(event)
        if len(loc) > DEPTH_LIMIT:
            self._refuse(event, f"nested more than {DEPTH_LIMIT} deep")
            raise _UnreadableError
        if isinstance(event, AliasEvent):
            self._refuse(event, f"the alias '*{event.anchor}'; aliases are not allowed, write the value out")
            return None
        if isinstance(event, ScalarEvent):
            self._refuse_marks(event)
            return scalar(event.value) if event.implicit[0] else event.value
        assert isinstance(event, CollectionStartEvent)
        self._refuse_marks(event)
        return self._mapping(loc) if isinstance(event, MappingStartEvent) else self._sequence(loc)

    def _sequence(self, loc: Loc) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            values.append(self._value(event, (*loc, len(values))))
        return values

    def _mapping(self, loc: Loc) -> dict[str, Any]:
        values: dict[str, Any] = {}
        first_lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self._key(event)
            position = self.document.keys[*loc, key] = _start(event)
            if key in first_lines:
                self._refuse(event, f"the key '{key}' is defined twice; first in line {first_lines[key]}")
            first_lines.setdefault(key, position[0])
            values[key] = self._value(next(self.events), (*loc, key))
        return values

    def _key(self, event: Event) -> str:
        if not isinstance(event, ScalarEvent):
            self._refuse(event, "a key must be text")
            raise _UnreadableError
        self._refuse_marks(event)
        key = str(event.value)
        if event.implicit[0] and key == "<<":
            self._refuse(event, "the merge key '<<' is not allowed, write the values out")
        elif event.implicit[0] and not isinstance(scalar(key), str):
            self._refuse(event, f"the key {key or '(nothing)'} is not text; put it in quotes")
        return key

    def _refuse_marks(self, event: ScalarEvent | CollectionStartEvent) -> None:
        """Note an anchor, a tag, and a control character written as an escape."""
        if event.anchor:
            self._refuse(event, f"the anchor '&{event.anchor}'; anchors are not allowed, write the value out")
        if event.tag:
            self._refuse(event, f"the tag '{event.tag}'; tags are not allowed, quote what is text")
        if not isinstance(event, ScalarEvent):
            return
        if event.style == '"' and (match := UNCLEAR.search(event.value)):  # written as an escape
            self._refuse(event, _not_allowed(match[0]))
        elif event.implicit[0] and _CURLY.fullmatch(event.value):
            self._refuse(event, f'{event.value[0]} and {event.value[-1]} are no quotation marks here; use " or none')
