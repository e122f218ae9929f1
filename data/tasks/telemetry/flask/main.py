import time

from flask import Flask, abort

app = Flask(__name__)


@app.get("/players/<name>")
def player(name: str):
    if name != "Ada":
        abort(404, "Nobody of that name")
    return {"name": name, "high_score": 9001}


@app.get("/slow")
def slow():
    time.sleep(0.4)
    return {"slept": True}


@app.get("/broken")
def broken():
    raise RuntimeError("broken on purpose")
