"""A sample is run, asked and broken on purpose, and its record says what was seen."""

from datetime import date
from pathlib import Path

import httpx
import pytest

from macros.model.base import ExchangeId
from macros.model.record import Distortions, Reply
from macros.model.task import BROWSER
from tests.project import MUTANTS, ScratchProject
from tests.proofs import patience
from tests.proofs.asking.replies import RawReply
from tests.proofs.errors import ProofError, ServerError, ToolError
from tests.proofs.normalise import Surroundings
from tests.proofs.runs import difference, run
from tests.proofs.specifications.runnable import ANSWERS, ASK, SERVER, add_body, opened, sample_proof
from tests.proofs.starting import RunningService
from tests.proofs.subjects.samples import SAMPLES, recorded, sample_proofs

TODAY = date(2026, 1, 2)
RUN = Surroundings("/tmp/home", "/tmp/home/ask", "/stack", 23456, 8000)
MUTATIONS = "data/tasks/ask/mutations.yml"
MAIN = "data/tasks/ask/alpha/main.py"
NOTES = """\
    notes:
      - file: main.py
        line: "check = True"
        short: It checks.
"""

SERVICE = """\
services:
  helper:
    title: A helper
    text: It helps.
    run: python main.py
    port: 8001
    port_variable: PORT
    tells: [HELPER, HELPER_TOO]
exchanges:
"""

MOVED = """\
    run: python -m http.server 8001
    port: 8001
    scheme: help
    hosts: [helper.example]
"""

ASKS_THE_SERVICE = """\
import os
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.hand_on(None)

    def do_POST(self):
        self.hand_on(self.rfile.read(int(self.headers["Content-Length"])))

    def hand_on(self, body):
        try:
            status = urllib.request.urlopen(os.environ["HELPER"] + self.path, body).status
        except urllib.error.HTTPError as error:
            status = error.code
        self.send_response(status)
        self.end_headers()


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
"""

EQUIVALENT = """\
equivalent:
  - {changes: [status 202], exchanges: [right], reason: It is as good.}
"""

ALWAYS_ASKS_RIGHTLY = """\
# What must be noticed.
- {sample: alpha, file: main.py, replace: "self.path, body", with: self.path, breaks: [wrong]}
"""


NEVER_ASKS_RIGHTLY = """\
- {sample: alpha, file: main.py, replace: self.hand_on(None), with: 'self.hand_on(b"")', breaks: [right]}
"""

COUNTS = """\
        posts = []

        def again(self):
            self.posts.append(self.path)
            return len(self.posts) > 2

"""

MEETING = """\
import time
from pathlib import Path


def meeting(own, other):
    def meet():
        Path("{folder}", own).touch()
        while not Path("{folder}", other).exists():
            time.sleep(0.01)
        return 500

    return meet
"""

MEET = """\
# Two that meet.
- sample: alpha
  file: main.py
  replace: reply = 200
  with: reply = __import__("meeting").meeting("a", "b")
  breaks: [right]
- sample: alpha
  file: main.py
  replace: reply = 200
  with: reply = __import__("meeting").meeting("b", "a")
  breaks: [right]
"""


@pytest.fixture
def with_service(project: ScratchProject) -> ScratchProject:
    """Let the first sample hand on what a service answers."""
    project.edit(ASK, "exchanges:\n", SERVICE)
    project.edit(ASK, "    framework: alpha\n", "    framework: alpha\n    service: helper\n")
    project.edit(ASK, NOTES, "")
    project.write("data/tasks/ask/helper/main.py", SERVER)
    project.write(MAIN, ASKS_THE_SERVICE)
    project.write(MUTATIONS, ALWAYS_ASKS_RIGHTLY)
    project.lock()
    return project


def test_a_record_says_what_was_seen(project: ScratchProject) -> None:
    add_body(project)
    said = """f"Serving {os.getcwd()} on port {os.environ['PORT']}, process [{os.getpid()}]\""""
    project.edit(ANSWERS, '"Started"', said)
    project.edit(ASK, "answered: {status: 200}", 'answered: {status: 200, contains: ["no"]}')
    record = sample_proof(project).observe(TODAY)
    assert record.outcomes == {"right": "answered", "wrong": "refused"}
    assert recorded_fields(record.replies[ExchangeId("right")]) == {
        "outcome": "answered",
        "status": 200,
        "reason": "OK",
        "headers": {"content-type": "text/plain; charset=utf-8"},
        "lines": ["no"],
    }
    assert record.mutants == MUTANTS["alpha"]
    assert record.console == [
        "Serving /home/you/ask on port 8000, process [12345]",
        '127.0.0.1 - - [01/Jan/2026 12:00:00] "GET /ask HTTP/1.1" 200 -',
        '127.0.0.1 - - [01/Jan/2026 12:00:00] "POST /ask HTTP/1.1" 422 -',
    ]


def test_the_invented_records_are_those_that_a_run_leaves(project: ScratchProject) -> None:
    """What rules and pages are specified with is what the tool would have written."""
    proofs = sample_proofs(opened(project))
    observed = {str(proof.key): proof.observe(TODAY) for proof in proofs}
    project.record()
    invented = {str(key): record for key, record in project.catalog.sample_records.items()}
    for part in ("fingerprint", "replies", "mutants", "distortions"):
        assert {name: getattr(record, part) for name, record in observed.items()} == {
            name: getattr(record, part) for name, record in invented.items()
        }


def test_what_a_sample_expects_is_asked_of_a_server_of_its_own_and_that_console_is_kept(
    project: ScratchProject,
) -> None:
    project.edit(ASK, "    framework: alpha\n", "    framework: alpha\n    expects: {wrong: refused}\n")
    project.edit(ASK, "samples:\n", "tutorial: true\nsamples:\n")
    record = sample_proof(project).observe(TODAY, with_mutants=False, passes=0)
    assert record.outcomes == {"right": "answered", "wrong": "refused"}
    assert record.console == ["Started", '127.0.0.1 - - [01/Jan/2026 12:00:00] "POST /ask HTTP/1.1" 422 -']


def test_what_a_sample_expects_must_not_need_what_others_ask(project: ScratchProject) -> None:
    project.edit(ASK, "    framework: alpha\n", "    framework: alpha\n    expects: {wrong: refused}\n")
    project.edit(ASK, "samples:\n", "tutorial: true\nsamples:\n")
    project.edit(
        ANSWERS, "            self.answer(reply)", "            Handler.asked = True\n            self.answer(reply)"
    )
    project.edit(ANSWERS, "422 if check else reply", "reply if hasattr(Handler, 'asked') else 422")
    with pytest.raises(ProofError, match="wrong shows 'refused' from a fresh start and 'accepted' after the others"):
        sample_proof(project).observe(TODAY, with_mutants=False, passes=0)


def test_without_its_mutants_a_sample_is_seen_as_with_them(project: ScratchProject) -> None:
    whole, quick = sample_proof(project).observe(TODAY), sample_proof(project).observe(TODAY, with_mutants=False)
    assert difference(whole, quick, {"mutants"}) == ""
    assert "failed" in difference(whole, quick)
    assert quick.mutants == []


@pytest.mark.parametrize(
    ("media_type", "body", "kept"),
    [
        ("application/json", b'{"b": 1, "a": null}', {"b": 1, "a": None}),
        ("application/problem+json; charset=utf-8", b"null", None),
    ],
)
def test_json_is_kept_as_json(media_type: str, body: bytes, kept: object) -> None:
    reply = RawReply(200, body, 0.1, "OK", httpx.Headers({"content-type": media_type}))
    fields = recorded_fields(recorded("x", reply, RUN))
    assert (fields["json"], fields["reason"]) == (kept, "OK")


@pytest.mark.parametrize(
    ("reply", "lines"),
    [
        (RawReply(200, b"one\ntwo\n", 0.1), ["one", "two", ""]),
        (RawReply(200, b"{", 0.1, headers=httpx.Headers({"content-type": "application/json"})), ["{"]),
        (RawReply(200, b'{"a": 1}', 0.1), ['{"a": 1}']),
        (RawReply(200, b"\xff\x00", 0.1), ["(2 bytes that are no text)"]),
    ],
)
def test_other_bodies_are_kept_as_lines(reply: RawReply, lines: list[str]) -> None:
    fields = recorded_fields(recorded("x", reply, RUN))
    assert fields["lines"] == lines
    assert "reason" not in fields, "a command has none"


def test_a_websockets_answers_are_kept_as_messages() -> None:
    reply = RawReply(101, b"", 0.1, "Switching Protocols", messages=("on port :23456", "b"))
    assert recorded_fields(recorded("x", reply, RUN)) == {
        "outcome": "x",
        "status": 101,
        "reason": "Switching Protocols",
        "headers": {},
        "messages": ["on port :8000", "b"],
    }


def recorded_fields(reply: Reply) -> dict[str, object]:
    return reply.model_dump(by_alias=True, exclude_unset=True)


def test_an_error_shows_the_console(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/beta/main.py", "reply = 200", "reply = 418")
    with pytest.raises(ProofError, match=r"(?s)right: the reply fits no outcome.*418.*The console:.*Started"):
        sample_proof(project, "beta").observe(TODAY)


def test_a_mutation_that_changes_nothing_fails(project: ScratchProject) -> None:
    project.edit(MUTATIONS, "with: reply = 500", "with: reply = (200)")
    with pytest.raises(ProofError, match=r"changes nothing for right \(still answered\)"):
        sample_proof(project).observe(TODAY)


def test_a_change_to_the_replies_that_no_outcome_notices_fails(project: ScratchProject) -> None:
    project.edit(ASK, "answered: {status: 200}", "answered: {status: [200, 202]}")
    with pytest.raises(
        ProofError, match=r"(?s)^ask/alpha: no outcome notices it.*\n  right: status 202, in place of 200$"
    ):
        sample_proof(project).observe(TODAY)


def test_a_change_that_need_not_be_noticed_is_recorded(project: ScratchProject) -> None:
    project.edit(ASK, "answered: {status: 200}", "answered: {status: [200, 202]}")
    project.edit(ASK, "exchanges:\n", EQUIVALENT + "exchanges:\n")
    record = sample_proof(project).observe(TODAY)
    assert record.distortions == Distortions.model_validate({"noticed": 3, "equivalent": {"status 202": ["right"]}})


def test_a_run_says_how_much_it_broke(project: ScratchProject) -> None:
    tally = sample_proof(project).prove(TODAY).tally
    assert tally["mutants, all noticed"] == 2
    assert tally["distortions of replies, all noticed"] == 4
    assert tally["not made: the server adds the header to every reply, whatever the app does"] == 6


def test_a_mutation_whose_text_is_not_there_is_named(project: ScratchProject) -> None:
    """The reader says so first; the tool does not rely on it."""
    sample = sample_proof(project)
    mutation, *others = sample.project.catalog.mutations[sample.key.task]
    sample.project.catalog.mutations[sample.key.task] = [mutation.model_copy(update={"replace": "absent"}), *others]
    with pytest.raises(ProofError, match=r"the mutant of main.py \('absent' replaced by .*occurs 0 times in main\.py"):
        sample.observe(TODAY)


def test_a_mutant_that_does_not_start_is_an_error(project: ScratchProject) -> None:
    project.edit(MUTATIONS, "with: reply = 500", "with: reply = (")
    with pytest.raises(ServerError, match=r"(?s)the mutant of main.py .* ended with status 1 .*SyntaxError"):
        sample_proof(project).observe(TODAY)


def test_a_mutants_reply_may_fit_no_outcome(project: ScratchProject) -> None:
    project.edit(MUTATIONS, "with: reply = 500", "with: reply = 418")
    assert sample_proof(project).observe(TODAY).mutants[1] == {"right": "unfit", "wrong": "refused"}


def test_a_mutant_that_does_not_answer_is_noticed_soon(
    project: ScratchProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its sample has answered within milliseconds: nobody waits for the mutant as long as for a slow sample."""
    monkeypatch.setattr(patience, "SILENT", 0.5)
    project.edit(ANSWERS, "self.answer(reply)", "self.answer(reply() if callable(reply) else reply)")
    project.edit(MUTATIONS, "with: reply = 500", "with: 'reply = lambda: __import__(\"time\").sleep(60)'")
    assert sample_proof(project).observe(TODAY).mutants[1] == {"right": "unfit", "wrong": "refused"}


def test_mutants_wait_side_by_side(project: ScratchProject, tmp_path: Path) -> None:
    """Each of the two answers only when the other is asked, too."""
    project.edit(ANSWERS, "self.answer(reply)", "self.answer(reply() if callable(reply) else reply)")
    project.write("data/tasks/ask/shared/meeting.py", MEETING.format(folder=tmp_path))
    project.write(MUTATIONS, MEET)
    assert sample_proof(project).observe(TODAY).mutants == [{"right": "failed", "wrong": "refused"}] * 2


def test_each_mutant_has_a_service_of_its_own(with_service: ScratchProject) -> None:
    """What one leaves in it would change what others find."""
    with_service.write(
        "data/tasks/ask/helper/main.py", SERVER.replace("422 if check", "500 if self.again() else 422 if check")
    )
    with_service.edit("data/tasks/ask/helper/main.py", "        def answer", COUNTS + "        def answer")
    with_service.write(MUTATIONS, ALWAYS_ASKS_RIGHTLY + NEVER_ASKS_RIGHTLY)
    assert sample_proof(with_service).observe(TODAY).mutants == [
        {"right": "answered", "wrong": "accepted"},
        {"right": "unfit", "wrong": "refused"},
    ]


def test_every_sample_fulfils_a_contract(project: ScratchProject) -> None:
    project.edit(MAIN, "reply = 200", "reply = 500")
    project.edit(MUTATIONS, "replace: reply = 200\n  with: reply = 500", "replace: reply = 500\n  with: reply = 200")
    with pytest.raises(ProofError, match="every sample must show 'answered', this one shows 'failed'"):
        sample_proof(project).observe(TODAY)


def test_what_depends_on_time_has_the_machine_for_itself(project: ScratchProject) -> None:
    assert not sample_proof(project).alone
    project.edit(ASK, "send: {path: /ask}", "send: {path: /ask, copies: 2}")
    assert sample_proof(project).alone
    project.edit(ASK, "copies: 2", "wait: 0.1")
    assert not sample_proof(project).alone
    project.edit(ASK, "failed: {status: 500}", "failed: {status: 500, seconds_below: 0.5}")
    assert sample_proof(project).alone


def test_a_sample_is_run_with_the_service_that_it_asks(with_service: ScratchProject) -> None:
    record = sample_proof(with_service).observe(TODAY)
    assert record.outcomes == {"right": "answered", "wrong": "refused"}
    assert record.mutants == [{"right": "answered", "wrong": "accepted"}]


def test_all_variables_tell_the_services_address(with_service: ScratchProject) -> None:
    with sample_proof(with_service).service() as service:
        assert set(service.variables) == {"HELPER", "HELPER_TOO"}
        assert len(set(service.variables.values())) == 1
    with sample_proof(with_service, "beta").service() as service:
        assert not service.variables


def test_a_service_without_a_variable_is_moved_by_its_command(with_service: ScratchProject) -> None:
    """And samples are told its address as its protocol writes it, browsers its names."""
    with_service.edit(ASK, "    run: python main.py\n    port: 8001\n    port_variable: PORT\n", MOVED)
    with_service.edit(ASK, "exchanges:\n", "host: ask.example\nexchanges:\n")
    proof = sample_proof(with_service)
    with proof.service() as service:
        port = service.hosts["helper.example"]
        assert port != 8001
        assert set(service.variables.values()) == {f"help://127.0.0.1:{port}"}
        app = proof.app(service)
    assert app.hosts == {"helper.example": port, "ask.example": app.port}


@pytest.mark.parametrize(
    ("command", "runs"),
    [("python main.py", "python main.py"), ("python main.py --port 8000", "python main.py --port <port>")],
)
def test_a_command_that_names_the_usual_port_is_given_another(project: ScratchProject, command: str, runs: str) -> None:
    project.edit(ASK, "    framework: alpha\n", f"    framework: alpha\n    run: {command}\n")
    app = sample_proof(project).app(RunningService())
    assert app.command == runs.replace("<port>", str(app.port))


def test_a_program_of_the_system_that_is_missing_is_named(with_service: ScratchProject) -> None:
    with_service.edit(ASK, "    port: 8001\n", "    port: 8001\n    program: no-such-program\n")
    with pytest.raises(ToolError, match="no-such-program is missing; on Debian or Ubuntu: sudo apt install"):
        run(SAMPLES, opened(with_service), ["ask/alpha"])


def test_who_is_asked_in_a_browser_needs_one(project: ScratchProject) -> None:
    assert sample_proof(project).programs == ()
    browse = "browse: {steps: [{open: https://ask.example/}]}"
    project.edit(ASK, "send: {method: POST, path: /ask, json: {x: 1}}", browse)
    project.edit(ASK, "exchanges:\n", "host: ask.example\nexchanges:\n")
    assert sample_proof(project).programs == BROWSER


def test_a_service_that_does_not_start_fails_the_proof(with_service: ScratchProject) -> None:
    with_service.write("data/tasks/ask/helper/main.py", "raise SystemExit('no')\n")
    with pytest.raises(ServerError, match="ended with status 1 before it listened"):
        sample_proof(with_service).observe(TODAY)
