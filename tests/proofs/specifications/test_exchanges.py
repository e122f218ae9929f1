"""What a task asks: requests after others of the same client, and commands in the sample's folder."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from macros.model.base import ExchangeId
from macros.model.task import Task
from tests.proofs import patience
from tests.proofs.asking.exchanges import ask, requests_of
from tests.proofs.asking.replies import RawReply
from tests.proofs.errors import ServerError
from tests.proofs.servers import App, Server, free_port, running


@pytest.fixture
def sample() -> Iterator[Server]:
    program = "import os, sys\nprint(os.getcwd())\nprint('no', file=sys.stderr)\nsys.exit(3)\n"
    port = free_port()
    command = f"python -m http.server --bind 127.0.0.1 {port}"
    with running(App("a-sample", {"hello.py": program}, command, Path(sys.prefix), port)) as server:
        yield server


def task_with(**exchanges: dict[str, Any]) -> Task:
    given = {name: {"short": "Ask.", "outcomes": {"any": {"status": 0}}, **asked} for name, asked in exchanges.items()}
    sample = {"framework": "a", "short": "A."}
    return Task.model_validate({"title": "A", "summary": "A", "samples": {"a": sample}, "exchanges": given})


def asked(sample: Server, exchange: str, **exchanges: dict[str, Any]) -> RawReply:
    task = task_with(**exchanges)
    (reply,) = ask(task, task.exchanges[ExchangeId(exchange)], sample)
    return reply


def test_a_command_runs_in_the_samples_folder_with_its_stack(sample: Server) -> None:
    reply = asked(sample, "run", run={"run": "python hello.py"})
    assert reply.status == 3, "its exit code stands where a request has the status"
    assert reply.text == f"{sample.folder}\nno\n"


def test_a_command_that_is_not_there_is_an_error(sample: Server) -> None:
    with pytest.raises(ServerError, match="there is no program to run `no-such-program now`"):
        asked(sample, "run", run={"run": "no-such-program now"})


def test_a_command_that_does_not_end_is_an_error(sample: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "REPLY", 0.3)
    with pytest.raises(ServerError, match=r"did not end within 0\.3 s"):
        asked(sample, "run", run={"run": "sleep 30"})


def test_requests_before_are_found_by_their_names_in_their_order(sample: Server) -> None:
    exchanges: dict[str, dict[str, Any]] = {
        "a": {"send": {"path": "/a"}},
        "b": {"send": {"path": "/b"}},
        "c": {"send": {"path": "/hello.py", "after": ["b", "a", "b"]}},
    }
    task = task_with(**exchanges)
    names = [ExchangeId(name) for name in ("b", "a", "b")]
    assert [request.path for request in requests_of(task, names)] == ["/b", "/a", "/b"]
    assert asked(sample, "c", **exchanges).status == 200
    paths = re.findall(r'"GET (\S+) HTTP', sample.settled_console())
    assert paths == ["/b", "/a", "/b", "/hello.py"]


def test_an_exchange_is_a_request_a_command_or_what_is_done_in_a_browser() -> None:
    for given in ({}, {"send": {"path": "/"}, "run": "ls"}):
        with pytest.raises(ValidationError, match="an exchange has one of 'send', 'run' and 'browse'"):
            task_with(one=given)
