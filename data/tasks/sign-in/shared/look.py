"""Asks for the report without a token, and looks on: which functions of the app's own run until the answer is there?"""

import os
import sys
import threading
from types import FrameType
from typing import Any

import main

own: list[str] = []


def watch(frame: FrameType, event: str, _: Any) -> None:
    if event == "call" and os.path.dirname(frame.f_code.co_filename) == os.path.dirname(main.__file__):
        own.append(frame.f_code.co_name)


if hasattr(main.app, "test_client"):
    client = main.app.test_client()
else:
    from fastapi.testclient import TestClient

    client = TestClient(main.app)

threading.setprofile(watch)
sys.setprofile(watch)
status = client.get("/report").status_code
sys.setprofile(None)

print(f"Status {status}. Functions of main.py that ran: {', '.join(own) or 'none'}.")
sys.exit(1 if own else 0)
