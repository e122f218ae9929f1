import asyncio

from quart import Quart

app = Quart(__name__)


async def ask(service: str) -> str:
    await asyncio.sleep(0.5)
    return f"{service} answered"


@app.get("/report")
async def report() -> dict[str, str]:
    weather, traffic = await asyncio.gather(ask("weather"), ask("traffic"))
    return {"weather": weather, "traffic": traffic}
