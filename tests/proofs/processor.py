"""The machine while something is measured on it: whose processor time it spends, and what else runs."""

import os
import platform
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from macros.model.record import Machine
from tests.proofs.errors import ToolError

TICKS = os.sysconf("SC_CLK_TCK")


def this_machine() -> Machine:
    """Return what is measured on."""
    name = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.M)
    return Machine(
        processor=name[1].strip() if name else platform.machine(),
        cores=os.cpu_count() or 1,
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
    )


@dataclass(frozen=True)
class Spent:
    """Processor time since the machine was started, in seconds of one core."""

    moment: float
    everybody: float
    """Of all programs, and what other machines on the same processor took from this one."""
    tool: float
    """Of this program; of those that it ended, too."""
    group: float
    """Of the group that is measured."""


def spent(group: int = 0) -> Spent:
    """Return the processor time that was spent until now; ``group`` is what is measured."""
    words = Path("/proc/stat").read_text("utf-8").splitlines()[0].split()[1:]
    # Interrupts are left out: they carry the load itself, and belong to nobody.
    user, nice, system, _idle, _iowait, _irq, _softirq, steal = (int(word) / TICKS for word in words[:8])
    own = os.times()
    tool = own.user + own.system + own.children_user + own.children_system
    return Spent(time.monotonic(), user + nice + system + steal, tool, seconds_of_group(group) if group else 0.0)


def share_of_others(before: Spent, after: Spent) -> float:
    """Return the share of the processor that programs took that are neither this tool's nor measured."""
    seconds = (after.moment - before.moment) * (os.cpu_count() or 1)
    ours = after.tool - before.tool + after.group - before.group
    return min(1.0, max(0.0, (after.everybody - before.everybody - ours) / seconds))


def _processes(group: int) -> Iterator[Path]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(ProcessLookupError, FileNotFoundError):  # it ended meanwhile
                if os.getpgid(int(folder.name)) == group:
                    yield folder


def seconds_of_group(group: int) -> float:
    """Return the processor time that the processes of a group have spent, all threads together."""
    total = 0
    for folder in _processes(group):
        # The name, in brackets, may hold spaces; after it come the fields from the third on.
        fields = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_of_group(group: int) -> int:
    """Return the bytes that the processes of a group occupy; what they share is shared out among them."""
    occupied = 0
    for folder in _processes(group):
        share = re.search(r"^Pss:\s+(\d+) kB$", (folder / "smaps_rollup").read_text("utf-8"), re.M)
        occupied += int(share[1]) * 1024 if share else 0
    if not occupied:
        raise ToolError(f"no process of the group {group} could be measured")
    return occupied


WINDOW = 0.5
"""Seconds over which it is judged whether the machine is quiet."""

PATIENCE = 60.0
"""Seconds to wait until it is."""


def wait_until_quiet(allowed: float, patience: float | None = None) -> None:
    """Wait until other programs take no more than a share of the processor; after a while that is an error."""
    begin, shares = time.monotonic(), list[float]()
    patience = PATIENCE if patience is None else patience
    while True:
        before = spent()
        time.sleep(WINDOW)
        shares.append(share_of_others(before, spent()))
        if shares[-1] <= allowed:
            return
        if time.monotonic() - begin > patience:
            raise ToolError(
                f"refused: for {patience:.0f} seconds other programs took {min(shares):.0%} to {max(shares):.0%} of "
                f"the processor; more than {allowed:.0%} makes ratios meaningless. Measure when the machine is quiet."
            )
