from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

STORED = {
    "Ada": {"name": "Ada", "high_score": 9001, "password_hash": "$argon2id$..."},
    "Grace": {"name": "Grace", "high_score": 8750, "email": "grace@home.example"},
}

app = FastAPI()


class PublicPlayer(BaseModel):
    name: str
    high_score: int


@app.get("/players/{name}", response_model=PublicPlayer)
async def player(name: str) -> dict[str, Any]:
    return STORED[name]
