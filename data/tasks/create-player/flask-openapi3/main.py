from typing import Any

from flask_openapi3 import OpenAPI
from pydantic import BaseModel


class Player(BaseModel):
    name: str
    high_score: int


app = OpenAPI(__name__)


@app.post("/players")
def create_player(body: Player) -> tuple[dict[str, Any], int]:
    return body.model_dump(), 201
