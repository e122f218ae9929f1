"""Packages whose modules need no list."""

import importlib
import sys
from pathlib import Path

import pytest

from macros.modules import public_functions

FILES = {
    "__init__.py": "def of_the_package(): ...\n",
    "first.py": "from second_hand import borrowed\n\ndef shown(): ...\ndef _hidden(): ...\nclass Thing: ...\n",
    "second.py": "from zoo.first import shown\n\ndef also(): ...\nVALUE = len\n",
    "_pieces.py": "def piece(): ...\n",
}


def test_public_functions_of_public_modules_are_taken_where_they_are_defined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zoo").mkdir()
    for name, text in FILES.items():
        (tmp_path / "zoo" / name).write_text(text)
    (tmp_path / "second_hand.py").write_text("def borrowed(): ...\n")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        functions = public_functions(importlib.import_module("zoo"))
    finally:
        for name in [name for name in sys.modules if name == "second_hand" or name.partition(".")[0] == "zoo"]:
            del sys.modules[name]
    assert [(function.__module__, function.__name__) for function in functions] == [
        ("zoo.first", "shown"),
        ("zoo.second", "also"),
    ]
