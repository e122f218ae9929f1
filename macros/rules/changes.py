"""News: the newest first, each with an ID of its own."""

from collections.abc import Iterator
from itertools import pairwise

from macros.catalog import Catalog
from macros.kinds import CHANGES
from macros.problem import Finding


def changes_have_their_own_ids(catalog: Catalog) -> Iterator[Finding]:
    """No two changes have the same ID."""
    ids = [change.id for change in catalog.changes]
    for position, change_id in enumerate(ids):
        if change_id in ids[:position]:
            yield Finding(CHANGES.place(None, position, "id"), f"the change '{change_id}' is listed twice")


def changes_are_in_order(catalog: Catalog) -> Iterator[Finding]:
    """The newest change comes first."""
    for position, (newer, older) in enumerate(pairwise(catalog.changes), 1):
        if older.day > newer.day:
            message = f"{older.day} is newer than the change above; the newest comes first"
            yield Finding(CHANGES.place(None, position, "day"), message)
