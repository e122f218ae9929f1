"""What somebody does in a real browser, with sites that it finds under names of their own."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from macros.model.base import ExchangeId
from macros.model.task import Browse, Task
from tests.proofs.asking import browsing
from tests.proofs.asking.browsing import browse
from tests.proofs.asking.exchanges import ask
from tests.proofs.asking.replies import RawReply
from tests.proofs.chromium import WHOLE
from tests.proofs.servers import App, free_port, running

pytestmark = pytest.mark.needs(WHOLE, "openssl")

APP = """\
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

SENDS_ITSELF = '<form method="post" action="https://shop.example/change"></form><script>document.forms[0].submit()</script>'
LINKS = '<a href="https://shop.example/change">Kittens</a>'
WRITES = '<form method="post" action="/change"><input name="word"><button>Send</button></form>'


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        pages = {"/sends": SENDS_ITSELF, "/links": LINKS, "/writes": WRITES}
        self.reply(pages.get(address.path, "Seen"), address.query)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.reply(f"Changed by {'somebody' if 'Cookie' in self.headers else 'nobody'}, {body}", "")

    def reply(self, page, attributes):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        if self.path.startswith("/in"):
            self.send_header("Set-Cookie", "who=somebody; Path=/" + attributes.replace("+", " "))
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page.encode())


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
"""

HOSTS = ("shop.example", "blog.shop.example", "other.example")
SENDS = {"open": "https://other.example/sends", "leads_on": True}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    with running(App("shop", {"main.py": APP}, "python main.py", Path(sys.prefix), port, 0, {"PORT": str(port)})):
        yield port


def visited(port: int, *steps: dict[str, Any], **how: bool) -> RawReply:
    return browse(dict.fromkeys(HOSTS, port), Browse.model_validate({"steps": [*steps], **how}))


def signed_in(attributes: str = "") -> dict[str, Any]:
    """Return the step that gives the browser a cookie with these attributes."""
    return {"open": f"https://shop.example/in?{attributes.replace(' ', '+')}"}


def shown(reply: RawReply) -> str:
    return reply.text.rpartition("The page shows:\n")[2]


def test_a_name_leads_to_whoever_bears_it_now() -> None:
    """Also where the browser has kept a connection open to the one before."""
    kept_open = APP.replace(
        "(BaseHTTPRequestHandler):\n", '(BaseHTTPRequestHandler):\n    protocol_version = "HTTP/1.1"\n\n'
    )
    with ExitStack() as servers:
        ports = [free_port(), free_port()]
        for port in ports:
            files = {"main.py": kept_open.replace('"Seen"', f'"Seen by {port}"')}
            app = App("shop", files, "python main.py", Path(sys.prefix), port, 0, {"PORT": str(port)})
            servers.enter_context(running(app))
        seen = [shown(visited(port, {"open": "https://shop.example/"})) for port in (*ports, *ports)]
    assert seen == [f"Seen by {port}" for port in (*ports, *ports)]


@pytest.mark.parametrize(
    ("attributes", "later", "by"),
    [
        ("", False, "somebody"),
        ("", True, "nobody"),
        ("; SameSite=Lax", False, "nobody"),
        ("; SameSite=Strict", False, "nobody"),
        ("; SameSite=None; Secure", False, "somebody"),
        ("; SameSite=None; Secure", True, "somebody"),
    ],
)
def test_the_cookie_and_its_age_decide_whether_another_site_can_send_a_form_for_you(
    port: int, attributes: str, later: bool, by: str
) -> None:
    reply = visited(port, signed_in(attributes), SENDS, two_minutes_later=later)
    assert shown(reply) == f"Changed by {by},"


def test_another_name_of_the_same_site_can_send_a_form_for_you(port: int) -> None:
    reply = visited(port, signed_in("; SameSite=Strict"), {**SENDS, "open": "https://blog.shop.example/sends"})
    assert shown(reply) == "Changed by somebody,"


def test_a_reply_says_what_the_browser_asked_for_and_got_page_by_page(port: int) -> None:
    reply = visited(port, signed_in("; HttpOnly"), {**SENDS, "open": "https://other.example/sends"})
    assert reply.status == 200
    assert reply.text.split("\n\n") == [
        "GET https://shop.example/in?;+HttpOnly\nSec-Fetch-Site: none\nCookie: none\n→ 200 OK\n"
        "→ Set-Cookie: who=…; Path=/; HttpOnly",
        "GET https://other.example/sends\nSec-Fetch-Site: none\nCookie: none\n→ 200 OK",
        "POST https://shop.example/change\nOrigin: https://other.example\nSec-Fetch-Site: cross-site\nCookie: who=…\n"
        "→ 200 OK",
        "The page shows:\nChanged by somebody,",
    ]


def test_a_link_is_followed_and_a_form_is_filled_in(port: int) -> None:
    followed = visited(port, {"open": "https://other.example/links"}, {"click": "a"})
    assert "GET https://shop.example/change\nSec-Fetch-Site: cross-site\n" in followed.text
    assert shown(followed) == "Seen"
    typed = {"fill": "[name=word]", "text": "tea & <b>"}
    sent = visited(port, {"open": "https://shop.example/writes"}, typed, {"click": "button"})
    assert shown(sent) == "Changed by nobody, word=tea+%26+%3Cb%3E"


def test_nobody_has_the_cookies_of_the_one_before(port: int) -> None:
    visited(port, signed_in())
    assert "Cookie: none" in visited(port, {"open": "https://shop.example/in"}).text


@pytest.mark.parametrize(
    ("steps", "end"),
    [
        ([{"open": "https://shop.example/in"}, {"click": "#none"}], "The browser stopped: Locator.click: Timeout"),
        ([{"open": "https://shop.example/in", "leads_on": True}], "The browser stopped: the page leads to no other"),
        ([{"open": "https://nobody.example/"}], "The browser stopped: Page.goto: net::ERR_"),
    ],
)
def test_what_a_page_lacks_is_said_and_is_no_error(
    port: int, steps: list[dict[str, Any]], end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "ELEMENT", 0.2)
    assert visited(port, *steps).text.rpartition("\n\n")[2].startswith(end)


def test_an_exchange_is_asked_in_the_browser(port: int) -> None:
    exchange = {
        "short": "Look.",
        "browse": {"steps": [{"open": "https://shop.example/in"}]},
        "outcomes": {"any": {"status": 200}},
    }
    task = Task.model_validate(
        {
            "title": "A",
            "summary": "A",
            "samples": {"a": {"framework": "a", "short": "A."}},
            "exchanges": {"look": exchange},
        }
    )
    second = free_port()
    app = App("shop", {"main.py": APP}, "python main.py", Path(sys.prefix), second, 0, {"PORT": str(second)})
    with running(App(**{**vars(app), "hosts": {"shop.example": second}})) as server:
        (reply,) = ask(task, task.exchanges[ExchangeId("look")], server)
    assert shown(reply) == "Seen"
