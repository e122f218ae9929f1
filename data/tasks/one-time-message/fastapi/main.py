from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse

app = FastAPI()


@app.get("/", response_class=HTMLResponse)
async def front_page() -> str:
    return "<h1>Front page</h1>"


@app.post("/save")
async def save() -> RedirectResponse:
    return RedirectResponse("/", status_code=303)
