"""What is measured is measured: memory of all processes together, files without compiled copies."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.views import words
from tests.proofs.errors import ToolError
from tests.proofs.quantities import MEGABYTE, WAYS, load, memory_of_group, size_of

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


def test_the_size_of_a_stack_is_that_of_its_files_each_once(tmp_path: Path) -> None:
    packages = tmp_path / "lib" / "python3.11" / "site-packages" / "a"
    (packages / "__pycache__").mkdir(parents=True)
    (packages / "a.py").write_bytes(b"x" * 700)
    (packages / "b.so").write_bytes(b"x" * 300)
    (packages / "same.py").symlink_to("a.py")
    (packages / "__pycache__" / "a.cpython-311.pyc").write_bytes(b"x" * 5000)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").write_bytes(b"x" * 9000)
    assert size_of(tmp_path) == 1000


def test_every_quantity_has_its_words_and_its_way() -> None:
    assert set(WAYS) == set(words.QUANTITIES)


@pytest.mark.needs("wrk")
def test_a_load_that_meets_errors_is_none() -> None:
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "0"]
    with subprocess.Popen([*command, "--directory", "/proc/self/nowhere"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        port = next(word for word in server.stdout.readline().split() if word.isdigit())
        try:
            with pytest.raises(ToolError, match="the load went wrong"):
                load(f"http://127.0.0.1:{port}", 1)
        finally:
            server.kill()
