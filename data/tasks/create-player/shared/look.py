# Sends three bodies, and says for each what the app's own functions were given.
import json
import os
import sys
import threading

import main

given = []


def watch(frame, event, _):
    """Note each call of a function in the app's folder."""
    if event == "call" and os.path.dirname(frame.f_code.co_filename) == os.path.dirname(main.__file__):
        given.append(f"{frame.f_code.co_name} {frame.f_locals}")


if hasattr(main.app, "test_client"):
    client = main.app.test_client()
else:
    from fastapi.testclient import TestClient

    client = TestClient(main.app)

for player in (
    {"name": "Grace"},
    {"name": "Grace", "high_score": "lots"},
    {"name": "Grace", "high_score": "8750"},
):
    given.clear()
    threading.setprofile(watch)
    sys.setprofile(watch)
    status = client.post("/players", json=player).status_code
    sys.setprofile(None)
    print(f"{json.dumps(player)} -> {', '.join(given) or 'nothing'}, then {status}")
