"""Packages whose modules need no list: each public function of each public module is taken."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any


def public_functions(package: ModuleType) -> tuple[Callable[..., Any], ...]:
    """Return the functions that a package's modules define; what begins with an underscore is left out."""
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_"))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return tuple(
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    )


READ_BY = {"docs/assets/site.css": "macros.outputs.colours"}
"""Files that a module reads as Python reads the module: once."""


def dependents(root: Path, changed: set[str]) -> set[str]:
    """Return the modules of ``macros`` that files under ``root`` belong to, and all that import one of those."""
    names = {
        path.relative_to(root).as_posix(): _dotted(path.relative_to(root)) for path in (root / "macros").rglob("*.py")
    }
    imports = {name: {*_imported(root / path, {*names.values()})} for path, name in names.items()}
    for name in names.values():  # a package brings its modules: some are found by themselves
        imports.setdefault(name.rpartition(".")[0], set()).add(name)
    found: set[str] = set()
    due = {READ_BY.get(path) or _dotted(Path(path)) for path in changed}
    while due:
        found |= due
        due = {name for name, uses in imports.items() if uses & due} - found
    return found - {"", "macros"}


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _imported(path: Path, known: set[str]) -> Iterator[str]:
    """Yield the modules that a module imports: a package only where something of itself is taken."""
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                yield whole if whole in known else node.module
