# Puts the players under another address, and asks for them there: the part itself must not know the common one.
import players

try:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient
except ImportError:
    from flask import Flask

    app = Flask(__name__)
    app.register_blueprint(players.part, url_prefix="/v2")
    client = app.test_client()
else:
    app = FastAPI()
    app.include_router(players.router, prefix="/v2")
    client = TestClient(app)

for path in ("/v1/players", "/v2/players"):
    print(path, client.get(path).status_code)
