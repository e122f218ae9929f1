from flask_openapi3 import OpenAPI
from pydantic import BaseModel

app = OpenAPI(__name__)


class Address(BaseModel):
    number: int


@app.get("/double/<number>")
def double(path: Address):
    return {"doubled": path.number * 2}
