"""Digests: a hash over what a record says, so that one which was edited or merged is noticed.

They guard against accidents and typed values. They are no signature: whoever recomputes one after an
edit is found out by running alone.
"""

import hashlib
import json
from typing import Any, TypeVar

from macros.model.record import Record

R = TypeVar("R", bound=Record)


def canonical_hash(matter: Any) -> str:
    """Return the SHA-256 of a JSON value, whatever the order of its keys and the form of its file."""
    return hashlib.sha256(json.dumps(matter, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def signed(record: R) -> R:
    """Return the record with the digest of what it says."""
    said = record.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"digest"})
    return record.model_copy(update={"digest": canonical_hash(said)})


def is_as_written(record: Record) -> bool:
    """Tell whether a record says what it said when the proof tool wrote it."""
    return record.digest == signed(record).digest
