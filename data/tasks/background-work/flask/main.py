import time

from flask import Flask, request

app = Flask(__name__)
sent: list[str] = []


def confirm(item: str) -> None:
    time.sleep(1)
    sent.append(item)


@app.post("/orders")
def order():
    item = request.get_json()["item"]
    confirm(item)
    return {"item": item}, 202


@app.get("/confirmed")
def confirmed():
    return sent
