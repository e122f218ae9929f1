from html import escape
from typing import Annotated

from fastapi import Depends, FastAPI, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.middleware.sessions import SessionMiddleware

SIGN_IN = """<form method="post"><input name="name"><button>Sign in</button></form>"""
FORM = """<p>You are {name}. Your address is {address}.</p>
<form method="post"><input name="address" type="email"><button>Change</button></form>"""

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="change-me")
addresses: dict[str, str] = {}


def signed_in(request: Request) -> str:
    if "name" not in request.session:
        raise HTTPException(401)
    return request.session["name"]


Visitor = Annotated[str, Depends(signed_in)]


@app.get("/sign-in", response_class=HTMLResponse)
async def sign_in_form() -> str:
    return SIGN_IN


@app.post("/sign-in")
async def sign_in(request: Request, name: Annotated[str, Form()]) -> RedirectResponse:
    request.session["name"] = name
    return RedirectResponse("/email", 303)


@app.get("/email", response_class=HTMLResponse)
async def form(visitor: Visitor) -> str:
    address = addresses.get(visitor, "unknown")
    return FORM.format(name=escape(visitor), address=escape(address))


@app.post("/email", response_class=PlainTextResponse)
async def change(visitor: Visitor, address: Annotated[str, Form()]) -> str:
    addresses[visitor] = address
    return f"Changed to {address}"
