from typing import Any

from apiflask import APIFlask, Schema
from apiflask.fields import Integer, String


class Player(Schema):
    name = String(required=True)
    high_score = Integer(required=True)


app = APIFlask(__name__)


@app.post("/players")
@app.input(Player)
@app.output(Player, status_code=201)
def create_player(json_data: dict[str, Any]) -> dict[str, Any]:
    return json_data
