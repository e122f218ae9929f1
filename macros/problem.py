"""What is wrong with the data, and where: one line for each mistake."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Loc = tuple[str | int, ...]
"""A way into a document: keys of mappings and positions in lists."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. ``line`` and ``column`` count from 1.

    ``kind`` is "error" for what is wrong in itself, "stale" for a run that no longer belongs to
    what ran: a build refuses both, a preview marks the stale ones and goes on.
    """

    path: str
    line: int
    column: int
    what: str
    kind: Literal["error", "stale"] = "error"

    def __str__(self) -> str:
        return " ".join(f"{self.path}:{self.line}:{self.column}: {self.what}".splitlines())


@dataclass(frozen=True)
class Place:
    """A place in the data, before its line is looked up."""

    path: str
    loc: Loc = ()


@dataclass(frozen=True)
class Finding:
    """What a rule found. ``{other}`` in ``what`` stands for the line of the second place."""

    at: Place
    what: str
    other: Place | None = None
    kind: Literal["error", "stale"] = "error"


def listed(allowed: Iterable[str]) -> str:
    """Return the allowed names as a list for a message, shortened if it is very long."""
    names = sorted(allowed)
    if len(names) > 12:
        return f"{', '.join(names[:12])}, … ({len(names)} in all)"
    return ", ".join(names) or "nothing"


def unknown(kind: str, name: str, allowed: Iterable[str]) -> str:
    """Say that there is no such ``kind``, which names are allowed, and which may have been meant."""
    names = sorted(allowed)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    guess = f"; did you mean '{close[0]}'?" if close else ""
    return f"unknown {kind} '{name}'; allowed: {listed(names)}{guess}"
