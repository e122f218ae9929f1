"""Asks the app for a player, as another process than the one that added it."""

import json
import sys

import main

if hasattr(main.app, "test_client"):
    reply = main.app.test_client().get(f"/players/{sys.argv[1]}")
    player = reply.get_json(silent=True)
else:
    from fastapi.testclient import TestClient

    reply = TestClient(main.app).get(f"/players/{sys.argv[1]}")
    player = reply.json()

print(reply.status_code, json.dumps(player, sort_keys=True))
sys.exit(0 if reply.status_code == 200 else 1)
