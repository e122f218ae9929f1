from typing import Annotated

from fastapi import Depends, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi_csrf_protect import CsrfProtect
from fastapi_csrf_protect.exceptions import CsrfProtectError

FORM = """<form method="post"><input name="csrf_token" type="hidden" value="{token}">
<input name="address" type="email"><button>Change</button></form>"""

app = FastAPI()


@CsrfProtect.load_config
def settings() -> list[tuple[str, str]]:
    return [("secret_key", "change-me"), ("token_location", "body"), ("token_key", "csrf_token")]


@app.exception_handler(CsrfProtectError)
async def refused(request: Request, error: CsrfProtectError) -> PlainTextResponse:
    return PlainTextResponse(error.message, error.status_code)


@app.get("/email", response_class=HTMLResponse)
async def form(guard: Annotated[CsrfProtect, Depends()]) -> HTMLResponse:
    token, signed = guard.generate_csrf_tokens()
    page = HTMLResponse(FORM.format(token=token))
    guard.set_csrf_cookie(signed, page)
    return page


@app.post("/email", response_class=PlainTextResponse)
async def change(
    request: Request, address: Annotated[str, Form()], guard: Annotated[CsrfProtect, Depends()]
) -> str:
    await guard.validate_csrf(request)
    return f"Changed to {address}"
