"""Packages whose modules need no list: each public function of each public module is taken."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
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
