"""Which file under ``data/`` is of which kind: the tree is the schema. And what under ``docs/`` is not published."""

import os
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.characters import NOT_IN_NAMES, named, shown
from macros.kinds import GUIDE, KINDS, Kind
from macros.problem import Problem, unknown
from macros.reader.ignored import ignored_by_git, is_leftover, is_secret

Paths = dict[Kind[Any, Any], dict[Any, dict[str, Path]]]
"""The files of each kind, by key, and in a folder by their path in it ("" for a file of its own)."""

NO_DATA = "remove it, or list it in .gitignore"
"""What to do with a file that is no data."""

_SECRET = f"a file of secrets, as its name says: it is no part of anything here, and never published; {NO_DATA}"

DEPTH_LIMIT = 12
"""How deeply folders may nest: more than any sample needs."""

_SHOWN = (GUIDE,)
"""The kinds of which a document names each file."""


@dataclass
class Survey:
    """What is under ``data/``: the files of each kind, what is wrong with others, and what git ignores."""

    root: Path
    paths: Paths = field(default_factory=lambda: {kind: {} for kind in KINDS})
    problems: list[Problem] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """The files and folders that git ignores, apart from what tools leave behind."""
    without: Sequence[str] = ()
    """Folders that are passed over."""
    folders: list[tuple[str, ...]] = field(default_factory=list)
    """Each folder under ``data/``, by the parts of its path there."""


def survey(root: Path, without: Sequence[str] = ()) -> Survey:
    """List what is under ``root/data``; whatever belongs to no kind is a problem, and so is what a folder lacks.

    ``without`` are folders there that are passed over.
    """
    found = Survey(root, without=without)
    ignored = ignored_by_git(root)
    _look_for_secrets(root, found, ignored)
    data = root / "data"
    if not data.is_dir():
        message = f"the folder is missing; it holds {', '.join(_allowed(()))}"
        found.problems.append(Problem("data", 1, 1, message))
        return found
    _visit(data, (), found, ignored)
    found.problems += _missing(found)
    return found


def _visit(folder: Path, parts: tuple[str, ...], found: Survey, ignored: Set[str]) -> None:
    found.folders.append(parts)
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        found.problems.append(Problem(_named(parts), 1, 1, f"cannot be read: {error.strerror}"))
        return
    for entry in entries:
        if is_leftover(entry.name) or (not parts and entry.name in found.without):
            continue
        here = (*parts, entry.name)
        name = "/".join(here)
        if f"data/{name}" in ignored:
            found.left_out.append(_named(here))
        elif message := _refused(entry, here):
            found.problems.append(Problem(_named(here), 1, 1, message))
        elif entry.is_dir(follow_symlinks=False):
            _visit(Path(entry.path), here, found, ignored)
        else:
            _sort_in(Path(entry.path), name, found.paths)


def _look_for_secrets(root: Path, found: Survey, ignored: Set[str]) -> None:
    """Note each file of secrets among the pages, and what git ignores there: MkDocs would publish both."""
    for folder, folders, files in os.walk(root / "docs"):
        for is_folder, name in sorted([*((True, name) for name in folders), *((False, name) for name in files)]):
            path = Path(folder, name).relative_to(root).as_posix()
            if not is_leftover(name) and path in ignored:
                found.left_out.append(shown(path))
            elif not is_folder and is_secret(name):
                found.problems.append(Problem(shown(path), 1, 1, _SECRET))
        here = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if not is_leftover(name) and (here / name).as_posix() not in ignored]


def _refused(entry: os.DirEntry[str], parts: tuple[str, ...]) -> str:
    """Return why a file or folder cannot be where it is, or nothing."""
    if unclear := NOT_IN_NAMES.search(entry.name):
        is_text = not "\ud800" <= unclear[0] <= "\udfff"
        return f"its name {f'has {named(unclear[0])}' if is_text else 'is not UTF-8'}; rename it"
    if entry.is_symlink():
        return "not a plain file or folder but a link, which is not followed; put what it leads to in its place"
    is_folder = entry.is_dir(follow_symlinks=False)
    if not (is_folder or entry.is_file(follow_symlinks=False)):
        return f"neither a file nor a folder, but a pipe, a socket or a device; {NO_DATA}"
    if is_secret(entry.name):
        return _SECRET
    if is_folder and any(_leads_to(kind, parts) for kind in KINDS):
        return f"folders nest more than {DEPTH_LIMIT} deep" if len(parts) > DEPTH_LIMIT else ""
    kind = None if is_folder else next((kind for kind in KINDS if kind.match("/".join(parts))), None)
    if kind is None:
        return unknown("folder" if is_folder else "file", entry.name, _allowed(parts[:-1]))
    if kind.is_folder and kind not in _SHOWN and any(part.startswith(".") for part in parts):
        return f"a hidden file is no part of a {kind.word}; {NO_DATA}"
    return ""


def _named(parts: tuple[str, ...]) -> str:
    """Return a path as messages name it: what cannot be shown in it is escaped."""
    return shown("/".join(("data", *parts)))


def _sort_in(path: Path, name: str, paths: Paths) -> None:
    for kind in KINDS:
        if match := kind.match(name):
            key, inner = match
            paths[kind].setdefault(key, {})[inner] = path
            return


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


def _missing(found: Survey) -> Iterator[Problem]:
    """Yield what folders lack: the file that says what a folder is, and the one file that a site needs."""
    refused = {problem.path for problem in found.problems}
    for kind in KINDS:
        if not kind.required:
            continue
        *parents, name = kind.parts
        files = {path.parent for inner in found.paths[kind].values() for path in inner.values()}
        for parts in found.folders:
            if len(parts) != len(parents) or not all(map(_fits, parents, parts)):
                continue
            place = _named(parts)
            if found.root.joinpath("data", *parts) not in files and refused.isdisjoint({place, f"{place}/{name}"}):
                yield Problem(place, 1, 1, f"the folder lacks its {name}")
