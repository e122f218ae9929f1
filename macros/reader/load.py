"""From the files under ``data/`` to the catalog."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.catalog import Catalog, remembered
from macros.characters import CONFLICT, UNCLEAR, is_plain, line_of_conflict, refusal
from macros.digests import is_as_written
from macros.kinds import (
    CHANGES,
    CHECKED,
    FRONTEND,
    FRONTEND_FOLDER,
    HISTORY,
    KINDS,
    QUESTIONS,
    SAMPLE_RECORD,
    SOURCES,
    Files,
    Kind,
)
from macros.memory import Memory
from macros.model.base import FrontEndId, Id, SampleId, SampleKey, SourceId, TaskId
from macros.model.frontend import FrontEnd
from macros.model.record import HistoryLine, Record
from macros.problem import Finding, Place, Problem
from macros.reader.front_matter import front_matter_problems
from macros.reader.json import NotReadable, parsed
from macros.reader.layout import NO_DATA, survey
from macros.reader.naming import Naming
from macros.reader.validate import validate, validator
from macros.reader.yaml import Document, read
from macros.rules import check

SIZE_LIMIT = 20_000_000
"""The largest file, in bytes."""


@dataclass
class Loaded:
    """The outcome of a read: the catalog of all that is sound, and all problems of all files."""

    catalog: Catalog
    problems: list[Problem] = field(default_factory=list)
    untold: int = 0
    """How many records are out of date, perhaps because of these problems: that is told once they are mended."""
    left_out: list[str] = field(default_factory=list)
    """The files and folders that git ignores: they are part of nothing."""

    @property
    def errors(self) -> list[Problem]:
        """The problems that are not merely records out of date."""
        return [problem for problem in self.problems if problem.severity == "error"]


def load(root: Path, memory: Memory | None = None, *, records: bool = True) -> Loaded:
    """Read ``root/data``, or all but its records, and how the pages of ``root/docs`` begin.

    Never raises for anything in the files. What a memory keeps is not read again.
    """
    return _Reader(root, memory or Memory()).load(() if records else (RECORDS,))


RECORDS = "records"
"""The folder of the records under ``data/``."""


class _Reader:
    def __init__(self, root: Path, memory: Memory) -> None:
        self.root = root
        self.memory = memory
        self.problems: list[Problem] = []
        self.documents: dict[str, Document] = {}
        self.sources: dict[str, Any] | None = {}
        """The sources that documents name, as they are written; read first. None where they have a mistake."""
        self.named_sources: dict[Place, SourceId] = {}

    def load(self, without: Sequence[str]) -> Loaded:
        found = survey(self.root, without)
        paths, self.problems = found.paths, found.problems
        tables: dict[str, Any] = {}
        for kind in KINDS:
            if kind is FRONTEND_FOLDER:
                paths[kind] = _sources(tables[FRONTEND.table], paths[kind])
            tables[kind.table] = self._table(kind, paths[kind])
        tables["checked"] = {_sample_key(name): run for name, run in (tables["checked"] or {}).items()}
        tables["files"] = {kind.table: frozenset(paths[kind]) for kind in KINDS}
        catalog = remembered(Catalog(**tables, named_sources=self.named_sources), self.memory)
        self.problems += [self._placed(finding) for finding in check(catalog, self.memory)]
        self.problems += front_matter_problems(self.root)
        problems = sorted(set(self.problems))
        if any(problem.severity == "error" for problem in problems):
            problems = [problem for problem in problems if not problem.follows]
        return Loaded(catalog, problems, len(set(self.problems)) - len(problems), found.left_out)

    def _table(self, kind: Kind[Any, Any], files: dict[Any, dict[str, Path]]) -> Any:
        """Read all files of one kind: a table by key, or the one file's value where the catalog has no table of it."""
        if kind.is_folder:
            return {key: self._folder(paths) for key, paths in files.items()}
        contents = {key: self._value(kind, key, paths[""]) for key, paths in files.items()}
        values = {key: value for key, value in contents.items() if value is not None}
        if kind.pattern in _LISTS:
            return values.get(None, [])
        return values.get(None, {}) if kind in (CHECKED, SOURCES) else values

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
            if path.stat().st_size <= SIZE_LIMIT:
                return path.read_bytes()
            self._problem(path, f"the file has more than {SIZE_LIMIT // 1_000_000} MB")
        except OSError as error:
            self._problem(path, f"cannot be read: {error.strerror}")
        return None

    def _text(self, path: Path) -> str | None:
        """Return a file's text, with line ends as Python has them."""
        content = self._bytes(path)
        if content is None:
            return None
        try:
            text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            is_text = b"\0" not in content and not content.startswith((b"\xff\xfe", b"\xfe\xff"))
            remedy = "save the file as UTF-8" if is_text else f"only texts belong here: save it so, or {NO_DATA}"
            self._problem(path, f"not UTF-8; {remedy}", content.count(b"\n", 0, error.start) + 1)
            return None
        if not is_plain(content) and (unclear := UNCLEAR.search(text)):
            before = text[: unclear.start()]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            self._problem(path, refusal(unclear[0]), line, column)
        if line := line_of_conflict(text):
            self._problem(path, CONFLICT, line)
        return text

    def _document(self, kind: Kind[Any, Any], key: Any, path: Path) -> Any:
        if key is not None and not _is_id(key):
            return self._problem(
                path, f"the name '{key}' is not an ID; allowed: small letters, digits and single hyphens"
            )
        content = self._bytes(path)
        if content is None:
            return None
        name = self._name(path)
        sources = self.sources if kind is not SOURCES and b"source" in content else {}
        document, value, problems, named = self.memory.recall(
            ("document", name), (content, sources), lambda: _read(name, content, kind.shape, sources)
        )
        self.problems += problems
        self.documents[name] = document
        self.named_sources.update(named)
        if kind is SOURCES:
            self.sources = None if value is None else document.value
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
        return Problem(finding.place.path, line, column, message, finding.severity, finding.subject, finding.follows)

    def _position(self, path: str, loc: Iterable[str | int]) -> tuple[int, int]:
        document = self.documents.get(path)
        return document.position(tuple(loc)) if document else (1, 1)


_LISTS = (CHANGES.pattern, QUESTIONS.pattern, HISTORY.pattern)
"""The files that the catalog keeps as they are: lists."""


Mistake = tuple[str, int, int]
"""What is wrong with a record, and the line and column."""


def _read(
    name: str, content: bytes, shape: Any, sources: dict[str, Any] | None
) -> tuple[Document, Any, list[Problem], dict[Place, SourceId]]:
    """Return what a document says, what is wrong with it, and the sources that it names.

    Where anything is wrong with it, it says nothing; nor does it while the sources have a mistake (None).
    """
    document, problems = read(name, content)
    if problems:
        return document, None, problems, {}
    naming = Naming(document, sources)
    if not naming.replace_in(document.value):
        return document, None, naming.problems, naming.named
    return document, *validate(document, shape), naming.named


def _read_record(kind: Kind[Any, Any], key: Any, content: bytes) -> tuple[Any, list[Mistake]]:
    try:
        value = validator(kind.shape).validate_python(parsed(content))
    except (ValueError, RecursionError) as error:
        message = f"not a record ({_reason(error)}); records are written by '{kind.written_by}', not by hand"
        return None, [(message, getattr(error, "lineno", 1), getattr(error, "colno", 1))]
    if isinstance(value, Record) and not is_as_written(value):
        return None, [(f"was edited by hand or merged; run '{kind.rewritten_by(key)}'", 1, 1)]
    return value, []


def _read_history(text: str) -> tuple[list[HistoryLine], list[Mistake]]:
    lines: list[HistoryLine] = []
    mistakes: list[Mistake] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            read_line: HistoryLine = HISTORY.shape.model_validate(parsed(line.encode()))
        except (ValueError, RecursionError) as error:
            message = f"not a line of the history ({_reason(error)}); it is written by 'make verify', not by hand"
            mistakes.append((message, number, 1))
            continue
        lines.append(read_line)  # one that was edited, too: the next line follows it
        if not is_as_written(read_line):
            remedy = SAMPLE_RECORD.rewritten_by(read_line.key)
            mistakes.append((f"was edited by hand or merged; restore the history, then run '{remedy}'", number, 1))
    return lines, mistakes


def _reason(error: ValueError | RecursionError) -> str:
    """Return why a record is none, in a few words."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return ": ".join(filter(None, (".".join(map(str, first["loc"])), first["msg"])))
    return str(error) if isinstance(error, NotReadable) else "not JSON"


def _sources(
    frontends: dict[FrontEndId, FrontEnd], files: dict[FrontEndId, dict[str, Path]]
) -> dict[FrontEndId, dict[str, Path]]:
    """Return the files of each front end without those that its own build has written."""
    written = {key: f"{frontend.output.rstrip('/')}/" for key, frontend in frontends.items()}
    return {
        key: {name: path for name, path in inner.items() if key not in written or not name.startswith(written[key])}
        for key, inner in files.items()
    }


def _is_id(name: str) -> bool:
    try:
        validator(Id).validate_python(name)
    except ValidationError:
        return False
    return True


def _sample_key(name: str) -> SampleKey:
    task_id, _, sample_id = name.partition("/")
    return SampleKey(TaskId(task_id), SampleId(sample_id))
