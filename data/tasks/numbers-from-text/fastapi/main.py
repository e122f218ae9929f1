from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Entry(BaseModel):
    number: int


@app.get("/address/{number}")
async def from_address(number: int):
    return {"doubled": number * 2}


@app.get("/query")
async def from_query(number: int):
    return {"doubled": number * 2}


@app.post("/json")
async def from_json(entry: Entry):
    return {"doubled": entry.number * 2}
