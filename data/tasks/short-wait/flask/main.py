import time

from flask import Flask

app = Flask(__name__)


@app.get("/")
def answer() -> dict[str, bool]:
    time.sleep(0.05)
    return {"waited": True}
