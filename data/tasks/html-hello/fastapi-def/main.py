from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates(directory="templates")


@app.get("/", response_class=HTMLResponse)
def home() -> str:
    return "<h1>Good morning</h1>"


@app.get("/hello/{name}", response_class=HTMLResponse)
def hello(request: Request, name: str) -> HTMLResponse:
    return templates.TemplateResponse(request=request, name="hello.html", context={"name": name})
