import time

from fastapi import FastAPI

app = FastAPI()


def ask(service: str) -> str:
    time.sleep(0.5)
    return f"{service} answered"


@app.get("/report")
def report() -> dict[str, str]:
    return {"weather": ask("weather"), "traffic": ask("traffic")}
