import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def answer() -> dict[str, bool]:
    await asyncio.sleep(0.05)
    return {"waited": True}
