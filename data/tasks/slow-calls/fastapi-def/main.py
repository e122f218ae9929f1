import time

from fastapi import FastAPI

app = FastAPI()


def ask(service: str, pause: float) -> str:
    time.sleep(pause)
    return f"{service} answered"


@app.get("/report")
def report(pause: float) -> dict[str, str]:
    return {"weather": ask("weather", pause), "traffic": ask("traffic", pause)}
