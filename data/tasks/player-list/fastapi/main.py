from fastapi import FastAPI, status
from pydantic import BaseModel


class Player(BaseModel):
    name: str
    high_score: int


app = FastAPI()
players = [Player(name="Ada", high_score=9001), Player(name="Grace", high_score=8750)]


@app.get("/players")
async def list_players() -> list[Player]:
    return players


@app.post("/players", status_code=status.HTTP_201_CREATED)
async def add_player(player: Player) -> Player:
    players.append(player)
    return player


app.frontend("/", directory="dist")
