"""The front matter of written pages: MkDocs takes every key without a word, and so a mistyped one does nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

from macros.model.page import FrontMatter
from macros.problem import Problem
from macros.reader.validate import validate
from macros.reader.yaml import read

_FRONT = re.compile(rb"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


def front_matter_problems(root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the front matter of each page under ``root/docs``."""
    for path in sorted((root / "docs").rglob("*.md")):
        try:
            found = _FRONT.match(path.read_bytes())
        except OSError:  # gone since it was listed: editors replace files
            continue
        if not found:
            continue
        document, problems = read(
            path.relative_to(root).as_posix(), b"\n" + found[1]
        )  # the line of dashes is the first
        if not problems:
            problems = validate(document, FrontMatter)[1]
        yield from problems
