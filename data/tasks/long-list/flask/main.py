from typing import Any

from flask import Flask
from players import PLAYERS

app = Flask(__name__)


@app.get("/players")
def players() -> list[dict[str, Any]]:
    return PLAYERS
