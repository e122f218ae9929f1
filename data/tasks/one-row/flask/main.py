from typing import Any

import players
from flask import Flask, abort

app = Flask(__name__)
players.fill()


@app.get("/players/<int:number>")
def player(number: int) -> dict[str, Any]:
    found = players.find(number)
    if found is None:
        abort(404)
    return found
