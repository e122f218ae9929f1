import asyncio

from fastapi import FastAPI

app = FastAPI()


async def ask(service: str, pause: float) -> str:
    await asyncio.sleep(pause)
    return f"{service} answered"


@app.get("/report")
async def report(pause: float) -> dict[str, str]:
    weather, traffic = await asyncio.gather(ask("weather", pause), ask("traffic", pause))
    return {"weather": weather, "traffic": traffic}
