from typing import Any

from apiflask import APIFlask, Schema
from apiflask.fields import Integer


class Entry(Schema):
    number = Integer(required=True)


app = APIFlask(__name__)


@app.get("/address/<int:number>")
def from_address(number: int):
    return {"doubled": number * 2}


@app.get("/query")
@app.input(Entry, location="query")
def from_query(query_data: dict[str, Any]):
    return {"doubled": query_data["number"] * 2}


@app.post("/json")
@app.input(Entry)
def from_json(json_data: dict[str, Any]):
    return {"doubled": json_data["number"] * 2}
