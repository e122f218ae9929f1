from typing import Any

from flask import Flask, request

app = Flask(__name__)


@app.post("/players")
def create_player() -> tuple[dict[str, Any], int]:
    """Add a player to the score board."""
    player = request.get_json()
    return player, 201
