from flask import Flask, request

from work import confirm, store

app = Flask(__name__)
store.delete("sent")  # the list begins empty each time


@app.post("/orders")
def order():
    item = request.get_json()["item"]
    confirm.delay(item)
    return {"item": item}, 202


@app.get("/confirmed")
def confirmed():
    return store.lrange("sent", 0, -1)
