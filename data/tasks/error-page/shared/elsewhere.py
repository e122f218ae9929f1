# Adds an address that refuses as well, for two methods, and prints what a visitor gets there, who comes twice.
from main import app

REASON = "Role payroll-admin is missing"
METHODS = ["GET", "POST"]

try:
    from fastapi import HTTPException
    from fastapi.testclient import TestClient
except ImportError:
    from flask import abort

    @app.route("/contracts", methods=METHODS)
    def contracts():
        abort(403, description=REASON)

    client = app.test_client()
else:

    @app.api_route("/contracts", methods=METHODS)
    def contracts():
        raise HTTPException(403, detail=REASON)

    client = TestClient(app)

first = client.get("/contracts")
print(first.status_code, dict(first.headers), first.text, sep="\n")
for method, reply in (("GET", client.get("/contracts")), ("POST", client.post("/contracts"))):
    same = (reply.status_code, reply.text) == (first.status_code, first.text)
    print(f"{method} once more:", "the same page." if same else f"another page, {reply.text}")
