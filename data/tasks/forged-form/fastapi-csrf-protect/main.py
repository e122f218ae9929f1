from html import escape
from typing import Annotated

from fastapi import Depends, FastAPI, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from fastapi_csrf_protect import CsrfProtect
from fastapi_csrf_protect.exceptions import CsrfProtectError
from starlette.middleware.sessions import SessionMiddleware

SIGN_IN = """<form method="post"><input name="csrf_token" type="hidden" value="{token}">
<input name="name"><button>Sign in</button></form>"""
FORM = """<p>You are {name}. Your address is {address}.</p>
<form method="post"><input name="csrf_token" type="hidden" value="{token}">
<input name="address" type="email"><button>Change</button></form>"""

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="change-me")
addresses: dict[str, str] = {}


@CsrfProtect.load_config
def settings() -> list[tuple[str, str]]:
    return [("secret_key", "change-me"), ("token_location", "body"), ("token_key", "csrf_token")]


@app.exception_handler(CsrfProtectError)
async def refused(request: Request, error: CsrfProtectError) -> PlainTextResponse:
    return PlainTextResponse(error.message, error.status_code)


def signed_in(request: Request) -> str:
    if "name" not in request.session:
        raise HTTPException(401)
    return request.session["name"]


Visitor = Annotated[str, Depends(signed_in)]
Guard = Annotated[CsrfProtect, Depends()]


def with_token(guard: CsrfProtect, page: str, **values: str) -> HTMLResponse:
    token, signed = guard.generate_csrf_tokens()
    response = HTMLResponse(page.format(token=token, **values))
    guard.set_csrf_cookie(signed, response)
    return response


@app.get("/sign-in")
async def sign_in_form(guard: Guard) -> HTMLResponse:
    return with_token(guard, SIGN_IN)


@app.post("/sign-in")
async def sign_in(request: Request, name: Annotated[str, Form()], guard: Guard) -> RedirectResponse:
    await guard.validate_csrf(request)
    request.session["name"] = name
    return RedirectResponse("/email", 303)


@app.get("/email")
async def form(visitor: Visitor, guard: Guard) -> HTMLResponse:
    address = addresses.get(visitor, "unknown")
    return with_token(guard, FORM, name=escape(visitor), address=escape(address))


@app.post("/email", response_class=PlainTextResponse)
async def change(request: Request, visitor: Visitor, address: Annotated[str, Form()], guard: Guard) -> str:
    await guard.validate_csrf(request)
    addresses[visitor] = address
    return f"Changed to {address}"
