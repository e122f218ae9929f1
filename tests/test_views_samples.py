"""Samples: their names, order, commands, files with notes, and what they answered."""

import json
import shlex
import subprocess
from dataclasses import replace

import pytest

from macros.catalog import Catalog
from macros.model.record import Reply
from macros.model.task import Exchange
from macros.reader import load
from macros.views import replies, samples
from tests.tiny import tiny


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return load(tiny(tmp_path_factory.mktemp("tiny"))).catalog


def with_sample(catalog: Catalog, name: str, **changes: object) -> Catalog:
    task = catalog.tasks["ask"]
    changed = task.samples["beta-plus"].model_copy(update=changes)
    rest = {key: one for key, one in task.samples.items() if key != "beta-plus"}
    return replace(catalog, tasks={"ask": task.model_copy(update={"samples": {**rest, name: changed}})})


def with_reply(catalog: Catalog, body: str, kind: str, status: int = 200) -> Catalog:
    record = catalog.records["ask", "alpha"]
    reply = Reply(outcome="answered", status=status, headers={"content-type": kind}, body=body)
    changed = record.model_copy(update={"replies": {**record.replies, "right": reply}})
    return replace(catalog, records={**catalog.records, ("ask", "alpha"): changed})


def test_a_sample_is_called_by_its_framework_and_by_what_is_added(catalog: Catalog) -> None:
    assert samples.label(catalog, "ask", "beta") == "Beta"
    assert samples.label(catalog, "ask", "beta-plus") == "Beta + plus"
    several = with_sample(catalog, "beta-many", adds=["plus[extra]>=1", "more~=2.0", "last; python_version>'3'"])
    assert samples.label(several, "ask", "beta-many") == "Beta + plus, more, last"
    assert samples.label(with_sample(catalog, "beta-one-thread", adds=[]), "ask", "beta-one-thread") == (
        "Beta (one thread)"
    )


def test_own_samples_come_first_in_the_order_of_the_columns(catalog: Catalog) -> None:
    assert samples.ordered(catalog, "ask") == ["alpha", "beta", "beta-plus"]


@pytest.mark.parametrize(
    ("requirement", "typed"),
    [
        ("flask", "flask"),
        ("a-b_c==1.0", "a-b_c==1.0"),
        ("thing[standard]", '"thing[standard]"'),
        ("thing>=3,<4", '"thing>=3,<4"'),
        ("thing~=3.1", '"thing~=3.1"'),
        ('thing; python_version < "3.12"', "'thing; python_version < \"3.12\"'"),
    ],
)
def test_what_a_shell_would_read_is_quoted(requirement: str, typed: str) -> None:
    command = samples.install_command([requirement])
    assert command == f"pip install {typed}"
    assert shlex.split(command)[-1] == requirement
    heard = subprocess.run(["bash", "-c", f"printf %s {typed}"], capture_output=True, text=True, check=True).stdout
    assert heard == requirement


def test_a_sample_starts_by_its_own_command_or_its_frameworks(catalog: Catalog) -> None:
    assert samples.start_command(catalog, "ask", "beta-plus") == catalog.frameworks["beta"].serve.command
    own = with_sample(catalog, "beta-plus", run="beta run --one")
    assert samples.start_command(own, "ask", "beta-plus") == "beta run --one"


def test_programs_come_first_and_notes_are_numbered_down_the_page() -> None:
    files = {"templates/page.html": "<p>\n", "b.txt": "x\n", "main.py": "one\ntwo\nthree\n"}
    notes = [("main.py", "three", "Third."), ("templates/page.html", "<p>", "Page."), ("main.py", "one", "First.")]
    shown = samples.file_views(files, lambda path: f"files/{path}", notes)
    assert [one.path for one in shown] == ["main.py", "b.txt", "templates/page.html"]
    assert [(n.number, n.line, n.short) for n in shown[0].notes] == [(1, 1, "First."), (2, 3, "Third.")]
    assert [(n.number, n.line) for n in shown[2].notes] == [(3, 1)]


def test_a_long_file_is_for_download_only() -> None:
    (long,) = samples.file_views({"a.txt": "x\n" * (samples.SHOWN_LINES + 1)}, str)
    (short,) = samples.file_views({"a.txt": "x\n" * samples.SHOWN_LINES}, str)
    assert (long.shown, short.shown) == (False, True)


def test_a_sample_carries_its_last_run(catalog: Catalog) -> None:
    shown = samples.sample_view(catalog, "ask", "alpha")
    assert shown.run is not None
    assert (shown.run.checked, shown.run.python, shown.run.command) == (
        "2 January 2026",
        "3.11.2",
        "make verify ONLY=ask/alpha",
    )
    assert "started" in shown.console
    assert samples.sample_view(replace(catalog, records={}), "ask", "alpha").run is None


def test_releases_are_those_of_the_stack_however_their_names_are_written(catalog: Catalog) -> None:
    record = catalog.records["ask", "beta-plus"].model_copy(
        update={"releases": {"Beta": "2.0", "plus-more.less": "3.1", "other": "9"}}
    )
    added = with_sample(catalog, "beta-plus", adds=["Plus_More-less[x]>=3"])
    added = replace(added, records={**catalog.records, ("ask", "beta-plus"): record})
    assert samples.releases(added, "ask", "beta-plus") == [("beta", "2.0"), ("Plus_More-less", "3.1")]
    assert samples.releases(replace(catalog, records={}), "ask", "alpha") == []


def test_json_is_printed_for_reading_and_stays_the_same_value(catalog: Catalog) -> None:
    shown = replies.reply_view(with_reply(catalog, '{"é":[1]}', "application/json"), "ask", "alpha", "right")
    assert shown is not None
    head, body = shown.reply.split("\n\n", 1)
    assert head == "HTTP/1.1 200 OK\ncontent-type: application/json"
    assert body == '{\n  "é": [\n    1\n  ]\n}'
    assert json.loads(body) == {"é": [1]}


def test_what_calls_itself_json_and_is_not_is_shown_as_it_came(catalog: Catalog) -> None:
    shown = replies.reply_view(with_reply(catalog, "{oh", "application/json"), "ask", "alpha", "right")
    assert shown is not None
    assert shown.reply.endswith("{oh")


def test_a_long_body_is_cut_at_a_line_and_says_how_much_is_left(catalog: Catalog) -> None:
    body = "a line of text\n" * 400
    shown = replies.reply_view(with_reply(catalog, body, "text/plain"), "ask", "alpha", "right")
    assert shown is not None
    kept, last = shown.reply.split("\n\n", 1)[1].rsplit("\n", 1)
    assert set(kept.splitlines()) == {"a line of text"}
    left = int(last.split("about ")[1].split(" ")[0].replace(",", ""))
    assert abs(len(kept) + left - len(body)) <= 20


def test_a_status_of_nobodys_has_no_phrase(catalog: Catalog) -> None:
    shown = replies.reply_view(with_reply(catalog, "", "text/plain", status=299), "ask", "alpha", "right")
    assert shown is not None
    assert shown.status == "299"


def test_what_was_never_asked_has_no_answer(catalog: Catalog) -> None:
    assert replies.reply_view(replace(catalog, records={}), "ask", "alpha", "right") is None


def test_a_command_shows_its_exit_code_and_output(catalog: Catalog) -> None:
    task = catalog.tasks["ask"]
    exchange = Exchange.model_validate({"short": "Test.", "run": "pytest -q", "outcomes": {"answered": {"status": 0}}})
    changed = replace(
        with_reply(catalog, "2 passed\n", "", status=0),
        tasks={"ask": task.model_copy(update={"exchanges": {**task.exchanges, "right": exchange}})},
    )
    shown = replies.reply_view(changed, "ask", "alpha", "right")
    assert shown is not None
    assert (shown.command, shown.status, shown.reply, shown.curl) == ("pytest -q", "exit code 0", "2 passed", "")
