"""The same is asked, and commands are given the same, with other values: a program of canned answers is found out."""

from contextlib import AbstractContextManager
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.model.base import ExchangeId
from macros.model.task import Task
from tests.project import ScratchProject
from tests.proofs.asking.variation import Value, draw, replaced, varied, varied_hosts
from tests.proofs.errors import ProofError
from tests.proofs.servers import App, Server, running
from tests.proofs.specifications.runnable import ANSWERS, ASK, sample_proof
from tests.proofs.subjects import samples

TODAY = date(2026, 1, 2)
NAME = ExchangeId("name")
SAYS_A_NAME = """\
vary: [Ada]
equivalent:
  - {changes: [without content-type, half the body], exchanges: [right], reason: Its status alone is asked.}
exchanges:
  name:
    short: It says a name.
    send: {path: /name/Ada}
    outcomes:
      said: {status: 200, contains: [Ada]}
      not-said: {status: 200, lacks: [Ada]}
"""

WORDS = st.from_regex(r"[A-Z]?[a-z]{3,8}[-@ ]?[a-z0-9]{0,5}", fullmatch=True)


@given(st.lists(WORDS | st.integers(100, 10**9), max_size=4, unique=True), st.integers())
def test_another_value_has_the_same_form(examples: list[Value], seed: int) -> None:
    values = draw(examples, seed)
    assert values == draw(examples, seed)
    assert list(values) == examples
    for example, value in values.items():
        assert type(value) is type(example)
        assert value not in examples
        assert len(str(value)) == len(str(example))


def test_a_value_is_replaced_as_a_number_and_within_texts() -> None:
    values: dict[Value, Value] = {"Ada": "Xyz", 9001: 4711}
    sent = {"Ada": "Ada", "score": 9001, "quoted": "9001", "html": "<b>Ada</b>", "list": [9001, True, None, 1.5]}
    assert replaced(sent, values) == {
        "Ada": "Xyz",
        "score": 4711,
        "quoted": "4711",
        "html": "<b>Xyz</b>",
        "list": [4711, True, None, 1.5],
    }


def test_what_is_sent_and_what_is_expected_vary_together_and_words_of_the_task_do_not() -> None:
    task = Task.model_validate(
        {
            "title": "T",
            "summary": "S",
            "samples": {"one": {"framework": "one", "short": "X."}},
            "vary": ["Ada", 201],
            "exchanges": {
                "ada": {
                    "short": "Send Ada.",
                    "send": {"method": "POST", "path": "/Ada", "json": {"name": "Ada", "score": 201}},
                    "outcomes": {"created": {"status": 201, "json": {"name": "Ada", "score": 201}}},
                }
            },
        }
    )
    values = draw(task.vary, 7)
    exchange = next(iter(varied(task, 7).exchanges.values()))
    assert exchange.send is not None
    outcome = exchange.outcomes[next(iter(exchange.outcomes))]
    assert exchange.send.path == f"/{values['Ada']}"
    assert exchange.send.json_ == outcome.json_ == {"name": values["Ada"], "score": values[201]}
    assert outcome.status == 201
    assert exchange.short == "Send Ada."
    assert varied(task.model_copy(update={"vary": []}), 7).exchanges == task.exchanges


def test_what_a_command_is_given_varies_too() -> None:
    task = Task.model_validate(
        {
            "title": "T",
            "summary": "S",
            "samples": {"one": {"framework": "one", "short": "X."}},
            "vary": ["Ada", 4711],
            "exchanges": {
                "add": {
                    "short": "Add Ada.",
                    "run": "add Ada 4711",
                    "outcomes": {"added": {"status": 0, "contains": ["Ada has 4711"]}},
                }
            },
        }
    )
    values = draw(task.vary, 7)
    exchange = next(iter(varied(task, 7).exchanges.values()))
    assert exchange.run == f"add {values['Ada']} {values[4711]}"
    assert next(iter(exchange.outcomes.values())).contains == [f"{values['Ada']} has {values[4711]}"]


def test_sites_have_other_names_where_the_steps_open_them() -> None:
    task = Task.model_validate(
        {
            "title": "T",
            "summary": "S",
            "samples": {"one": {"framework": "one", "short": "X."}},
            "vary": ["stranger"],
            "exchanges": {
                "elsewhere": {
                    "short": "Open a page of another site.",
                    "browse": {"steps": [{"open": "https://stranger.example/"}]},
                    "outcomes": {"shown": {"status": 200}},
                }
            },
        }
    )
    other = draw(task.vary, 7)["stranger"]
    (exchange,) = varied(task, 7).exchanges.values()
    assert exchange.browse is not None
    assert exchange.browse.steps[0].open == f"https://{other}.example/"
    hosts = {"stranger.example": 8001, "app.example": 8002}
    assert varied_hosts(task, 7, hosts) == {f"{other}.example": 8001, "app.example": 8002}


HONEST, CANNED = "self.path.encode()", 'b"/name/Ada"'


@pytest.fixture
def naming(project: ScratchProject) -> ScratchProject:
    """Let a criterion ask whether a sample says the name that is sent, and the samples say it."""
    project.edit(ASK, "exchanges:\n", SAYS_A_NAME)
    project.edit("data/criteria/guard.yml", "yes: {wrong: refused}", "yes: {wrong: refused, name: said}")
    project.edit(
        ANSWERS,
        '            self.send_header("Content-Length", "0")\n            self.end_headers()\n',
        f"            body = {HONEST}\n"
        '            self.send_header("Content-Type", "text/plain")\n'
        '            self.send_header("Content-Length", str(len(body)))\n'
        "            self.end_headers()\n            self.wfile.write(body)\n",
    )
    return project


def test_an_honest_sample_says_whatever_name_is_sent(naming: ScratchProject) -> None:
    assert sample_proof(naming).observe(TODAY).outcomes[NAME] == "said"


def test_canned_answers_fail(naming: ScratchProject) -> None:
    naming.edit(ANSWERS, HONEST, CANNED)
    with pytest.raises(ProofError, match=r"name shows 'said' for the example and 'not-said' for other values \(seed"):
        sample_proof(naming).observe(TODAY)


def test_a_mutant_of_canned_answers_is_noticed(naming: ScratchProject) -> None:
    naming.write(
        "data/tasks/ask/mutations.yml",
        "# What must be noticed.\n"
        f"- {{sample: alpha, file: answers.py, replace: {HONEST}, with: '{CANNED}', breaks: [name]}}\n",
    )
    (mutant,) = sample_proof(naming).observe(TODAY).mutants
    assert mutant[NAME] == "not-said"


@pytest.fixture
def bare(naming: ScratchProject) -> ScratchProject:
    """Let there be a shorter way to start the first framework's samples."""
    naming.edit(
        "data/frameworks/alpha.yml", "server: alpha", "server: alpha, bare: {command: python -u main.py, adds: [plus]}"
    )
    naming.lock()
    return naming


def test_mutants_and_the_last_pass_are_started_the_shorter_way(
    bare: ScratchProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[str] = []

    def noted(app: App) -> AbstractContextManager[Server]:
        commands.append(app.command)
        return running(app)

    monkeypatch.setattr(samples, "running", noted)
    mutants = sample_proof(bare).observe(TODAY, passes=2).mutants
    usual, shorter = "python main.py", "python -u main.py"
    assert commands[:3] == [usual, usual, shorter]
    assert len(commands) >= 3 + len(mutants)
    assert set(commands[3:]) == {shorter}


def test_a_sample_that_shows_something_else_if_started_the_shorter_way_fails(bare: ScratchProject) -> None:
    started = '__import__("sys").orig_argv[1] == "-u"'
    bare.edit(ANSWERS, HONEST, f'(b"" if {started} else {HONEST})')
    with pytest.raises(ProofError, match="name shows 'said' for the example and 'not-said' for other values"):
        sample_proof(bare).observe(TODAY)
