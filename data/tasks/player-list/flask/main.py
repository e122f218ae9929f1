from typing import Any

from flask import Flask, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

app = Flask(__name__)
players = [{"name": "Ada", "high_score": 9001}, {"name": "Grace", "high_score": 8750}]


@app.get("/players")
def list_players() -> list[dict[str, Any]]:
    return players


@app.post("/players")
def add_player() -> tuple[dict[str, Any], int]:
    player = request.get_json()
    players.append(player)
    return player, 201


@app.get("/", defaults={"path": "index.html"})
@app.get("/<path:path>")
def front_end(path: str) -> Response:
    try:
        return send_from_directory("dist", path)
    except NotFound:
        if "text/html" not in request.headers.get("Accept", ""):
            raise
        return send_from_directory("dist", "index.html")
