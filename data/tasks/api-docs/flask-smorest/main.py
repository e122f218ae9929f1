from typing import Any

from flask import Flask
from flask_smorest import Api, Blueprint
from marshmallow import Schema
from marshmallow.fields import Integer, String


class Player(Schema):
    name = String(required=True)
    high_score = Integer(required=True)


app = Flask(__name__)
app.config["API_TITLE"] = "Players"
app.config["API_VERSION"] = "1"
app.config["OPENAPI_VERSION"] = "3.0.3"
app.config["OPENAPI_URL_PREFIX"] = "/"
app.config["OPENAPI_SWAGGER_UI_PATH"] = "/docs"
app.config["OPENAPI_SWAGGER_UI_URL"] = "https://cdn.jsdelivr.net/npm/swagger-ui-dist/"

api = Api(app)
players = Blueprint("players", __name__)


@players.post("/players")
@players.arguments(Player)
@players.response(201, Player)
def create_player(player: dict[str, Any]) -> dict[str, Any]:
    """Add a player to the score board."""
    return player


api.register_blueprint(players)
