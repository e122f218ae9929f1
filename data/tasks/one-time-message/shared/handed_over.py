# Saves the form, and says which function the app hands its message to.
import os
import sys
import threading
from types import FrameType
from typing import Any

import main

HERE = os.path.dirname(main.__file__)
MESSAGE = "Saved"
takers: list[str] = []


def watch(frame: FrameType, event: str, _: Any) -> None:
    """Note a function outside the app that one of the app's own calls with the message."""
    caller = frame.f_back
    if event != "call" or caller is None or os.path.dirname(caller.f_code.co_filename) != HERE:
        return
    if os.path.dirname(frame.f_code.co_filename) != HERE and MESSAGE in map(str, frame.f_locals.values()):
        takers.append(frame.f_code.co_name)


if hasattr(main.app, "test_client"):
    client = main.app.test_client()
    more = {}
else:
    from fastapi.testclient import TestClient

    client = TestClient(main.app)
    more = {"follow_redirects": False}

threading.setprofile(watch)
sys.setprofile(watch)
client.post("/save", **more)
sys.setprofile(None)
print("The message is handed to", ", ".join(dict.fromkeys(takers)) or "nobody", end=".\n")
