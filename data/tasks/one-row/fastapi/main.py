from typing import Any

import players
from fastapi import FastAPI, HTTPException

app = FastAPI()
players.fill()


@app.get("/players/{number}")
def player(number: int) -> dict[str, Any]:
    found = players.find(number)
    if found is None:
        raise HTTPException(404)
    return found
