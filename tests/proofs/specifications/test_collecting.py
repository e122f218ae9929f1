"""A mistake in the data keeps no test of the data from being collected: one says what it is."""

import os
import re
import subprocess
import sys

from tests.project import ScratchProject
from tests.proofs.processes import ROOT

COLLECT = """\
import pathlib, sys
import pytest
import tests.proofs.processes
tests.proofs.processes.ROOT = pathlib.Path(sys.argv[1])
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", *sys.argv[2:]]))
"""


def test_one_test_says_what_is_wrong(project: ScratchProject) -> None:
    project.edit("data/criteria/guard.yml", "group: first", "group: frist")
    files = [f"tests/real_data/test_{name}.py" for name in ("samples", "guides", "frontends", "images")]
    files.append("tests/test_catalog.py")  # has the invented project: what is wrong here does not concern it
    command = [sys.executable, "-c", COLLECT, str(project.root), *files]
    # In CI, pytest's summary repeats the message.
    variables = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "data/criteria/guard.yml:5:8: unknown group 'frist'" in done.stdout
    assert done.stdout.count("the data has mistakes:") == 1
    assert re.search(r"^\d+ passed, \d+ deselected, 1 error in", done.stdout, re.MULTILINE), done.stdout
