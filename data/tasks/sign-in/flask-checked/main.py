from functools import wraps
from secrets import compare_digest

from flask import Flask, request

TOKEN_OF_ADA = "token-of-ada"  # in real life: from your database, kept as a hash

app = Flask(__name__)


def token_required(view):
    @wraps(view)
    def checked(*args, **kwargs):
        shown = request.authorization
        token = shown.token if shown and shown.type == "bearer" and shown.token else ""
        if not compare_digest(token, TOKEN_OF_ADA):
            return {"error": "Unknown token"}, 401, {"WWW-Authenticate": "Bearer"}
        return view(*args, **kwargs)

    return checked


@app.get("/report")
@token_required
def report():
    return {"report": "All is well", "for": "Ada"}
