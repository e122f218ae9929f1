from fastapi import FastAPI, status
from pydantic import BaseModel


class Player(BaseModel):
    name: str
    high_score: int


app = FastAPI()


@app.post("/players", status_code=status.HTTP_201_CREATED)
def create_player(player: Player) -> Player:
    return player
