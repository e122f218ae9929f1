from fastapi import FastAPI, status
from pydantic import BaseModel, Field

app = FastAPI()


class Player(BaseModel):
    name: str = Field(min_length=1, max_length=40)
    high_score: int = Field(ge=0)


players = {"ada": Player(name="Ada", high_score=9001)}


@app.get("/")
async def hello() -> dict[str, str]:
    return {"message": "The players' API is up"}


@app.get("/players")
async def list_players() -> list[Player]:
    return list(players.values())


@app.post("/players", status_code=status.HTTP_201_CREATED)
async def create_player(player: Player) -> Player:
    players[player.name.lower()] = player
    return player
