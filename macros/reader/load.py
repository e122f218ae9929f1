"""From the files under ``data/`` to the catalog."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from macros.catalog import Catalog, Files
from macros.model.base import Day, Id
from macros.model.change import Change
from macros.model.claim import Topic
from macros.model.comparison import Comparison
from macros.model.criterion import KINDS
from macros.model.deployment import Deployment
from macros.model.framework import Framework
from macros.model.frontend import FrontEnd, FrontEndRecord
from macros.model.record import ImageRecord, Measurement, Observed, Record, ScreenshotRecord
from macros.model.setup import System
from macros.model.task import Mutation, Task
from macros.problem import Finding, Problem, unknown
from macros.reader.layout import (
    FRONTEND,
    FRONTENDS,
    IMAGES,
    LOCK,
    MEASUREMENTS,
    NOT_OF_SAMPLES,
    SCREENSHOTS,
    folder_files,
    survey,
)
from macros.reader.validate import describe, validate
from macros.reader.yaml import Document, read
from macros.rules import check

T = TypeVar("T")


@dataclass
class Loaded:
    """The outcome of a read: the catalog of all that is sound, and all problems of all files."""

    catalog: Catalog
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The problems that are not merely runs out of date."""
        return [one for one in self.problems if one.kind == "error"]


def load(root: Path) -> Loaded:
    """Read ``root/data``. Never raises for what stands in the files."""
    return _Reader(root).load()


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.documents: dict[str, Document] = {}

    def load(self) -> Loaded:
        layout, problems = survey(self.root)
        self.problems += problems
        catalog = Catalog(
            comparisons=self._all(layout.comparisons, Comparison),
            frameworks=self._all(layout.frameworks, Framework),
            criteria=self._all(layout.criteria, None),
            tasks=self._all(layout.tasks, Task),
            mutations=self._mutations(layout.mutations),
            sample_files={key: self._files(path) for key, path in layout.sample_folders.items()},
            sample_locks=_present(
                {key: self._text(path / LOCK) for key, path in layout.sample_folders.items() if (path / LOCK).is_file()}
            ),
            deployments=self._all(layout.deployments, Deployment),
            guide_files={key: self._files(path) for key, path in layout.guide_folders.items()},
            records=self._records(layout.records),
            measurements=self._measurements(layout.records),
            images=self._images(layout.records),
            screenshots=self._screenshots(layout.records),
            pictures=_present({name: self._bytes(path) for name, path in layout.pictures.items()}),
            checked=self._checked(layout.checked),
            history=self._history(layout.history),
            systems=self._all(layout.systems, System),
            topics=self._all(layout.claims, Topic),
            changes=self._changes(layout.changes),
            frontends=self._all(layout.frontends, FrontEnd),
            frontend_files={
                name: {one: text for one, text in self._files(path.parent).items() if one != FRONTEND}
                for name, path in layout.frontends.items()
            },
            frontend_records=self._frontend_records(layout.records),
        )
        known = {
            "comparison": frozenset(layout.comparisons),
            "framework": frozenset(layout.frameworks),
            "criterion": frozenset(layout.criteria),
            "task": frozenset(layout.tasks),
            "deployment": frozenset(layout.deployments),
            "system": frozenset(layout.systems),
            "front end": frozenset(layout.frontends),
        }
        self.problems += [self._placed(finding) for finding in check(catalog, known)]
        return Loaded(catalog, sorted(set(self.problems)))

    def _path(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _bytes(self, path: Path) -> bytes | None:
        """Return a file's content. It may have gone since it was listed: editors replace files."""
        try:
            return path.read_bytes()
        except OSError as error:
            self.problems.append(Problem(self._path(path), 1, 1, f"cannot be read: {error.strerror}"))
            return None

    def _text(self, path: Path) -> str | None:
        """Return a file's text, with line ends as Python has them."""
        content = self._bytes(path)
        try:
            return None if content is None else content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            self.problems.append(Problem(self._path(path), 1, 1, "not UTF-8; save the file as UTF-8"))
            return None

    def _document(self, path: Path) -> Document | None:
        content = self._bytes(path)
        if content is None:
            return None
        document, problems = read(self._path(path), content)
        self.problems += problems
        self.documents[document.path] = document
        return None if problems else document

    def _all(self, paths: Mapping[str, Path], shape: Any) -> dict[str, Any]:
        """Read the files of one kind; without a ``shape``, each file's own word decides it."""
        found: dict[str, Any] = {}
        for name, path in paths.items():
            if not self._is_id(name, path):
                continue
            document = self._document(path)
            if document is None:
                continue
            its_shape = shape or self._criterion_shape(document)
            if its_shape is None:
                continue
            value, problems = validate(document, its_shape)
            self.problems += problems
            if not problems:
                found[name] = value
        return found

    def _is_id(self, name: str, path: Path) -> bool:
        try:
            TypeAdapter(Id).validate_python(name)
        except ValidationError:
            what = f"the name '{name}' is not an ID; allowed: small letters, digits and single hyphens"
            self.problems.append(Problem(self._path(path), 1, 1, what))
            return False
        return True

    def _criterion_shape(self, document: Document) -> Any:
        value = document.value
        line, column = document.position(("kind",))
        if not isinstance(value, dict):
            what = f"a mapping is needed, not {describe(value)}"
        elif "kind" not in value:
            what = f"the key 'kind' is missing; allowed: {', '.join(sorted(KINDS))}"
        elif not isinstance(value["kind"], str) or value["kind"] not in KINDS:
            what = unknown("value of 'kind'", str(value["kind"]), KINDS)
        else:
            return KINDS[value["kind"]]
        self.problems.append(Problem(document.path, line, column, what))
        return None

    def _mutations(self, paths: Mapping[str, Path]) -> dict[str, tuple[Mutation, ...]]:
        return {name: tuple(found) for name, found in self._all(paths, list[Mutation]).items()}

    def _files(self, folder: Path) -> Files:
        files: Files = {}
        for path in folder_files(folder):
            if path == folder / LOCK:
                continue
            text = self._text(path)
            if text is not None:
                files[path.relative_to(folder).as_posix()] = text
        return files

    def _json(self, path: Path, shape: Any) -> Any:
        content = self._bytes(path)
        if content is None:
            return None
        try:
            value = json.loads(content)
            return TypeAdapter(shape).validate_python(value)
        except (ValueError, RecursionError) as error:
            line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
            first = error.errors()[0] if isinstance(error, ValidationError) else None
            place = ".".join(map(str, first["loc"])) if first else ""
            said = f"{place}: {first['msg']}" if first else "not JSON"
            what = f"not a record ({said}); records are written by 'make verify', not by hand"
            self.problems.append(Problem(self._path(path), line, column, what))
            return None

    def _records(self, paths: Mapping[tuple[str, str], Path]) -> dict[tuple[str, str], Record]:
        ours = {key: path for key, path in paths.items() if key[0] not in NOT_OF_SAMPLES}
        return _present({key: self._json(path, Record) for key, path in ours.items()})

    def _measurements(self, paths: Mapping[tuple[str, str], Path]) -> dict[str, Measurement]:
        ours = {key[1]: path for key, path in paths.items() if key[0] == MEASUREMENTS}
        return _present({key: self._json(path, Measurement) for key, path in ours.items()})

    def _screenshots(self, paths: Mapping[tuple[str, str], Path]) -> dict[str, ScreenshotRecord]:
        ours = {key[1]: path for key, path in paths.items() if key[0] == SCREENSHOTS}
        return _present({key: self._json(path, ScreenshotRecord) for key, path in ours.items()})

    def _images(self, paths: Mapping[tuple[str, str], Path]) -> dict[str, ImageRecord]:
        ours = {key[1]: path for key, path in paths.items() if key[0] == IMAGES}
        return _present({key: self._json(path, ImageRecord) for key, path in ours.items()})

    def _frontend_records(self, paths: Mapping[tuple[str, str], Path]) -> dict[str, FrontEndRecord]:
        ours = {key[1]: path for key, path in paths.items() if key[0] == FRONTENDS}
        return _present({key: self._json(path, FrontEndRecord) for key, path in ours.items()})

    def _checked(self, path: Path | None) -> dict[tuple[str, str], Any]:
        days = self._json(path, dict[str, Day]) if path else None
        return {_pair(key): day for key, day in (days or {}).items()}

    def _changes(self, path: Path | None) -> tuple[Change, ...]:
        return tuple(self._all({"changes": path}, list[Change]).get("changes", ())) if path else ()

    def _history(self, path: Path | None) -> tuple[Observed, ...]:
        """Read the history line by line; a line that is none is a problem of its own."""
        text = self._text(path) if path else None
        found: list[Observed] = []
        for number, line in enumerate((text or "").splitlines(), 1):
            try:
                found.append(Observed.model_validate(json.loads(line)))
            except (ValueError, RecursionError):
                what = "not a line of the history; it is written by 'make verify', not by hand"
                self.problems.append(Problem(self._path(path) if path else "data", number, 1, what))
        return tuple(found)

    def _placed(self, finding: Finding) -> Problem:
        line, column = self._line(finding.at.path, finding.at.loc)
        what = finding.what
        if finding.other:
            other = finding.other
            there = ":".join(map(str, (other.path, *self._line(other.path, other.loc))))
            what = what.replace("{other}", there)
        return Problem(finding.at.path, line, column, what, finding.kind)

    def _line(self, path: str, loc: Iterable[str | int]) -> tuple[int, int]:
        document = self.documents.get(path)
        return document.position(tuple(loc)) if document else (1, 1)


def _pair(key: str) -> tuple[str, str]:
    first, _, second = key.partition("/")
    return first, second


def _present(found: Mapping[T, Any]) -> dict[T, Any]:
    return {key: value for key, value in found.items() if value is not None}
