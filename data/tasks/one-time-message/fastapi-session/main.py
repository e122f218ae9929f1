from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="change-me")


@app.get("/", response_class=HTMLResponse)
async def front_page(request: Request) -> str:
    message = request.session.pop("message", "")
    return f"<h1>Front page</h1><p>{message}</p>"


@app.post("/save")
async def save(request: Request) -> RedirectResponse:
    request.session["message"] = "Saved"
    return RedirectResponse("/", status_code=303)
