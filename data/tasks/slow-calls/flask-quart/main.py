import asyncio

from quart import Quart, request

app = Quart(__name__)


async def ask(service: str, pause: float) -> str:
    await asyncio.sleep(pause)
    return f"{service} answered"


@app.get("/report")
async def report() -> dict[str, str]:
    pause = float(request.args["pause"])
    weather, traffic = await asyncio.gather(ask("weather", pause), ask("traffic", pause))
    return {"weather": weather, "traffic": traffic}
