from typing import TypedDict

from flask import Flask

STORED = {"Ada": {"name": "Ada", "high_score": 9001, "password_hash": "$argon2id$..."}}

app = Flask(__name__)


class PublicPlayer(TypedDict):
    name: str
    high_score: int


@app.get("/players/<name>")
def player(name: str) -> PublicPlayer:
    return STORED[name]
