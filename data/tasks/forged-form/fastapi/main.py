from typing import Annotated

from fastapi import FastAPI, Form
from fastapi.responses import HTMLResponse, PlainTextResponse

FORM = """<form method="post"><input name="address" type="email"><button>Change</button></form>"""

app = FastAPI()


@app.get("/email", response_class=HTMLResponse)
async def form() -> str:
    return FORM


@app.post("/email", response_class=PlainTextResponse)
async def change(address: Annotated[str, Form()]) -> str:
    return f"Changed to {address}"
