import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def answer() -> dict[str, bool]:
    time.sleep(0.05)
    return {"waited": True}
