from typing import Any

from flask_openapi3 import Info, OpenAPI
from pydantic import BaseModel


class Player(BaseModel):
    name: str
    high_score: int


app = OpenAPI(__name__, info=Info(title="Players", version="1"), doc_prefix="")
app.add_url_rule("/docs", view_func=app.view_functions["swagger.swagger"])


@app.post("/players", responses={201: Player})
def create_player(body: Player) -> tuple[dict[str, Any], int]:
    """Add a player to the score board."""
    return body.model_dump(), 201
