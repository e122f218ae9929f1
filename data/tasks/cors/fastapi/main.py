from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_methods=["PUT"])


class Score(BaseModel):
    high_score: int


@app.put("/players/{name}")
async def put_player(name: str, score: Score) -> dict[str, str | int]:
    return {"name": name, "high_score": score.high_score}
