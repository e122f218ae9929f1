from fastapi import FastAPI
from pydantic import BaseModel

from work import confirm, store

app = FastAPI()
store.delete("sent")  # the list begins empty each time


class Order(BaseModel):
    item: str


@app.post("/orders", status_code=202)
def order(order: Order) -> Order:
    confirm.delay(order.item)
    return order


@app.get("/confirmed")
def confirmed() -> list[str]:
    return store.lrange("sent", 0, -1)
