# Asks the running app again and again, over several connections at once, and counts the processes that answer. One
# counts if it answers in several rounds, and if each connection over which it answers is its own: another process could
# say its number.
import os
from collections import Counter
from http.client import HTTPConnection
from json import load
from pathlib import Path

from main import app

PORT = int(os.environ.get("FLASK_RUN_PORT", 5000) if hasattr(app, "test_client") else os.environ.get("PORT", 8000))
AT_LEAST, AT_MOST = 15, 100
"""How many rounds there are: more than at least if no second process has answered often enough by then."""
AT_ONCE = 8
"""How many connections there are in a round."""
OFTEN = 3
"""The rounds in which a process must have answered."""


def server_end(port: int) -> str:
    """Return the app's end of the connection that comes from a port, as the system numbers it."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    ends = [line[9] for line in lines if line[1].endswith(f":{PORT:04X}") and line[2].endswith(f":{port:04X}")]
    return f"socket:[{ends[0]}]" if ends else "closed"


def holds(process: int, end: str) -> bool:
    """Tell whether a process has that end of a connection."""
    try:
        return any(os.readlink(file) == end for file in list(Path(f"/proc/{process}/fd").iterdir()))
    except OSError:
        return False


rounds: Counter[int] = Counter()
impostors: set[int] = set()
for number in range(AT_MOST):
    connections = [HTTPConnection("127.0.0.1", PORT, timeout=10) for _ in range(AT_ONCE)]
    for connection in connections:
        connection.request("GET", "/process")
    answered = set()
    for connection in connections:
        port = connection.sock.getsockname()[1]
        process = load(connection.getresponse())["process"]
        answered.add(process)
        if not holds(process, server_end(port)):  # both ends stay open for a while
            impostors.add(process)
    for connection in connections:
        connection.close()
    rounds.update(answered)
    if number >= AT_LEAST and sum(times >= OFTEN for times in rounds.values()) > 1:
        break
real = [process for process, times in rounds.items() if times >= OFTEN and process not in impostors]
print(f"{len(real)} of {len(rounds)} that answered are processes of the app.")
