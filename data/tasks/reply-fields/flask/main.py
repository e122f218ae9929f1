from typing import TypedDict

from flask import Flask

STORED = {
    "Ada": {"name": "Ada", "high_score": 9001, "password_hash": "$argon2id$..."},
    "Grace": {"name": "Grace", "high_score": 8750, "email": "grace@home.example"},
}

app = Flask(__name__)


class PublicPlayer(TypedDict):
    name: str
    high_score: int


@app.get("/players/<name>")
def player(name: str) -> PublicPlayer:
    return STORED[name]
