"""Copies of a project's data that a test may spoil: real files, read by the real reader."""

import shutil
from pathlib import Path

from macros.reader import load

ROOT = Path(__file__).resolve().parent.parent


def copy_of_the_data(to: Path) -> Path:
    """Copy this project's ``data/`` into the folder ``to`` and return that folder."""
    shutil.copytree(ROOT / "data", to / "data", ignore=shutil.ignore_patterns("__pycache__", "history.jsonl"))
    return to


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace ``old``, which must stand exactly once in the file, with ``new``."""
    file = root / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    file.write_text(text.replace(old, new), "utf-8")


def problems(root: Path) -> list[str]:
    """Return everything the reader finds, one line a mistake, in its order."""
    return [str(one) for one in load(root).problems]


def errors(root: Path) -> list[str]:
    """Return what is wrong in itself, without the runs that are merely out of date."""
    return [str(one) for one in load(root).errors]
