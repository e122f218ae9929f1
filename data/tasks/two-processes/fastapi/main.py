import os

from fastapi import FastAPI

app = FastAPI()


@app.get("/process")
def process() -> dict[str, int]:
    return {"process": os.getpid(), "sum": sum(range(500_000))}
