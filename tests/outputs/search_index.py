"""What specifications read of the search's index: each page as Pagefind keeps it."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SIGN = b"pagefind_dcd"
"""What each file of the index begins with, once it is unpacked."""


@dataclass(frozen=True)
class Entry:
    """A page in the index."""

    url: str
    """From the site's root."""
    text: str
    """What its excerpts are taken from."""
    names: dict[str, str]
    """Its title, and its aliases."""
    headings: tuple[str, ...]


def entries(fragments: Iterable[bytes]) -> dict[str, Entry]:
    """Return the pages in the index by their address from the site's root."""
    pages = [_unpacked(fragment) for fragment in fragments]
    return {
        page["url"].lstrip("/"): Entry(
            page["url"].lstrip("/"), page["content"], page["meta"], tuple(anchor["text"] for anchor in page["anchors"])
        )
        for page in pages
    }


def of_site(site: Path) -> dict[str, Entry]:
    """Return the pages in a built site's index."""
    return entries(path.read_bytes() for path in (site / "search/fragment").iterdir())


def _unpacked(fragment: bytes) -> Any:
    return json.loads(gzip.decompress(fragment).removeprefix(SIGN))
