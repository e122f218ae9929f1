"""Values go from a reply into a later request; a forger changes a cookie and keeps its signature."""

import base64
import json

import httpx
import pytest

from macros.model.task import Send
from tests.proofs.asking.taking import changed, filled, taken
from tests.proofs.errors import ProofError


def _encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


def test_values_are_taken_from_cookies_headers_and_the_body() -> None:
    reply = httpx.Response(
        200,
        headers={"Set-Cookie": "session=abc; Path=/", "X-Request-Id": "17"},
        text='<input name="token" value="t0k3n">',
        request=httpx.Request("GET", "http://127.0.0.1/"),
    )
    take = {
        "session": {"cookie": "session"},
        "id": {"header": "X-Request-Id"},
        "token": {"text": 'name="token" value="([^"]+)"'},
        "nothing": {"text": "absent=(.)"},
    }
    send = Send.model_validate({"path": "/", "take": take})
    assert taken(send, reply) == {"session": "abc", "id": "17", "token": "t0k3n", "nothing": ""}


def test_a_request_is_filled_wherever_a_placeholder_is() -> None:
    send = Send.model_validate(
        {"path": "/${id}", "form": {"token": "${token}"}, "cookies": {"session": "${count|changed}"}}
    )
    request = filled(send, {"id": "17", "token": "t0k3n", "count": "1"})
    assert (request.path, request.form, request.cookies) == ("/17", {"token": "t0k3n"}, {"session": "4101"})


def test_what_was_never_taken_is_named() -> None:
    with pytest.raises(ProofError, match="nothing was taken as 'token'"):
        filled(Send.model_validate({"path": "/${token}"}), {})


@pytest.mark.parametrize(
    ("cookie", "forged"),
    [
        ("", ""),
        ("3", "4103"),
        ('"3"', "4103"),
        ("%7B%22visits%22%3A%201%7D", "%7B%22visits%22%3A4101%7D"),
    ],
)
def test_a_forger_raises_every_number(cookie: str, forged: str) -> None:
    assert changed(cookie) == forged


def test_a_forger_keeps_the_signature() -> None:
    payload, time, signature = changed(_encoded({"visits": 1}) + ".time.signature").split(".")
    assert json.loads(base64.urlsafe_b64decode(payload + "==")) == {"visits": 4101}
    assert (time, signature) == ("time", "signature")


def test_a_cookie_without_a_number_cannot_be_forged() -> None:
    with pytest.raises(ProofError, match="no number in the cookie"):
        changed("c2VjcmV0")
