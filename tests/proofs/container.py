"""``python -m tests.proofs.container <project> <deployment> <framework> <command …>``: ask a container started here.

Run by subjects/images.py in a network of its own, so that the port of the image is free and nothing
else answers.
"""

import fcntl
import json
import shlex
import socket
import struct
import sys
from pathlib import Path

from macros.model.base import DeploymentId, FrameworkId, GuideKey
from tests.proofs.asking.exchanges import outcomes_of
from tests.proofs.errors import ToolError
from tests.proofs.project import Project
from tests.proofs.servers import App, running
from tests.proofs.subjects.guides import DeployedGuide


def loopback() -> None:
    """Switch the loopback on: in a new network it is off."""
    get_flags, set_flags, up = 0x8913, 0x8914, 0x1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", 0)
        _, flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, get_flags, request))
        if not flags & up:
            fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", flags | up))


def main(arguments: list[str]) -> int:
    """Print the outcome of each exchange as JSON."""
    root, deployment_id, framework_id, *command = arguments
    loopback()
    try:
        guide = DeployedGuide(
            Project.open(Path(root)), GuideKey(DeploymentId(deployment_id), FrameworkId(framework_id))
        )
        with running(App("app", {}, shlex.join(command), Path("/usr"), guide.guide.start.listens_on())) as server:
            outcomes = outcomes_of(guide.task, server)
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(outcomes))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
