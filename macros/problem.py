"""What is wrong with the data, and where: one line for each mistake."""

import difflib
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from macros.characters import shown

Loc = tuple[str | int, ...]
"""A way into a document: keys of mappings and positions in lists."""

Severity = Literal["error", "stale"]
"""An "error" is wrong in itself. What is "stale" is not finished: a record does not belong to what is there now, or
nothing uses a task yet. A build refuses it, a preview marks it, and the commands that finish it go on."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. ``line`` and ``column`` count from 1.

    ``subject`` is the key of what a stale record belongs to, so that pages can mark it.
    """

    path: str
    line: int
    column: int
    message: str
    severity: Severity = "error"
    subject: Hashable = field(default=None, compare=False)
    follows: bool = field(default=False, compare=False)
    """Whether it may follow from another mistake: then it is not told before that one is mended."""

    def __str__(self) -> str:
        return shown(" ".join(f"{self.path}:{self.line}:{self.column}: {self.message}".splitlines()))


@dataclass(frozen=True)
class Place:
    """A place in the data, before its line is looked up."""

    path: str
    loc: Loc = ()

    def within(self, *loc: str | int) -> "Place":
        """Return a place further in."""
        return Place(self.path, (*self.loc, *loc))


@dataclass(frozen=True)
class Finding:
    """What a rule found. ``{other}`` in the message becomes the line of the second place."""

    place: Place
    message: str
    other: Place | None = None
    severity: Severity = "error"
    subject: Hashable = None
    follows: bool = False


class UnknownName(LookupError):
    """Something was named that the data does not have; the text says what it has."""


def listed(allowed: Iterable[str]) -> str:
    """Return the allowed names as a list for a message, shortened if it is very long."""
    names = sorted(allowed)
    if len(names) > 12:
        return f"{', '.join(names[:12])}, … ({len(names)} in all)"
    return ", ".join(names) or "nothing"


def closest(name: str, allowed: Iterable[str]) -> str:
    """Return the allowed name that is most like a wrong one; nothing where none is."""
    return next(iter(difflib.get_close_matches(name[:100], sorted(allowed), n=1, cutoff=0.6)), "")


def unknown(kind: str, name: str, allowed: Iterable[str], of: str = "", now: str = "") -> str:
    """Say that there is no such ``kind`` (``of`` something), which names are allowed, and which may be meant.

    ``now`` is what it is called since it was renamed.
    """
    names = sorted(allowed)
    close = closest(name, names)
    guess = f"; did you mean '{close}'?" if close else ""
    if now:
        return f"unknown {kind} '{name}': it is called '{now}' now"
    owner = f" of '{of}'" if of else ""
    return f"unknown {kind} '{name}'{owner}; allowed: {listed(names)}{guess}"
