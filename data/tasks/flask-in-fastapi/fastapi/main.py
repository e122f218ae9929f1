from a2wsgi import WSGIMiddleware
from fastapi import FastAPI

from pages import pages
from players import names

app = FastAPI()


@app.get("/api/players")
async def list_players() -> list[str]:
    return names


app.mount("/pages", WSGIMiddleware(pages))
