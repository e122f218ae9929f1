import time

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/players/{name}")
async def player(name: str):
    if name != "Ada":
        raise HTTPException(404, "Nobody of that name")
    return {"name": name, "high_score": 9001}


@app.get("/slow")
def slow():
    time.sleep(0.4)
    return {"slept": True}


@app.get("/broken")
async def broken():
    raise RuntimeError("broken on purpose")
