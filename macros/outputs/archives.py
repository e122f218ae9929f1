"""A sample's archive, packed: what ``sh repeat.sh`` needs, and nothing of this repository besides.

The modules that install, start, ask and judge are this project's own: the same judge says what a
reader's run shows. An archive has the same bytes whenever it is packed from the same data.
"""

import ast
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from macros.archived import ASKING, BROWSING, PROGRAM, SCRIPT, lock_of
from macros.catalog import Catalog
from macros.kinds import Files
from macros.model.base import SampleKey
from macros.views.archives import archive_files

ROOT = Path(__file__).resolve().parents[2]
"""The folder of this project, where the modules are."""

PROOFS = "tests/proofs"
BEGINS_WITH = (f"{PROOFS}/install.py", f"{PROOFS}/repeat.py")
"""The modules that are run; what they import is packed with them."""

BROWSES = f"{PROOFS}/asking/browsing.py"
"""The module that asks in a browser; the others import it only then."""

DAY = 315532800
"""The time of every file, since archives must not tell when they were packed: the first of 1980."""

LEVEL = 6
"""How hard zlib tries: the highest level takes half as long again, for four thousandths of the size."""

GZIP = 16 + zlib.MAX_WBITS
"""zlib's word for gzip's form; its header has no time then."""


def archive(catalog: Catalog, key: SampleKey) -> bytes:
    """Return a sample's archive, as a tar file that gzip has compressed."""
    files = archive_files(catalog, key)
    return _packed(tuple(sorted(files.items())), browsed=catalog.tasks[key.task].is_browsed)


@lru_cache(maxsize=1000)
def _packed(files: tuple[tuple[str, str], ...], *, browsed: bool) -> bytes:
    """Return the archive of some files, kept: a preview packs again only what has changed."""
    begun, compressor = _begun(browsed=browsed)
    rest = compressor.copy()
    return begun + rest.compress(_tar(dict(files)) + _END) + rest.flush()


_END = bytes(2 * tarfile.BLOCKSIZE)
"""What a tar file ends with."""


@cache
def _begun(*, browsed: bool) -> "tuple[bytes, zlib._Compress]":
    """Return how every archive begins, and the state of its compression: that costs more than all the rest."""
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    return compressor.compress(_tar(shared_files(browsed=browsed))), compressor


def shared_files(*, browsed: bool = False) -> Files:
    """Return the files that all archives share, or all of samples that are asked in a browser."""
    return {
        SCRIPT: _text(f"{PROOFS}/{SCRIPT}"),
        "LICENSE": _text("LICENSE"),
        lock_of(ASKING): _text(f"{PROOFS}/tools/{lock_of(BROWSING if browsed else ASKING)}"),
        **{f"{PROGRAM}/{path}": text for path, text in program(browsed=browsed).items()},
    }


def program(*, browsed: bool = False) -> Files:
    """Return the modules that a reader's run needs, by their paths in this project: those run and all they import."""
    found: Files = {}
    due = [*BEGINS_WITH, *([BROWSES] if browsed else [])]
    while due:
        path = due.pop()
        if path not in found:
            found[path] = _text(path)
            due += _imported(path, found[path])
    return dict(sorted(found.items()))


def _imported(path: str, text: str) -> Iterator[str]:
    """Yield the modules of this project that a module imports, and the packages that they and itself are in.

    What a function imports is imported by those only who need it.
    """
    yield from _files_of(path.removesuffix(".py").replace("/", "."))
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import):
            for name in node.names:
                yield from _files_of(name.name)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                yield from _files_of(f"{node.module}.{name.name}")


def _files_of(dotted: str) -> Iterator[str]:
    """Yield the files of this project that make up a dotted name: its packages, and the module if it is one."""
    parts = dotted.split(".")
    for length in range(1, len(parts) + 1):
        path = "/".join(parts[:length])
        for file in (f"{path}/__init__.py", f"{path}.py"):
            if (ROOT / file).is_file():
                yield file


def _text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def _tar(files: Mapping[str, str]) -> bytes:
    """Return files as a piece of a tar file, in the order of their paths, without its end."""
    pieces = []
    for path, text in sorted(files.items()):
        content = text.encode()
        member = tarfile.TarInfo(path)
        member.size, member.mtime = len(content), DAY
        member.mode = 0o755 if path == SCRIPT else 0o644
        pieces += [member.tobuf(tarfile.PAX_FORMAT), content, bytes(-len(content) % tarfile.BLOCKSIZE)]
    return b"".join(pieces)
