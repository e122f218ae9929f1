from typing import Any

from flask import Flask, request

app = Flask(__name__)


@app.post("/players")
def create_player() -> tuple[dict[str, Any], int]:
    player = request.get_json()
    return player, 201
