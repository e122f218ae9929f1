"""The machine: memory and processor time of all processes together, and what others take."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.proofs.errors import ToolError
from tests.proofs.processor import (
    memory_of_group,
    seconds_of_group,
    share_of_others,
    spent,
    this_machine,
    wait_until_quiet,
)
from tests.proofs.quantities import MEGABYTE

BUSY = "while True: pass"

HOLDS = """
import os, sys
held = bytes(range(256)) * (int(sys.argv[1]) * 1_000_000 // 256)
for _ in range(int(sys.argv[2])):
    if not os.fork():
        held = held + b"a copy of its own"
        break
print("ready", flush=True)
sys.stdin.read()
"""


@contextmanager
def holding(megabytes: int, children: int) -> Iterator[int]:
    command = [sys.executable, "-c", HOLDS, str(megabytes), str(children)]
    started = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert started.stdin
    assert started.stdout
    try:
        for _ in range(children + 1):
            assert started.stdout.readline() == "ready\n"
        yield started.pid
    finally:
        started.stdin.close()
        started.stdout.close()
        started.wait(10)


def test_the_memory_of_a_group_is_that_of_all_its_processes() -> None:
    with holding(40, children=0) as one:
        alone = memory_of_group(one) / MEGABYTE
    with holding(40, children=1) as two:
        both = memory_of_group(two) / MEGABYTE
    assert 40 <= alone < 70
    assert alone + 35 <= both < 2 * alone + 10


def test_a_group_that_is_not_there_has_no_memory() -> None:
    with holding(1, children=0) as gone:
        pass
    with pytest.raises(ToolError, match=f"no process of the group {gone}"):
        memory_of_group(gone)
    assert memory_of_group(os.getpgrp()) > 0


@contextmanager
def busy(programs: int) -> Iterator[list[int]]:
    """Let programs compute all the time, each in a group of its own."""
    command = [sys.executable, "-c", BUSY]
    started = [subprocess.Popen(command, start_new_session=True) for _ in range(programs)]
    try:
        yield [program.pid for program in started]
    finally:
        for program in started:
            program.kill()
            program.wait()


def test_what_others_take_is_what_neither_this_tool_nor_the_measured_group_took() -> None:
    with busy(2) as (measured, other):
        time.sleep(0.3)
        before_one, before_other = spent(measured), seconds_of_group(other)
        time.sleep(1)
        after, took = spent(measured), seconds_of_group(other) - before_other
    assert after.group > before_one.group
    share = share_of_others(before_one, after)
    least = took / (after.moment - before_one.moment) / (os.cpu_count() or 1)
    assert share >= least - 0.1
    assert share <= 1


def test_a_machine_that_others_keep_busy_is_refused_with_numbers() -> None:
    with (
        busy((os.cpu_count() or 1) * 2),
        pytest.raises(ToolError, match=r"^refused: for 1 seconds other programs took \d+% to \d+% of the"),
    ):
        wait_until_quiet(0.05, patience=1)


def test_a_machine_is_quiet_enough_where_others_take_no_more_than_is_allowed() -> None:
    wait_until_quiet(1.0)


def test_the_machine_has_a_processor_cores_and_a_kernel() -> None:
    machine = this_machine()
    assert machine.processor
    assert machine.cores == os.cpu_count()
    assert os.uname().release in machine.system
