from collections.abc import AsyncIterator
from contextlib import closing
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

from store import Store, events

app = FastAPI()


async def open_store() -> AsyncIterator[Store]:
    with closing(Store()) as store:
        yield store


@app.get("/scores/{name}")
async def score(name: str, store: Annotated[Store, Depends(open_store)]) -> dict[str, str | int]:
    high_score = store.high_score(name)
    if high_score is None:
        raise HTTPException(404, "Nobody of that name")
    return {"name": name, "high_score": high_score}


@app.get("/events")
async def last_events() -> list[str]:
    return events[-6:]
