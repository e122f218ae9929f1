from fastapi import FastAPI, HTTPException

import players

app = FastAPI()


@app.get("/players/{name}")
async def player(name: str) -> dict[str, str | int]:
    high_score = players.find(name)
    if high_score is None:
        raise HTTPException(404, "Nobody of that name")
    return {"name": name, "high_score": high_score}
