"""Files as web servers send them: compressed once, when the site is built, in place of at every request."""

import gzip
from pathlib import Path

ENDINGS = frozenset({".css", ".csv", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml", ".yml", ".py", ".lock"})
"""Files that become much smaller; pictures, fonts, archives and the search's index are compressed already."""

SMALLEST = 1024
"""Bytes under which there is nothing to gain: what is sent fits one packet anyway."""

LEVEL = 6
"""How hard zlib tries: on this site, the highest level takes twice as long for half a hundredth of the size."""


def compress(site: Path) -> None:
    """Write a ``.gz`` beside each file that is worth it; the same bytes whenever it is written."""
    for path in sorted(site.rglob("*")):
        if path.suffix in ENDINGS and path.is_file() and path.stat().st_size >= SMALLEST:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), LEVEL, mtime=0))
