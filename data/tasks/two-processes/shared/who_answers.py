# Asks the running app again and again, over several connections at once, and counts the processes that answer. One
# counts if it answers in several rounds, and if each connection over which it answers is its own: another process could
# say its number. Then each is stopped in the middle of its work: the others must go on without it.
import os
import signal
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPConnection
from json import load
from pathlib import Path
from select import select

from main import app

PORT = int(os.environ.get("FLASK_RUN_PORT", 5000) if hasattr(app, "test_client") else os.environ.get("PORT", 8000))
AT_LEAST, AT_MOST = 15, 40
"""How many rounds there are: more than at least if no second process has answered often enough by then."""
AT_ONCE = 8
"""How many connections there are in a round."""
OFTEN = 3
"""The rounds in which a process must have answered."""
STOPS, TRIES = 20, 300
"""How often each process is stopped in the middle of its work, and how often that is tried. One that needs a lock holds
it half of the time: so a few stops would not show it."""
PAUSES = [0.002, 0.005, 0.01, 0.02, 0.04]
"""Seconds until it is stopped, in turns: how soon it is at work depends on the machine."""


def server_ends() -> dict[int, str]:
    """Return the app's ends of all connections, as the system numbers them, by the ports from which they come."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines() if f":{PORT:04X} " in line]
    return {
        int(line[2].partition(":")[2], 16): f"socket:[{line[9]}]" for line in lines if line[1].endswith(f":{PORT:04X}")
    }


def held_by(process: int) -> set[str]:
    """Return what a process has open, connections among them."""
    found = set()
    with suppress(OSError):  # there is no such process, or it is not ours
        for file in list(Path(f"/proc/{process}/fd").iterdir()):
            with suppress(OSError):  # it was closed just now
                found.add(os.readlink(file))
    return found


def asked() -> list[HTTPConnection]:
    """Ask over several connections at once."""
    connections = [HTTPConnection("127.0.0.1", PORT, timeout=10) for _ in range(AT_ONCE)]
    for connection in connections:
        connection.request("GET", "/process")
    return connections


def went_on_without(process: int, pause: float) -> bool | None:
    """Stop a process; tell whether all is answered that it has not taken on. None: it was not at work."""
    connections = asked()
    time.sleep(pause)
    os.kill(process, signal.SIGSTOP)
    try:
        ends, held = server_ends(), held_by(process)
        taken = [connection for connection in connections if ends.get(connection.sock.getsockname()[1]) in held]
        if not taken or len(select([each.sock for each in taken], [], [], 0)[0]) == len(taken):
            return None
        for connection in connections:
            if connection not in taken:
                load(connection.getresponse())
    except TimeoutError:
        return False
    finally:
        os.kill(process, signal.SIGCONT)
        for connection in connections:
            connection.close()
    return True


def is_needed(process: int) -> bool:
    """Tell whether others wait for a process that was stopped at its work, or it could not be stopped there."""
    went_on = 0
    for number in range(TRIES):
        seen = went_on_without(process, PAUSES[number % len(PAUSES)])
        if seen is False:
            return True
        went_on += seen is True
        if went_on == STOPS:
            return False
    return True


rounds: Counter[int] = Counter()
impostors: set[int] = set()
for number in range(AT_MOST):
    connections = asked()
    ports = [connection.sock.getsockname()[1] for connection in connections]
    answers = [load(connection.getresponse())["process"] for connection in connections]
    ends, held = server_ends(), {process: held_by(process) for process in set(answers)}  # all stay open for a while
    impostors |= {process for process, port in zip(answers, ports) if ends.get(port, "closed") not in held[process]}
    for connection in connections:
        connection.close()
    rounds.update(set(answers))
    if number >= AT_LEAST and sum(times >= OFTEN for times in rounds.values()) > 1:
        break
real = [process for process, times in rounds.items() if times >= OFTEN and process not in impostors]
print(f"{len(real)} of {len(rounds)} that answered are processes of the app.")
if len(real) > 1:
    print("One waits for another." if any(map(is_needed, real)) else "Each works while another is stopped.")
