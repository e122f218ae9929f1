"""Locks: for every stack, each package with its release and its hashes (``make lock``).

A lock's first line says what it was made from. One whose stack asks for the same as then is left
alone, unless it is to be renewed.
"""

import hashlib
import json
import re
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from packaging.utils import canonicalize_name

from macros import archived
from macros.archived import lock_of
from macros.kinds import LOCK
from macros.requirements import package_name
from macros.stacks import HEADER, OLDEST_PYTHON, Stack
from tests.proofs import npm
from tests.proofs.errors import StackError
from tests.proofs.project import Project
from tests.proofs.records import put_in_place
from tests.proofs.runs import Say, chosen
from tests.proofs.stacks import run_uv

SITE_GROUPS = ("site", "test")
"""The groups of pyproject.toml that make up the site's own environment."""

APP_ENGINE = "appengine-python-standard"
"""Brings App Engine's own parser, which cannot share the site's environment."""

APP_ENGINE_LOCK = "tests/proofs/tools/appengine.lock"

_ASKS = ("httpx", "websockets", "pydantic", "packaging", "markdown-it-py", "markupsafe")

ASKING = {
    f"tests/proofs/tools/{lock_of(archived.ASKING)}": _ASKS,
    f"tests/proofs/tools/{lock_of(archived.BROWSING)}": (*_ASKS, "playwright"),
}
"""What the modules import that start, ask and judge a sample, without a browser and in one, by the paths of the locks.

Whoever repeats a sample from its archive installs it.
"""

_COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header", "--no-annotate"),
    *("--no-emit-index-url", "--no-emit-find-links", "--python-version", OLDEST_PYTHON),
)


@dataclass(frozen=True)
class Lock:
    """One lock: where it is kept, what it is made from, and how."""

    name: str
    path: str
    """In the project."""
    origin: str
    """What it is made from."""
    origin_of: Callable[[str], str]
    """Says what an existing lock was made from."""
    resolve: Callable[[str], str]
    """Makes the lock, from an older one where that is not to be upgraded: what it locks is kept if it can be."""

    def is_current(self, old: str) -> bool:
        """Tell whether an existing lock was made from the same."""
        return old != "" and self.origin_of(old) == self.origin


def locks_of(project: Project) -> list[Lock]:
    """Return every lock of the project: the site's, the stacks', the front ends', and this tool's own."""
    root, catalog = project.root, project.catalog
    locks = [site_lock(root)]
    locks += [stack_lock(stack) for stack in sorted(catalog.stacks(), key=lambda stack: stack.name)]
    locks += [
        npm_lock(frontend_id, f"data/frontends/{frontend_id}/{npm.LOCK}", files[npm.PACKAGE])
        for frontend_id, files in sorted(catalog.frontend_files.items())
        if npm.PACKAGE in files
    ]
    if (root / APP_ENGINE_LOCK).is_file():
        locks.append(stack_lock(Stack.of([APP_ENGINE]), APP_ENGINE_LOCK))
    locks += [asking_lock(root, path) for path in ASKING if (root / path).is_file()]
    for package in sorted((root / "tests").rglob(npm.PACKAGE)):
        path = package.with_name(npm.LOCK).relative_to(root).as_posix()
        locks.append(npm_lock(package.parent.name, path, package.read_text("utf-8")))
    return locks


def stack_lock(stack: Stack, path: str = "") -> Lock:
    """Return the lock of a stack, where stacks are locked or elsewhere."""
    given = "".join(f"{requirement}\n" for requirement in stack.requirements)
    resolve = partial(_compiled, stack.header, ["-"], given=given)
    return Lock(stack.name, path or LOCK.path(stack.name), stack.header, _first_line, resolve)


def site_lock(root: Path) -> Lock:
    """Return the lock of the site's own environment."""
    groups = _groups(root)
    wanted = hashlib.sha256(json.dumps([groups.get(group) for group in SITE_GROUPS]).encode()).hexdigest()
    origin = f"{HEADER}pyproject.toml, groups {' and '.join(SITE_GROUPS)} ({wanted[:12]})"
    options = [part for group in SITE_GROUPS for part in ("--group", group)]
    return Lock("site", "requirements.lock", origin, _first_line, partial(_compiled, origin, options, folder=root))


def asking_lock(root: Path, path: str) -> Lock:
    """Return a lock of packages that ask, required as the site's own environment requires them."""
    groups = _groups(root)
    known = {package_name(requirement): requirement for group in SITE_GROUPS for requirement in groups.get(group, ())}
    stack = Stack.of(known.get(canonicalize_name(name), name) for name in ASKING[path])
    return replace(stack_lock(stack, path), name=Path(path).stem)


def _groups(root: Path) -> dict[str, list[str]]:
    """Return the groups of requirements of a project's pyproject.toml."""
    path = root / "pyproject.toml"
    if not path.is_file():
        raise StackError(f"{path} is missing")
    groups: dict[str, list[str]] = tomllib.loads(path.read_text("utf-8")).get("dependency-groups", {})
    return groups


def npm_lock(name: str, path: str, package: str) -> Lock:
    """Return the lock of a folder that npm installs."""
    return Lock(name, path, _wanted(package), _locked, partial(npm.lock_text, package, today=date.today()))


def _first_line(lock: str) -> str:
    return lock.partition("\n")[0]


def _wanted(package: str) -> str:
    """Return what a package.json asks for."""
    wanted = json.loads(package)
    return json.dumps([wanted.get(kind, {}) for kind in ("dependencies", "devDependencies")], sort_keys=True)


def _locked(lock: str) -> str:
    """Return what the package.json asked for from which npm's lock was made."""
    try:
        return _wanted(json.dumps(json.loads(lock)["packages"].get("", {})))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""  # it is to be made anew


def _compiled(
    origin: str, options: Sequence[str], old: str, given: str | None = None, folder: Path | None = None
) -> str:
    with tempfile.TemporaryDirectory(prefix="lock-") as temporary:
        file = Path(temporary) / "stack.lock"
        file.write_text(old, "utf-8")
        run_uv(*_COMPILE, *options, "--output-file", str(file), given=given, folder=folder)
        return f"{origin}\n" + _checked(file.read_text("utf-8"), origin)


def _checked(lock: str, origin: str) -> str:
    lines = [line.strip() for line in lock.splitlines()]
    foreign = [line for line in lines if "://" in line or (line.startswith("-") and not line.startswith("--hash="))]
    if foreign:
        raise StackError(f"{origin}\nThis lock names an address or an option: {foreign[0]}")
    unhashed = [part for part in re.split(r"\n(?=\S)", lock.strip()) if part and "--hash=" not in part]
    if unhashed:
        raise StackError(f"{origin}\nThis lock has a package without a hash: {unhashed[0].strip()}")
    return lock


def renew(root: Path, locks: Sequence[Lock], say: Say = print, *, upgrade: bool = False) -> int:
    """Resolve the locks that are not current, or all, and write what is new: all of it, or nothing."""
    old = {lock.path: _read(root / lock.path) for lock in locks}
    due = [lock for lock in locks if upgrade or not lock.is_current(old[lock.path])]
    with ThreadPoolExecutor(max_workers=2) as pool:
        resolved = pool.map(lambda lock: lock.resolve("" if upgrade else old[lock.path]), due)
        texts = dict(zip([lock.path for lock in due], resolved, strict=True))
    changed = {path: text for path, text in texts.items() if old[path] != text}
    put_in_place(root, changed)
    for path in sorted(changed):
        say(f"written: {path}")
    say(f"{len(locks)} locks, {len(due)} resolved, {len(changed)} changed")
    return 0


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def lock(project: Project, wanted: Sequence[str], say: Say = print, *, upgrade: bool = False) -> int:
    """Lock what is wanted and not current (all without any); with ``upgrade`` what is wanted in any case.

    Locks of stacks that nothing asks for any more are removed.
    """
    locks = locks_of(project)
    status = renew(project.root, chosen({lock.name: lock for lock in locks}, wanted), say, upgrade=upgrade)
    kept = {project.root / lock.path for lock in locks}
    gone = [path for path in (project.root / "data" / "stacks").glob("*.lock") if path not in kept]
    put_in_place(project.root, {}, gone)
    for path in gone:
        say(f"removed: {path.relative_to(project.root)}")
    return status
