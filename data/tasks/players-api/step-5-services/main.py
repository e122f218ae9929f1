import asyncio

from fastapi import FastAPI, Request, status
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

app = FastAPI()


class Player(BaseModel):
    name: str = Field(min_length=1, max_length=40)
    high_score: int = Field(ge=0)


class PlayerNotFound(Exception):
    def __init__(self, name: str) -> None:
        self.name = name


players = {"ada": Player(name="Ada", high_score=9001)}


@app.exception_handler(PlayerNotFound)
async def player_not_found(request: Request, error: PlayerNotFound) -> JSONResponse:
    return JSONResponse({"error": f"There is no player called {error.name}"}, status.HTTP_404_NOT_FOUND)


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


@app.get("/players/{name}")
async def get_player(name: str) -> Player:
    if name.lower() not in players:
        raise PlayerNotFound(name)
    return players[name.lower()]


async def ask(service: str, name: str) -> str:
    await asyncio.sleep(0.5)
    return f"{service} knows {name}"


@app.get("/players/{name}/report")
async def report(name: str) -> dict[str, str]:
    player = await get_player(name)
    ranking, awards = await asyncio.gather(ask("ranking", player.name), ask("awards", player.name))
    return {"ranking": ranking, "awards": awards}
