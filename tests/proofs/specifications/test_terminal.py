"""A command in a terminal has colours, and is answered when it asks for them."""

import subprocess
import sys

from tests.proofs import terminal

ASKS = """\
import os, sys, tty
terminal = os.open("/dev/tty", os.O_RDWR)
tty.setcbreak(terminal)
os.write(terminal, b"\\x1b]11;?\\x1b\\\\")
print(sys.stdout.isatty(), os.read(terminal, 40))
sys.exit(3)
"""


def test_a_command_is_answered_and_its_exit_code_handed_on() -> None:
    command = [sys.executable, terminal.__file__, sys.executable, "-c", ASKS]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "True b'\\x1b]11;rgb:0000/0000/0000" in done.stdout
