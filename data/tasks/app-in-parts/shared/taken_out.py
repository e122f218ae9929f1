# Puts an empty part in place of the players, and asks for both parts: only the players may be missing then.
import sys
from types import SimpleNamespace

try:
    from fastapi import APIRouter
    from fastapi.testclient import TestClient
except ImportError:
    from flask import Blueprint

    sys.modules["players"] = SimpleNamespace(part=Blueprint("players", __name__))
    from main import app

    client = app.test_client()
else:
    sys.modules["players"] = SimpleNamespace(router=APIRouter())
    from main import app

    client = TestClient(app)

for path in ("/v1/players", "/v1/teams"):
    print(path, client.get(path).status_code)
