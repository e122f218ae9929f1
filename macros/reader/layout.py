"""Which file under ``data/`` is of which kind: the tree is the schema."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.kinds import KINDS, Kind
from macros.problem import Problem, unknown

_IGNORED = {"__pycache__", "node_modules", ".DS_Store", ".ruff_cache"}

Paths = dict[Kind[Any, Any], dict[Any, dict[str, Path]]]
"""The files of each kind, by key, and in a folder by their path in it ("" for a file of its own)."""


def survey(root: Path) -> tuple[Paths, list[Problem]]:
    """List what is under ``root/data``; whatever belongs to no kind is a problem, and so is what a folder lacks."""
    paths: Paths = {kind: {} for kind in KINDS}
    problems: list[Problem] = []
    data = root / "data"
    if not data.is_dir():
        return paths, [Problem("data", 1, 1, f"the folder is missing; it holds {', '.join(_allowed(()))}")]
    _visit(data, (), paths, problems)
    problems += _missing(data)
    return paths, problems


def _visit(folder: Path, parts: tuple[str, ...], paths: Paths, problems: list[Problem]) -> None:
    for path in sorted(folder.iterdir()):
        if path.name in _IGNORED or path.suffix == ".pyc":
            continue
        here = (*parts, path.name)
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            message = "neither a file nor a folder; links are not followed"
        elif path.is_dir() and any(_leads_to(kind, here) for kind in KINDS):
            _visit(path, here, paths, problems)
            continue
        elif path.is_file() and _sort_in(path, "/".join(here), paths):
            continue
        else:
            message = unknown("folder" if path.is_dir() else "file", path.name, _allowed(parts))
        problems.append(Problem("/".join(("data", *here)), 1, 1, message))


def _sort_in(path: Path, name: str, paths: Paths) -> bool:
    for kind in KINDS:
        if match := kind.match(name):
            key, inner = match
            paths[kind].setdefault(key, {})[inner] = path
            return True
    return False


def _leads_to(kind: Kind[Any, Any], parts: tuple[str, ...]) -> bool:
    """Tell whether a folder can lead to a file of the kind."""
    if kind.is_folder:
        parts = parts[: len(kind.parts) - 1]
    return len(parts) < len(kind.parts) and all(map(_fits, kind.parts, parts))


def _fits(pattern: str, name: str) -> bool:
    return pattern.startswith("{") or pattern == name


def _allowed(parts: tuple[str, ...]) -> list[str]:
    """Return the names that a folder may hold, as people write them: ``<task>/``, ``task.yml``."""
    kinds = [kind for kind in KINDS if len(kind.parts) > len(parts) and all(map(_fits, kind.parts, parts))]
    names = {
        kind.parts[len(parts)].replace("{", "<").replace("}", ">") + "/" * (len(kind.parts) > len(parts) + 1)
        for kind in kinds
    }
    return sorted(names)


def _missing(data: Path) -> Iterator[Problem]:
    """Yield what folders lack: the file that says what a folder is, and the one file that a site needs."""
    for kind in KINDS:
        if not kind.required:
            continue
        *parents, name = kind.parts
        for folder in data.glob("/".join("*" for _ in parents)) if parents else [data]:
            inside = folder.relative_to(data)
            if not folder.is_dir() or _IGNORED & {*inside.parts} or not all(map(_fits, parents, inside.parts)):
                continue
            if not (folder / name).is_file():
                place = "/".join(("data", *inside.parts))
                yield Problem(place, 1, 1, f"the folder lacks its {name}")
