"""What only one run has is replaced; all the rest stays as it was."""

import httpx
import pytest

from tests.runner import normalise

PLACE = normalise.Place("/tmp/run-x1/home", "/tmp/run-x1/home/hello", "/srv/.cache/stacks/3.11/abc", 23456, 8000)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("\x1b[31m\x1b[1mWARNING\x1b[0m: mind", "WARNING: mind"),
        ("on http://127.0.0.1:23456 (Press CTRL+C)", "on http://127.0.0.1:8000 (Press CTRL+C)"),
        ("port 123456 and 23456", "port 123456 and 8000"),
        ("in ['/tmp/run-x1/home/hello']", "in ['/home/you/hello']"),
        ("in /tmp/run-x1/home/.config", "in /home/you/.config"),
        ("/srv/.cache/stacks/3.11/abc/bin/python", "/home/you/hello/.venv/bin/python"),
        ("Started server process [4971]", "Started server process [12345]"),
        ("Booting worker with pid: 77", "Booting worker with pid: 12345"),
        ("[2026-11-22 22:39:57 +0000] [4711] [INFO] Hi", "[2026-01-01 12:00:00 +0000] [12345] [INFO] Hi"),
        ('127.0.0.1:40112 - "GET / HTTP/1.1" 200 OK', '127.0.0.1:54321 - "GET / HTTP/1.1" 200 OK'),
        ("- - [22/Nov/2026 22:39:57] 200", "- - [01/Jan/2026 12:00:00] 200"),
        ("Debugger PIN: 950-274-720", "Debugger PIN: 123-456-789"),
        ("status (200), error [404], since 2.0", "status (200), error [404], since 2.0"),
        ("trailing   ", "trailing"),
    ],
)
def test_a_consoles_line(printed: str, kept: str) -> None:
    assert normalise.console(f"\n{printed}\n\n", PLACE) == [kept]


def test_lines_stay_in_their_order_with_empty_ones_between() -> None:
    assert normalise.console("b\r\n\na\n", PLACE) == ["b", "", "a"]


def test_a_body_keeps_numbers_that_are_no_port_and_days_that_are_no_moment() -> None:
    text = '{"n": 23456, "born": "1815-12-10", "now": "2026-11-22T22:39:57.123Z", "at": "http://localhost:23456/a"}'
    assert normalise.body(text, PLACE) == (
        '{"n": 23456, "born": "1815-12-10", "now": "2026-01-01T12:00:00Z", "at": "http://localhost:8000/a"}'
    )


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("2 passed in 0.37s", "2 passed in 0.10s"),
        ('"took": "0.37s", "in": 5', '"took": "0.37s", "in": 5'),
        ('<input value="IjQ1ZGY3.aSHtYA.3kLw-x_0123456789abcdefgh">', '<input value="…">'),
        ('<input value="a name of ordinary length">', '<input value="a name of ordinary length">'),
    ],
)
def test_a_body_has_no_durations_and_no_random_tokens(sent: str, kept: str) -> None:
    assert normalise.body(sent, PLACE) == kept


def test_only_headers_that_say_something_are_kept() -> None:
    raw = httpx.Headers(
        [
            ("Date", "Sun, 22 Nov 2026 22:39:57 GMT"),
            ("Server", "x/1.0"),
            ("Content-Type", "text/html"),
            ("Location", "http://127.0.0.1:23456/new"),
            ("Access-Control-Allow-Origin", "*"),
            ("Set-Cookie", "session=eyJhIjoxfQ.signed-and-so-long; Expires=Sun, 22 Nov 2026 22:39:57 GMT; HttpOnly"),
            ("Set-Cookie", "theme=dark; Path=/"),
        ]
    )
    assert normalise.headers(raw, PLACE) == {
        "access-control-allow-origin": "*",
        "content-type": "text/html",
        "location": "http://127.0.0.1:8000/new",
        "set-cookie": "session=…; Expires=Thu, 01 Jan 2026 12:00:00 GMT; HttpOnly, theme=dark; Path=/",
    }


def test_the_methods_of_a_header_have_one_order() -> None:
    either = [normalise.headers(httpx.Headers({"Allow": one}), PLACE) for one in ("POST, OPTIONS", "OPTIONS,POST")]
    assert either == [{"allow": "OPTIONS, POST"}] * 2
    assert normalise.headers(httpx.Headers({"Access-Control-Allow-Origin": "b, a"}), PLACE) == {
        "access-control-allow-origin": "b, a"
    }
