"""Files that belong together are put in place together, or not at all."""

import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def _uninterrupted() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def put_in_place(root: Path, texts: Mapping[Path, str], removed: Iterable[Path] = ()) -> None:
    """Write each text to its path below ``root`` and remove the other files, together or not at all."""
    put_bytes_in_place(root, {path: text.encode() for path, text in texts.items()}, removed)


def put_bytes_in_place(root: Path, contents: Mapping[Path, bytes], removed: Iterable[Path] = ()) -> None:
    """Write each content to its path below ``root`` and remove the other files.

    All contents are written aside first: an error leaves every file as it was. Then they are renamed,
    and no ctrl-C comes between. A folder that loses its last file goes with it.
    """
    # Aside is within root: on the same disk, so that renaming works, and outside the folders that are read.
    with tempfile.TemporaryDirectory(prefix=".aside-", dir=root) as temporary:
        aside = Path(temporary)
        for number, content in enumerate(contents.values()):
            (aside / str(number)).write_bytes(content)
        for path in contents:
            path.parent.mkdir(parents=True, exist_ok=True)
        with _uninterrupted():
            for number, path in enumerate(contents):
                (aside / str(number)).replace(path)
            for path in removed:
                path.unlink()
                if not any(path.parent.iterdir()):
                    path.parent.rmdir()
