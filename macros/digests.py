"""Digests: a hash over what a record says, so that one which was edited or merged is noticed.

They guard against accidents and typed values. They are no signature: whoever recomputes one after an
edit is found out by running alone.
"""

import hashlib
import json
from datetime import date
from typing import Any, TypeVar

from macros.model.base import SampleKey
from macros.model.record import HistoryLine, LastRun, Record

R = TypeVar("R", bound=Record)


def canonical_hash(matter: Any) -> str:
    """Return the SHA-256 of a JSON value, whatever the order of its keys and the form of its file."""
    return hashlib.sha256(json.dumps(matter, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def signed(record: R) -> R:
    """Return the record with the digest of what it says."""
    said = record.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"digest"})
    return record.model_copy(update={"digest": canonical_hash(said)})


def following(before: HistoryLine | None, line: HistoryLine) -> HistoryLine:
    """Return a line of the history as it follows the line before of its sample, with its digest."""
    return signed(line.model_copy(update={"before": before.digest if before else ""}))


def last_run(key: SampleKey, day: date, record: Record, line: HistoryLine | None) -> LastRun:
    """Return the day of a sample's last run, tied to the record that it left and to the last line of its history."""
    said = [str(key), day.isoformat(), record.digest, line.digest if line else ""]
    return LastRun(day=day, digest=canonical_hash(said))


def is_as_written(record: Record) -> bool:
    """Tell whether a record says what it said when the proof tool wrote it."""
    return record.digest == signed(record).digest
