# Asks the running app again and again, over a new connection each time, and counts the processes that answer: they run,
# none started another of them, and each does what it says, for it holds the port on which the app was asked.
import json
import os
import urllib.request
from pathlib import Path

from main import app

PORT = int(os.environ.get("FLASK_RUN_PORT", 5000) if hasattr(app, "test_client") else os.environ.get("PORT", 8000))
AT_LEAST, AT_MOST = 60, 400
"""How often it is asked: more than at least if no second process has answered by then."""


def listening() -> set[str]:
    """Return the sockets that listen on the app's port, as the system numbers them."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {f"socket:[{line[9]}]" for line in lines if line[1].endswith(f":{PORT:04X}") and line[3] == "0A"}


def parent(process: int) -> int:
    """Return the process that started another."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def holds_the_port(process: int) -> bool:
    """Tell whether a process has one of the sockets on which the app was asked."""
    try:
        return any(os.readlink(file) in sockets for file in list(Path(f"/proc/{process}/fd").iterdir()))
    except OSError:
        return False


answered: set[int] = set()
for number in range(AT_MOST):
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/process") as reply:
        answered.add(json.load(reply)["process"])
    if number >= AT_LEAST and len(answered) > 1:
        break
sockets = listening()
real = {process for process in answered if holds_the_port(process)}
apart = {process for process in real if not any(parent(other) == process for other in real)}
print(f"{len(apart)} of {len(answered)} that answered are processes of the app.")
