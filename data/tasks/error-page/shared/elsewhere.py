# Adds an address that refuses as well, and prints what a visitor gets there.
from main import app

REASON = "Role payroll-admin is missing"

try:
    from fastapi import HTTPException
    from fastapi.testclient import TestClient
except ImportError:
    from flask import abort

    @app.get("/contracts")
    def contracts():
        abort(403, description=REASON)

    client = app.test_client()
else:

    @app.get("/contracts")
    def contracts():
        raise HTTPException(403, detail=REASON)

    client = TestClient(app)

reply = client.get("/contracts")
print(reply.status_code, dict(reply.headers), reply.text, sep="\n")
