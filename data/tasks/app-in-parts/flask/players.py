from flask import Blueprint

part = Blueprint("players", __name__)


@part.get("/players")
def all_players():
    return ["Ada"]
