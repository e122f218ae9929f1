import click
from flask import Flask, abort

import players

app = Flask(__name__)


@app.cli.command()
@click.argument("name")
@click.argument("high_score", type=int)
def add_player(name: str, high_score: int) -> None:
    """Add a player."""
    players.add(name, high_score)
    print(f"{name} was added.")


@app.get("/players/<name>")
def player(name: str):
    high_score = players.find(name)
    if high_score is None:
        abort(404, "Nobody of that name")
    return {"name": name, "high_score": high_score}
