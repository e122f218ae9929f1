"""What only one run has is replaced; all the rest stays as it was."""

import httpx
import pytest

from tests.proofs import normalise
from tests.proofs.normalise import REPLACEMENTS, Replacement, Surroundings

RUN = Surroundings("/tmp/run-x1/home", "/tmp/run-x1/home/hello", "/srv/.cache/stacks/3.11/abc", 23456, 8000)


@pytest.mark.parametrize("row", REPLACEMENTS, ids=lambda row: f"{row.program}: {row.pattern}")
def test_a_row_makes_of_its_example_what_it_says(row: Replacement) -> None:
    assert normalise.applied(row, row.example, RUN) == row.becomes != row.example


@pytest.mark.parametrize("row", REPLACEMENTS, ids=lambda row: f"{row.program}: {row.pattern}")
def test_a_row_changes_nothing_twice(row: Replacement) -> None:
    assert normalise.applied(row, row.becomes, RUN) == row.becomes


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("\x1b[31m\x1b[1mWARNING\x1b[0m: mind", "WARNING: mind"),
        ("status (200), error [404], since 2.0", "status (200), error [404], since 2.0"),
        ("[2026-11-22 22:39:57 +0000] [4711] [INFO] Hi", "[2026-01-01 12:00:00 +0000] [12345] [INFO] Hi"),
        ("trailing   ", "trailing"),
    ],
)
def test_a_consoles_line(printed: str, kept: str) -> None:
    assert normalise.console(f"\n{printed}\n \n", RUN) == [kept]


def test_lines_stay_in_their_order_with_empty_ones_between() -> None:
    assert normalise.console("b\r\n\na\n", RUN) == ["b", "", "a"]
    assert normalise.console(" \n", RUN) == []


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        (
            "Started process [\x1b[36m\x1b[1m4971\x1b[0m]\x1b[32m!",
            "Started process [\x1b[36m\x1b[1m12345\x1b[0m]\x1b[32m!",
        ),
        ("at \x1b[1mhttp://127.0.0.1:2\x1b[2m3456/\x1b[0m", "at \x1b[1mhttp://127.0.0.1:8000\x1b[2m/\x1b[0m"),
        ("\x1b[1mplain\x1b[0m\r\n", "\x1b[1mplain\x1b[0m"),
        ("on port 23456\n", "on port 8000"),
    ],
)
def test_colours_are_no_hindrance_and_stay_where_they_were(printed: str, kept: str) -> None:
    assert normalise.coloured(printed, RUN) == kept


def test_a_body_keeps_numbers_that_are_no_port_and_days_that_are_no_moment() -> None:
    text = '{"n": 23456, "born": "1815-12-10", "at": "http://localhost:23456/a"}'
    assert normalise.body(text, RUN) == '{"n": 23456, "born": "1815-12-10", "at": "http://localhost:8000/a"}'


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
    assert normalise.headers(raw, RUN) == {
        "access-control-allow-origin": "*",
        "content-type": "text/html",
        "location": "http://127.0.0.1:8000/new",
        "set-cookie": "session=…; Expires=Thu, 01 Jan 2026 12:00:00 GMT; HttpOnly, theme=dark; Path=/",
    }


def test_the_methods_of_a_header_have_one_order() -> None:
    either = [normalise.headers(httpx.Headers({"Allow": value}), RUN) for value in ("POST, OPTIONS", "OPTIONS,POST")]
    assert either == [{"allow": "OPTIONS, POST"}] * 2
    assert normalise.headers(httpx.Headers({"Access-Control-Allow-Origin": "b, a"}), RUN) == {
        "access-control-allow-origin": "b, a"
    }
