"""From the files under ``data/`` to the catalog."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from macros.catalog import Catalog, remembered
from macros.digests import is_as_written
from macros.kinds import CHANGES, CHECKED, HISTORY, KINDS, QUESTIONS, SAMPLE_RECORD, Files, Kind
from macros.memory import Memory
from macros.model.base import Id, SampleId, SampleKey, TaskId
from macros.model.record import HistoryLine, Record
from macros.problem import Finding, Problem
from macros.reader.layout import survey
from macros.reader.validate import validate
from macros.reader.yaml import Document, read
from macros.rules import check


@dataclass
class Loaded:
    """The outcome of a read: the catalog of all that is sound, and all problems of all files."""

    catalog: Catalog
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The problems that are not merely records out of date."""
        return [problem for problem in self.problems if problem.severity == "error"]


def load(root: Path, memory: Memory | None = None) -> Loaded:
    """Read ``root/data``. Never raises for anything in the files. What a memory keeps is not read again."""
    return _Reader(root, memory or Memory()).load()


class _Reader:
    def __init__(self, root: Path, memory: Memory) -> None:
        self.root = root
        self.memory = memory
        self.problems: list[Problem] = []
        self.documents: dict[str, Document] = {}

    def load(self) -> Loaded:
        paths, self.problems = survey(self.root)
        tables = {kind.table: self._table(kind, paths[kind]) for kind in KINDS}
        tables["checked"] = {_sample_key(name): run for name, run in (tables["checked"] or {}).items()}
        tables["files"] = {kind.table: frozenset(paths[kind]) for kind in KINDS}
        catalog = remembered(Catalog(**tables), self.memory)
        self.problems += [self._placed(finding) for finding in check(catalog, self.memory)]
        return Loaded(catalog, sorted(set(self.problems)))

    def _table(self, kind: Kind[Any, Any], files: dict[Any, dict[str, Path]]) -> Any:
        """Read all files of one kind: a table by key, or the one file's value where the catalog has no table of it."""
        if kind.is_folder:
            return {key: self._folder(paths) for key, paths in files.items()}
        contents = {key: self._value(kind, key, paths[""]) for key, paths in files.items()}
        values = {key: value for key, value in contents.items() if value is not None}
        if kind.pattern in _LISTS:
            return values.get(None, [])
        return values.get(None, {}) if kind is CHECKED else values

    def _folder(self, paths: dict[str, Path]) -> Files:
        return {inner: text for inner, path in paths.items() if (text := self._text(path)) is not None}

    def _value(self, kind: Kind[Any, Any], key: Any, path: Path) -> Any:
        """Return what a file holds, or None where that is a problem."""
        match path.suffix:
            case ".yml":
                return self._document(kind, key, path)
            case ".json":
                return self._json(kind, key, path)
            case ".jsonl":
                return self._history(path)
            case ".webp":
                return self._bytes(path)
            case _:
                return self._text(path)

    def _problem(self, path: Path, message: str, line: int = 1, column: int = 1) -> None:
        self.problems.append(Problem(self._name(path), line, column, message))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _bytes(self, path: Path) -> bytes | None:
        """Return a file's content. It may have gone since it was listed: editors replace files."""
        try:
            return path.read_bytes()
        except OSError as error:
            self._problem(path, f"cannot be read: {error.strerror}")
            return None

    def _text(self, path: Path) -> str | None:
        """Return a file's text, with line ends as Python has them."""
        content = self._bytes(path)
        try:
            return None if content is None else content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            self._problem(path, "not UTF-8; save the file as UTF-8")
            return None

    def _document(self, kind: Kind[Any, Any], key: Any, path: Path) -> Any:
        if key is not None and not _is_id(key):
            return self._problem(
                path, f"the name '{key}' is not an ID; allowed: small letters, digits and single hyphens"
            )
        content = self._bytes(path)
        if content is None:
            return None
        name = self._name(path)
        document, value, problems = self.memory.recall(
            ("document", name), content, lambda: _read(name, content, kind.shape)
        )
        self.problems += problems
        self.documents[name] = document
        return value

    def _json(self, kind: Kind[Any, Any], key: Any, path: Path) -> Any:
        content = self._bytes(path)
        if content is None:
            return None
        value, mistakes = self.memory.recall(
            ("record", self._name(path)), content, lambda: _read_record(kind, key, content)
        )
        for mistake in mistakes:
            self._problem(path, *mistake)
        return value

    def _history(self, path: Path) -> list[Any]:
        """Read the history line by line; each line that cannot be read is a problem of its own."""
        text = self._text(path) or ""
        lines, mistakes = self.memory.recall(("history", self._name(path)), text, lambda: _read_history(text))
        for mistake in mistakes:
            self._problem(path, *mistake)
        return lines

    def _placed(self, finding: Finding) -> Problem:
        line, column = self._position(finding.place.path, finding.place.loc)
        message = finding.message
        if finding.other:
            path = finding.other.path
            there = ":".join(map(str, (path, *self._position(path, finding.other.loc))))
            message = message.replace("{other}", there)
        return Problem(finding.place.path, line, column, message, finding.severity, finding.subject)

    def _position(self, path: str, loc: Iterable[str | int]) -> tuple[int, int]:
        document = self.documents.get(path)
        return document.position(tuple(loc)) if document else (1, 1)


_LISTS = (CHANGES.pattern, QUESTIONS.pattern, HISTORY.pattern)
"""The files that the catalog keeps as they are: lists."""


def _is_id(name: str) -> bool:
    try:
        TypeAdapter(Id).validate_python(name)
    except ValidationError:
        return False
    return True


def _sample_key(name: str) -> SampleKey:
    task_id, _, sample_id = name.partition("/")
    return SampleKey(TaskId(task_id), SampleId(sample_id))


Mistake = tuple[str, int, int]
"""What is wrong with a record, and the line and column."""


def _read(name: str, content: bytes, shape: Any) -> tuple[Document, Any, list[Problem]]:
    """Return what a document says, and what is wrong with it; where anything is, it says nothing."""
    document, problems = read(name, content)
    if problems:
        return document, None, problems
    return document, *validate(document, shape)


def _read_record(kind: Kind[Any, Any], key: Any, content: bytes) -> tuple[Any, list[Mistake]]:
    try:
        value = TypeAdapter(kind.shape).validate_python(json.loads(content))
    except (ValueError, RecursionError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else None
        reason = ": ".join(filter(None, (".".join(map(str, first["loc"])), first["msg"]))) if first else "not JSON"
        message = f"not a record ({reason}); records are written by '{kind.written_by}', not by hand"
        return None, [(message, getattr(error, "lineno", 1), getattr(error, "colno", 1))]
    if isinstance(value, Record) and not is_as_written(value):
        return None, [(f"was edited by hand or merged; run '{kind.rewritten_by(key)}'", 1, 1)]
    return value, []


def _read_history(text: str) -> tuple[list[HistoryLine], list[Mistake]]:
    lines: list[HistoryLine] = []
    mistakes: list[Mistake] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            read_line: HistoryLine = HISTORY.shape.model_validate(json.loads(line))
        except (ValueError, RecursionError):
            mistakes.append(("not a line of the history; it is written by 'make verify', not by hand", number, 1))
            continue
        lines.append(read_line)  # one that was edited, too: the next line follows it
        if not is_as_written(read_line):
            remedy = SAMPLE_RECORD.rewritten_by(read_line.key)
            mistakes.append((f"was edited by hand or merged; restore the history, then run '{remedy}'", number, 1))
    return lines, mistakes
