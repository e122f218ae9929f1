from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_methods=["POST"])


class Player(BaseModel):
    name: str


@app.post("/players", status_code=201)
async def create_player(player: Player) -> Player:
    return player
