import players
from fastapi import FastAPI
from pydantic import BaseModel


class Player(BaseModel):
    number: int
    name: str
    high_score: int
    club: str


app = FastAPI()
PLAYERS = [Player(**player) for player in players.PLAYERS]


@app.get("/players")
async def all_players() -> list[Player]:
    return PLAYERS
