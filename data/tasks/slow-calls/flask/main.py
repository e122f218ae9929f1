import time

from flask import Flask, request

app = Flask(__name__)


def ask(service: str, pause: float) -> str:
    time.sleep(pause)
    return f"{service} answered"


@app.get("/report")
def report() -> dict[str, str]:
    pause = float(request.args["pause"])
    return {"weather": ask("weather", pause), "traffic": ask("traffic", pause)}
