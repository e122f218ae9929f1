"""Records on disk: what new observations make of the old files. Nothing is written here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from macros.model.record import Record
from macros.reader.layout import NOT_OF_SAMPLES
from tests.runner.errors import RunnerError
from tests.runner.jobs import Job
from tests.runner.proofs import SEEN

HISTORY = "history.jsonl"
CHECKED = "checked.json"


def text_of(value: Any) -> str:
    """Return a value as JSON in the one way in which records are written."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def observations(record: Record) -> dict[str, Any]:
    """Return what a record says was seen."""
    return record.model_dump(mode="json", include=set(SEEN))


def read_record(root: Path, job: Job) -> Record | None:
    """Return the stored record of a job, or None where there is none or it cannot be read."""
    path = root / "data" / "records" / job.task_id / f"{job.sample_id}.json"
    try:
        return Record.model_validate(json.loads(path.read_text("utf-8")))
    except (FileNotFoundError, ValueError):
        return None


@dataclass
class Plan:
    """The files of ``data/records`` as they are to be: texts by path, and paths to remove."""

    texts: dict[Path, str] = field(default_factory=dict)
    removed: list[Path] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def planned(root: Path, proved: Mapping[str, tuple[Job, Record]], everything: list[Job], today: date) -> Plan:
    """Return what the new records make of the old ones. Writes nothing."""
    folder = root / "data" / "records"
    plan = Plan()
    lines: list[str] = []
    for name, (job, record) in sorted(proved.items()):
        old = read_record(root, job)
        if old is not None and observations(old) == observations(record):
            record = record.model_copy(update={"changed": old.changed})
        else:
            plan.changed.append(name)
            lines.append(_history_line(job, record, today))
        plan.texts[folder / job.task_id / f"{job.sample_id}.json"] = text_of(record.model_dump(mode="json"))
    names = {job.name for job in everything}
    checked = {name: day for name, day in _read_checked(folder).items() if name in names}
    checked.update(dict.fromkeys(proved, today.isoformat()))
    plan.texts[folder / CHECKED] = text_of(checked)
    if lines:
        plan.texts[folder / HISTORY] = _read(folder / HISTORY) + "".join(lines)
    plan.removed = sorted(
        path
        for path in folder.glob("*/*.json")
        if path.parent.name not in NOT_OF_SAMPLES and f"{path.parent.name}/{path.stem}" not in names
    )
    return plan


def _history_line(job: Job, record: Record, today: date) -> str:
    line = {
        "day": today.isoformat(),
        "task": job.task_id,
        "sample": job.sample_id,
        "releases": {name: record.releases[name] for name in job.named_packages if name in record.releases},
        "outcomes": {name: reply.outcome for name, reply in sorted(record.replies.items())},
    }
    return json.dumps(line, ensure_ascii=False) + "\n"


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _read_checked(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads(_read(folder / CHECKED) or "{}"))
    except ValueError as error:
        raise RunnerError(f"{folder / CHECKED} is not JSON: {error}; remove it and run again") from error
