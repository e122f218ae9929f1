from flask_openapi3 import OpenAPI
from pydantic import BaseModel

app = OpenAPI(__name__)


class Entry(BaseModel):
    number: int


@app.get("/address/<number>")
def from_address(path: Entry):
    return {"doubled": path.number * 2}


@app.get("/query")
def from_query(query: Entry):
    return {"doubled": query.number * 2}


@app.post("/json")
def from_json(body: Entry):
    return {"doubled": body.number * 2}
