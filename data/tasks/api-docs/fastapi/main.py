from fastapi import FastAPI, status
from pydantic import BaseModel


class Player(BaseModel):
    name: str
    high_score: int


app = FastAPI(title="Players")


@app.post("/players", status_code=status.HTTP_201_CREATED)
async def create_player(player: Player) -> Player:
    """Add a player to the score board."""
    return player
