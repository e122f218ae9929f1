from secrets import compare_digest

from flask import Flask
from flask_httpauth import HTTPTokenAuth

TOKEN_OF_ADA = "token-of-ada"  # in real life: from your database, kept as a hash

app = Flask(__name__)
auth = HTTPTokenAuth(scheme="Bearer")


@auth.verify_token
def caller(token: str) -> str | None:
    if compare_digest(token, TOKEN_OF_ADA):
        return "Ada"
    return None


@app.get("/report")
@auth.login_required
def report():
    return {"report": "All is well", "for": auth.current_user()}
