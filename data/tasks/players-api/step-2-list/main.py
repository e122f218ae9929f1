from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Player(BaseModel):
    name: str
    high_score: int


players = {"ada": Player(name="Ada", high_score=9001)}


@app.get("/")
async def hello() -> dict[str, str]:
    return {"message": "The players' API is up"}


@app.get("/players")
async def list_players() -> list[Player]:
    return list(players.values())
