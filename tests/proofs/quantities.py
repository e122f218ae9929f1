"""What can be measured of a deployed app: how one value is taken, how often, and how that is said.

The load generator is wrk (Debian's package), on the same machine; it takes a part of the processor.
"""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from macros.model.criterion import Quantity
from tests.proofs.errors import ToolError
from tests.proofs.stacks import releases
from tests.proofs.subjects.guides import DeployedGuide

SECONDS = 5
CONNECTIONS = 32
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Way:
    """How a quantity is measured."""

    take: Callable[[DeployedGuide, str], float]
    """One value, for a guide and the text of the app's main.py."""
    rounds: int
    """How often each framework's value is taken, in turns; the median counts."""
    digits: int
    how: str
    """What was done, for the reader."""


def _requests_per_second(guide: DeployedGuide, main: str) -> float:
    with guide.deployed(main) as server:
        load(server.url, 1)  # warm
        return load(server.url, SECONDS)


def load(url: str, seconds: int) -> float:
    """Return the requests a second that were answered, all of them with success."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"{url}/"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", ran)
    if rate is None or "Non-2xx" in ran or "Socket errors" in ran:
        raise ToolError(f"the load went wrong:\n{ran}")
    return float(rate[1])


def _memory(guide: DeployedGuide, main: str) -> float:
    with guide.deployed(main) as server:
        load(server.url, 2)
        return memory_of_group(server.process.pid) / MEGABYTE


def memory_of_group(group: int) -> int:
    """Return the bytes that the processes of a group occupy; what they share is shared out among them."""
    occupied = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if os.getpgid(int(folder.name)) == group:
                share = re.search(r"^Pss:\s+(\d+) kB$", (folder / "smaps_rollup").read_text("utf-8"), re.M)
                occupied += int(share[1]) * 1024 if share else 0
        except (ProcessLookupError, FileNotFoundError):
            continue  # it ended meanwhile
    if not occupied:
        raise ToolError(f"no process of the group {group} could be measured")
    return occupied


def _packages(guide: DeployedGuide, _: str) -> float:
    return len(releases(guide.stack))


def _installed(guide: DeployedGuide, _: str) -> float:
    return size_of(guide.stack) / MEGABYTE


def size_of(stack: Path) -> int:
    """Return the bytes of all files that were installed into an environment, without compiled copies."""
    folders = stack.glob("lib/python*/site-packages")
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files if path.suffix != ".pyc")


WAYS: dict[Quantity, Way] = {
    "requests-per-second": Way(
        _requests_per_second,
        rounds=5,
        digits=0,
        how=f"wrk on the same machine with {CONNECTIONS} connections, median of 5 rounds of {SECONDS} seconds in turns",
    ),
    "memory-megabytes": Way(
        _memory,
        rounds=3,
        digits=1,
        how="all processes of the app together after two seconds of load, each page that several share "
        "counted once, median of 3 rounds in turns",
    ),
    "packages": Way(_packages, rounds=1, digits=0, how="counted in the environment that the guide's lock makes"),
    "installed-megabytes": Way(
        _installed,
        rounds=1,
        digits=1,
        how="the files in the environment that the guide's lock makes, without Python itself and without "
        "compiled copies",
    ),
}
