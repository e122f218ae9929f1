"""Files to run are texts by path: changed as texts, and written to a folder only when they run."""

from collections.abc import Mapping
from pathlib import Path

Contents = Mapping[str, str | bytes]
"""The content of each file of a folder, by its path in the folder."""


def lay_out(contents: Contents, folder: Path) -> Path:
    """Write the files into ``folder``, which need not exist, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
