"""Records hold what was seen; a run that fails or is interrupted leaves the old ones whole."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.reader import load
from tests.runnable_project import SERVER, edit, job, make_project
from tests.runner.errors import ProofError, RunnerError, ServerError
from tests.runner.proofs import prove
from tests.runner.verify import check, verify

REPOSITORY = Path(__file__).parents[1]
FIRST, LATER = date(2026, 1, 2), date(2026, 3, 4)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def contents(project: Path) -> dict[str, bytes]:
    folder = project / "data" / "records"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_first_run_writes_what_was_seen(project: Path) -> None:
    assert verify(project, (), today=FIRST) == 0
    written = contents(project)
    assert sorted(written) == ["checked.json", "hello/one.json", "hello/two.json", "history.jsonl"]
    record = json.loads(written["hello/one.json"])
    assert record["replies"]["ask"] == {
        "outcome": "agreed",
        "status": 200,
        "headers": {"content-type": "text/plain; charset=utf-8"},
        "body": "yes",
    }
    assert record["mutants"] == [{"greet": "hello", "ask": "refused"}]
    assert record["console"] == [
        "Serving /home/you/hello on port 8000, process [12345]",
        '127.0.0.1 - - [01/Jan/2026 12:00:00] "GET / HTTP/1.1" 200 -',
        '127.0.0.1 - - [01/Jan/2026 12:00:00] "GET /ask HTTP/1.1" 200 -',
    ]
    assert json.loads(written["checked.json"]) == {"hello/one": "2026-01-02", "hello/two": "2026-01-02"}
    assert load(project).problems == [], "the reader takes what the runner wrote"


def test_a_run_without_change_alters_only_the_days_of_the_check(project: Path) -> None:
    verify(project, (), today=FIRST)
    before = contents(project)
    verify(project, (), today=LATER)
    after = contents(project)
    assert [name for name in after if after[name] != before[name]] == ["checked.json"]


def test_a_change_is_dated_and_added_to_the_history(project: Path) -> None:
    verify(project, (), today=FIRST)
    edit(project / "data/tasks/hello/two/main.py", '"hello"', '"hello!"')
    verify(project, (), today=LATER)
    after = contents(project)
    assert json.loads(after["hello/two.json"])["changed"] == "2026-03-04"
    assert json.loads(after["hello/one.json"])["changed"] == "2026-01-02"
    lines = [json.loads(line) for line in after["history.jsonl"].splitlines()]
    assert [(line["day"], line["sample"]) for line in lines] == [
        ("2026-01-02", "one"),
        ("2026-01-02", "two"),
        ("2026-03-04", "two"),
    ]
    assert lines[-1]["outcomes"] == {"ask": "refused", "greet": "hello"}


def test_a_sample_and_its_verdict_can_be_turned_round_together(project: Path) -> None:
    """The old record contradicts the new verdict; it must not keep the new record from being made."""
    verify(project, (), today=FIRST)
    edit(project / "data/tasks/hello/two/main.py", '"no"', '"yes"')
    edit(project / "data/criteria/agreement.yml", "two: {verdict: no,", "two: {verdict: yes, by: core,")
    assert verify(project, (), today=LATER) == 0
    assert load(project).problems == []


def test_a_sample_can_be_run_by_itself(project: Path) -> None:
    verify(project, (), today=FIRST)
    verify(project, ("hello/two",), today=LATER)
    assert json.loads(contents(project)["checked.json"]) == {"hello/one": "2026-01-02", "hello/two": "2026-03-04"}
    with pytest.raises(RunnerError, match="there is no hello/three"):
        verify(project, ("hello/three",))


def test_records_of_samples_that_are_gone_are_removed_and_measurements_stay(project: Path) -> None:
    verify(project, (), today=FIRST)
    records = project / "data/records"
    for gone in ("hello/gone.json", "formerly/one.json", "measurements/speed.json"):
        (records / gone).parent.mkdir(exist_ok=True)
        (records / gone).write_text("{}")
    verify(project, ("hello/one",), today=LATER)
    kept = set(contents(project))
    assert kept == {"checked.json", "history.jsonl", "hello/one.json", "hello/two.json", "measurements/speed.json"}


def test_a_failure_is_told_and_nothing_is_written(project: Path) -> None:
    verify(project, (), today=FIRST)
    before = contents(project)
    edit(project / "data/tasks/hello/two/main.py", '"no"', '"perhaps"')
    edit(project / "data/tasks/hello/one/main.py", '"hello"', '"hello!"')
    said: list[str] = []
    assert verify(project, (), said.append, LATER) == 1
    text = "\n".join(said)
    assert "hello/two FAILED" in text
    assert "ask: the reply fits no outcome." in text
    assert "perhaps" in text
    assert contents(project) == before


def test_mistakes_in_the_data_stop_it_before_anything_runs(project: Path) -> None:
    edit(project / "data/criteria/agreement.yml", "group: all", "group: al")
    with pytest.raises(RunnerError, match=r"criteria/agreement\.yml:5:\d+: .*'al'"):
        verify(project, ())


def test_an_interrupted_run_leaves_the_old_records_whole(project: Path) -> None:
    verify(project, (), today=FIRST)
    before = contents(project)
    note = project / "started"
    slow = f"import os, time\nopen({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)\n"
    (project / "data/tasks/hello/two/main.py").write_text(slow + SERVER)
    runner = subprocess.Popen(
        [sys.executable, "-m", "tests.runner", "--root", str(project), "verify"],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with runner:
        deadline = time.monotonic() + 30
        while not (note.is_file() and note.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(runner.pid, signal.SIGINT)
        _, errors = runner.communicate(timeout=20)
    assert runner.returncode == 130
    assert "interrupted" in errors
    assert "Traceback" not in errors
    assert contents(project) == before
    assert not [path for path in project.iterdir() if path.name.startswith(".aside-")]
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def test_a_mutation_that_changes_nothing_fails(project: Path) -> None:
    edit(project / "data/tasks/hello/mutations.yml", "with: '\"no\"'", "with: '\"yes\" '")
    with pytest.raises(ProofError, match=r"changes nothing for ask \(still agreed\)"):
        prove(job(project), FIRST)


def test_a_mutation_whose_text_is_not_there_is_named(project: Path) -> None:
    """The reader says so first; the runner does not rely on it."""
    whole = job(project)
    absent = whole.mutations[0].model_copy(update={"replace": "absent"})
    with pytest.raises(ProofError, match=r"stands 0 times in main\.py"):
        prove(replace(whole, mutations=(absent,)), FIRST)


def test_a_mutant_that_does_not_start_is_an_error(project: Path) -> None:
    edit(project / "data/tasks/hello/mutations.yml", "with: '\"no\"'", "with: '('")
    with pytest.raises(ServerError, match=r"(?s)the mutant of main.py .* ended with status 1 .*SyntaxError"):
        prove(job(project), FIRST)


def test_a_mutants_reply_may_fit_no_outcome(project: Path) -> None:
    edit(project / "data/tasks/hello/mutations.yml", "with: '\"no\"'", "with: '\"maybe\"'")
    assert prove(job(project), FIRST).mutants == [{"greet": "hello", "ask": "unfit"}]


def test_every_sample_fulfils_a_contract(project: Path) -> None:
    task = project / "data/tasks/hello/task.yml"
    edit(task, "hello: {status: 200, contains: [hello]}", "hello: {contains: [hi]}\n      other: {lacks: [hi]}")
    with pytest.raises(ProofError, match="every sample must show 'hello', this one shows 'other'"):
        prove(job(project), FIRST)


def test_check_accepts_a_true_record_and_shows_where_another_differs(project: Path) -> None:
    with pytest.raises(AssertionError, match="has no record; out of date: run make verify"):
        check(project, job(project))
    verify(project, (), today=FIRST)
    check(project, job(project))
    edit(project / "data/records/hello/one.json", '"body": "yes"', '"body": "oui"')
    with pytest.raises(AssertionError, match=r'(?s)out of date: run make verify.*-.*"oui".*\+.*"yes"'):
        check(project, job(project))
    edit(project / "data/tasks/hello/one/main.py", '"hello"', '"hello!"')
    with pytest.raises(AssertionError, match="was changed since it was last run"):
        check(project, job(project))
