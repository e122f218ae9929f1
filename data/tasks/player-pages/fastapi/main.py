from typing import Annotated

from fastapi import FastAPI, Form, Request, status
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

app = FastAPI()
app.mount("/static", StaticFiles(directory="static"), name="static")
templates = Jinja2Templates(directory="templates")
players = [{"name": "Ada", "high_score": 9001}, {"name": "Grace", "high_score": 8750}]


@app.get("/", response_class=HTMLResponse)
async def show_players(request: Request) -> HTMLResponse:
    return templates.TemplateResponse(request=request, name="players.html", context={"players": players})


@app.post("/")
async def add_player(name: Annotated[str, Form()], high_score: Annotated[int, Form()]) -> RedirectResponse:
    players.append({"name": name, "high_score": high_score})
    return RedirectResponse("/", status_code=status.HTTP_303_SEE_OTHER)
