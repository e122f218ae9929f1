import asyncio
from collections.abc import AsyncIterable

from fastapi import FastAPI
from fastapi.sse import EventSourceResponse

app = FastAPI()


@app.get("/goals", response_class=EventSourceResponse)
async def goals() -> AsyncIterable[int]:
    for goals in range(4):
        yield goals
        await asyncio.sleep(0.2)
