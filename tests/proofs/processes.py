"""What processes have to do with each other: where the project is, locks that they hold, and how they are ended.

It needs nothing but Python: what a reader downloads to repeat a sample begins with it.
"""

import fcntl
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder of this project."""


@contextmanager
def held(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold a lock between processes: exclusively, or shared with others that share it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield


def listen_to_interruptions() -> None:
    """Take both ctrl-C and an end by kill for an interruption, which cleans up; a shell's background job would not."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
