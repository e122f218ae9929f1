"""The one writer of records: all that a command observed is put in place together, or nothing is."""

import json
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from macros.digests import following, is_as_written, last_run, signed
from macros.model.base import SampleKey
from macros.model.record import HistoryLine, LastRun, Record
from tests.proofs.errors import ToolError
from tests.proofs.project import RECORDS, Project
from tests.proofs.subjects.base import ProofKind, Proved, Subject

HISTORY = f"{RECORDS}/history.jsonl"
CHECKED = f"{RECORDS}/checked.json"

CIRCUMSTANCES = {"fingerprint", "changed", "checked", "taken", "built", "measured", "python", "system", "digest"}
"""The parts of a record that say what ran, when and where; the others are observations."""

R = TypeVar("R", bound=Record)


def text_of(value: Any) -> str:
    """Return a value as JSON in the one way in which records are written."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def record_text(record: Record) -> str:
    """Return the text of a record's file, with the digest by which the reader knows it."""
    return text_of(signed(record).model_dump(mode="json", by_alias=True, exclude_unset=True))


def observations(record: Record) -> dict[str, Any]:
    """Return what a record says was seen."""
    return record.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=CIRCUMSTANCES)


def read(project: Project, subject: Subject[Any], model: type[R]) -> R | None:
    """Return the stored record of a subject, or None where there is none as it was written."""
    try:
        record = model.model_validate(json.loads((project.root / subject.paths[0]).read_text("utf-8")))
    except (FileNotFoundError, ValueError):
        return None
    return record if is_as_written(record) else None


def write(project: Project, kind: ProofKind, proved: Mapping[str, Proved], today: date) -> list[str]:
    """Write what was proved, by the subjects' names; return the names of those that differ from before.

    Records of subjects that are gone are removed.
    """
    subjects = {subject.name: subject for subject in kind.subjects(project)}
    contents: dict[str, str | bytes] = {}
    written: dict[str, Record] = {}
    changed = []
    for name, result in sorted(proved.items()):
        old = read(project, subjects[name], type(result.record))
        record = result.record
        if old is None or observations(old) != observations(record):
            changed.append(name)
        elif "changed" in type(record).model_fields:
            record = record.model_copy(update={"changed": getattr(old, "changed")})  # noqa: B009
        written[name] = signed(record)
        contents[subjects[name].paths[0]] = record_text(record)
        contents.update(result.files)
    if kind.has_history:
        lines = [line for name in sorted(proved) if (line := proved[name].history)]
        contents[HISTORY], last = _history(project, lines)
        runs = {str(line.key): last_run(line.key, today, written[str(line.key)], last[line.key]) for line in lines}
        contents[CHECKED] = _checked(project, set(subjects), runs)
    kept = {project.root / path for subject in subjects.values() for path in subject.paths}
    gone = {path for path in (project.root / kind.folder).rglob("*") if path.is_file() and path not in kept}
    put_in_place(project.root, contents, gone)
    return changed


def _checked(project: Project, names: set[str], runs: Mapping[str, LastRun]) -> str:
    path = project.root / CHECKED
    try:
        known = dict(json.loads(_read(path) or "{}"))
    except ValueError as error:
        raise ToolError(f"{path} is not JSON: {error}; remove it and run again") from error
    kept = {name: run for name, run in known.items() if name in names}
    return text_of(dict(sorted({**kept, **{name: run.model_dump(mode="json") for name, run in runs.items()}}.items())))


def _history(project: Project, lines: Iterable[HistoryLine]) -> tuple[str, dict[SampleKey, HistoryLine]]:
    """Return the history with those lines that say something else than the last one of their sample; and the last."""
    texts = _read(project.root / HISTORY).splitlines()
    last = {}
    for text in texts:
        with suppress(ValueError):
            known = HistoryLine.model_validate_json(text)
            last[known.key] = known
    for line in lines:
        before = last.get(line.key)
        if before is None or line.is_news(before):
            last[line.key] = following(before, line)
            texts.append(json.dumps(last[line.key].model_dump(mode="json"), ensure_ascii=False))
    return "".join(f"{text}\n" for text in texts), last


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def put_in_place(root: Path, contents: Mapping[str, str | bytes], removed: Iterable[Path] = ()) -> None:
    """Write each content to its path in ``root`` and remove the other files, together or not at all.

    All contents are written aside first: an error leaves every file as it was. Then they are renamed,
    and no ctrl-C comes between. A folder that loses its last file goes with it.
    """
    # Aside is within root: on the same disk, so that renaming works, and outside the folders that are read.
    with tempfile.TemporaryDirectory(prefix=".aside-", dir=root) as temporary:
        aside = Path(temporary)
        for number, content in enumerate(contents.values()):
            (aside / str(number)).write_bytes(content if isinstance(content, bytes) else content.encode())
        for name in contents:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
        with _uninterrupted():
            for number, name in enumerate(contents):
                (aside / str(number)).replace(root / name)
            for path in removed:
                path.unlink()
                if not any(path.parent.iterdir()):
                    path.parent.rmdir()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
