import asyncio

from quart import Quart

CITIES = ["Oslo", "Rome", "Lima"]

app = Quart(__name__)


async def weather(city: str) -> str:
    await asyncio.sleep(0.5)
    return "sunny"


@app.get("/trip")
async def trip() -> dict[str, str]:
    found = await asyncio.gather(*(weather(city) for city in CITIES))
    return dict(zip(CITIES, found))
