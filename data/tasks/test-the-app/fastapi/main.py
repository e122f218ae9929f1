from fastapi import FastAPI, HTTPException

SCORES = {"Ada": 9001}

app = FastAPI()


@app.get("/players/{name}")
async def player(name: str) -> dict[str, str | int]:
    if name not in SCORES:
        raise HTTPException(404, "Nobody of that name")
    return {"name": name, "high_score": SCORES[name]}
