"""``python -m tests.deploy.container <target> <framework> <command …>``: ask a container that is started here.

Run by images.py in a network of its own, so that the port of the image is free and nothing else answers.
"""

import fcntl
import json
import shlex
import socket
import struct
import sys
import tempfile
from pathlib import Path

from tests.deploy.guides import Case, catalog
from tests.runner import process
from tests.runner.asking import ask
from tests.runner.errors import RunnerError
from tests.runner.exchanges import UNFIT, explain_unfit, outcome_of


def loopback() -> None:
    """Switch the loopback on: in a new network it is off."""
    get_flags, set_flags, up = 0x8913, 0x8914, 0x1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sh14x", b"lo", 0)
        _, flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, get_flags, asked))
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", flags | up))


def main(arguments: list[str]) -> int:
    """Print the outcome of each exchange as JSON."""
    case, command = Case(arguments[0], arguments[1]), arguments[2:]
    task, seen = catalog().tasks[case.guide.task], {}
    loopback()
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            process.running(
                shlex.join(command), Path(folder), stack=Path("/usr"), name="app", port=case.guide.start.listens_on()
            ) as server,
        ):
            for name, exchange in task.exchanges.items():
                answers = ask(task, exchange, server, Path("/usr"))
                seen[name] = outcome_of(name, exchange, answers)
                if seen[name] == UNFIT:
                    raise RunnerError(explain_unfit(name, exchange, answers))
    except RunnerError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(seen))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
