"""Time limits, all in one place. They follow the machine: on a busy one everything takes longer.

A limit counts the seconds of a quiet machine. Where six programs compete for each processor core, it
lasts six times as long by the clock; so exceeding a limit means that something hangs.
"""

import os
import time
from collections.abc import Callable

START = 60.0
"""Seconds within which a server must listen."""

STOP = 3.0
"""Seconds that a server has to end after ctrl-C before it is killed."""

REPLY = 60.0
"""Seconds within which a request must be answered, and a command must end."""

PAGE = 20.0
"""Seconds within which a page in the browser must show what is waited for."""

TIMES_AS_LONG = 10.0
SILENT = 4.0
"""A mutant that has not answered after so many times the seconds that its sample took, and after so many seconds, is
silent. There is no need to wait as long as a healthy app may take."""

POLL = 0.02
"""Seconds between two looks at what is waited for."""


def slowness() -> float:
    """Return how many programs compete for each processor core: 1 on a quiet machine."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def limit_of_mutant(seconds: float, copies: int) -> float:
    """Return how long a mutant may take for what its sample has answered after so many seconds.

    Copies of a request it may answer one after the other.
    """
    return max(SILENT, max(TIMES_AS_LONG, copies) * seconds)


def patient(seconds: float) -> float:
    """Return how long to wait by the clock, as busy as the machine is now."""
    return seconds * slowness()


class Deadline:
    """A limit that follows the machine's load while it runs."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._since = time.monotonic()

    def passed(self) -> bool:
        """Tell whether the time is over."""
        now = time.monotonic()
        self._left -= (now - self._since) / slowness()
        self._since = now
        return self._left <= 0


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait until the condition holds, at most so long; return whether it does."""
    deadline = Deadline(seconds)
    while not condition():
        if deadline.passed():
            return False
        time.sleep(POLL)
    return True
