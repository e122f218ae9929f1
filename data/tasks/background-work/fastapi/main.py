import time

from fastapi import BackgroundTasks, FastAPI
from pydantic import BaseModel

app = FastAPI()
sent: list[str] = []


class Order(BaseModel):
    item: str


def confirm(item: str) -> None:
    time.sleep(1)
    sent.append(item)


@app.post("/orders", status_code=202)
async def order(order: Order, tasks: BackgroundTasks) -> Order:
    tasks.add_task(confirm, order.item)
    return order


@app.get("/confirmed")
async def confirmed() -> list[str]:
    return sent
