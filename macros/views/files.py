"""Files to read, copy and download, each with its notes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from macros.kinds import Files
from macros.model.base import Note

SHOWN_LINES = 120
"""Files longer than this are offered for download and not printed in the page."""

SHOWN_OF_SERVICE = 80
"""The same of a service's files: samples talk to it, and nobody compares it."""

GENERATED = ("package-lock.json",)
"""Files that a program wrote: nobody reads them, however short."""


@dataclass(frozen=True)
class NoteView:
    """A remark on a line (from 1) of a file."""

    number: int
    line: int
    short: str


@dataclass(frozen=True)
class FileView:
    """A file of a page."""

    path: str
    text: str
    url: str
    lines: int
    notes: list[NoteView] = field(default_factory=list)
    most: int = SHOWN_LINES
    """How many lines the page would print."""

    @property
    def shown(self) -> bool:
        """Whether the page prints it."""
        return self.lines <= self.most and not self.path.endswith(GENERATED)


def file_views(
    files: Files, url: Callable[[str], str], notes: Iterable[Note] = (), command: str = "", most: int = SHOWN_LINES
) -> list[FileView]:
    """Return files in reading order; notes are numbered through all of them.

    The file that the command starts comes first, then other programs, then the rest, each by path.
    """
    started = set(re.findall(r"[\w./-]+", command))
    views: list[FileView] = []
    number = 0

    def place(path: str) -> tuple[bool, bool, bool, str]:
        return not {path, path.removesuffix(".py")} & started, "/" in path, not path.endswith(".py"), path

    for path in sorted(files, key=place):
        lines = files[path].splitlines()
        placed = sorted((_line_of(note.line, lines), note.short) for note in notes if note.file == path)
        numbered = [NoteView(number + place, line, short) for place, (line, short) in enumerate(placed, 1)]
        number += len(numbered)
        views.append(FileView(path, files[path], url(path), len(lines), numbered, most))
    return views


def _line_of(piece: str, lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if piece in line), 1)
