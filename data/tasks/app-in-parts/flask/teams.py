from flask import Blueprint

part = Blueprint("teams", __name__)


@part.get("/teams")
def all_teams():
    return ["Engine"]
