"""A command runs what is wanted, and a run that fails or is interrupted leaves the old records whole."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.project import ScratchProject
from tests.proofs.errors import ToolError
from tests.proofs.patience import patient, wait_until
from tests.proofs.processes import ROOT
from tests.proofs.runs import run
from tests.proofs.specifications.runnable import opened
from tests.proofs.subjects.samples import SAMPLES

NAMES = ("alpha", "beta", "beta-plus")
BETA = "data/tasks/ask/beta/main.py"
FIRST, LATER = date(2026, 1, 2), date(2026, 3, 4)

Verify = Callable[..., int]


@pytest.fixture
def verify(project: ScratchProject) -> Verify:
    """Run samples of the project, and keep quiet."""

    def run_samples(*wanted: str, today: date = LATER, say: Callable[[str], None] = lambda _: None) -> int:
        return run(SAMPLES, opened(project), wanted, say, today)

    return run_samples


def mistakes(project: ScratchProject) -> list[str]:
    """Return what the reader finds, except that nothing was measured."""
    return [str(problem) for problem in project.found() if problem.subject != "asking"]


def test_a_first_run_writes_what_was_seen(project: ScratchProject, verify: Verify) -> None:
    assert verify(today=FIRST) == 0
    written = project.records()
    assert set(written) == {"checked.json", "history.jsonl", *(f"samples/ask/{name}.json" for name in NAMES)}
    assert json.loads(written["samples/ask/alpha.json"])["changed"] == "2026-01-02"
    assert days(project) == {f"ask/{name}": "2026-01-02" for name in NAMES}
    assert mistakes(project) == [], "the reader takes what the tool wrote"


def test_a_run_without_change_alters_only_the_days_of_the_check(project: ScratchProject, verify: Verify) -> None:
    verify(today=FIRST)
    before = project.records()
    verify()
    after = project.records()
    assert [name for name in after if after[name] != before[name]] == ["checked.json"]


def test_a_change_is_dated_and_an_outcome_that_changed_is_added_to_the_history(
    project: ScratchProject, verify: Verify
) -> None:
    verify(today=FIRST)
    project.edit(BETA, "serve(check, reply)", "print('More')\nserve(check, reply)")
    said: list[str] = []
    verify(say=said.append)
    assert said[-1] == "3 run, 1 changed\n  ask/beta"
    after = project.records()
    assert json.loads(after["samples/ask/beta.json"])["changed"] == "2026-03-04"
    assert json.loads(after["samples/ask/alpha.json"])["changed"] == "2026-01-02"
    first = [("2026-01-02", name) for name in NAMES]
    assert history(project) == first, "the outcomes are those of before"
    turn_round(project)
    verify()
    assert history(project) == [*first, ("2026-03-04", "beta")]
    assert mistakes(project) == []


def days(project: ScratchProject) -> dict[str, str]:
    """Return the day of each sample's last run."""
    runs = json.loads(project.read("data/records/checked.json"))
    return {name: run["day"] for name, run in runs.items()}


def history(project: ScratchProject) -> list[tuple[str, str]]:
    """Return the day and the sample of each line of the history."""
    lines = [json.loads(line) for line in project.read("data/records/history.jsonl").splitlines()]
    return [(line["day"], line["sample"]) for line in lines]


def turn_round(project: ScratchProject) -> None:
    """Let a sample refuse what it accepted."""
    project.edit(BETA, "check = False", "check = True")
    old, new = "replace: check = False\n  with: check = True", "replace: check = True\n  with: check = False"
    project.edit("data/tasks/ask/mutations.yml", old, new)
    project.edit("data/criteria/guard.yml", "verdict: no", "verdict: yes\n    by: core")


def test_a_sample_and_its_verdict_can_be_turned_round_together(project: ScratchProject, verify: Verify) -> None:
    """The old record contradicts the new verdict; it must not keep the new record from being made."""
    verify(today=FIRST)
    turn_round(project)
    assert mistakes(project)
    assert verify() == 0
    assert mistakes(project) == []


def test_a_sample_can_be_run_by_itself(project: ScratchProject, verify: Verify) -> None:
    verify(today=FIRST)
    verify("ask/beta")
    assert days(project) == {"ask/alpha": "2026-01-02", "ask/beta": "2026-03-04", "ask/beta-plus": "2026-01-02"}
    assert mistakes(project) == []
    with pytest.raises(
        ToolError, match="unknown name 'ask/gamma'; allowed: ask, ask/alpha, ask/beta, ask/beta-plus; did you mean"
    ):
        verify("ask/gamma")


def test_records_of_samples_that_are_gone_are_removed_and_other_records_stay(
    project: ScratchProject, verify: Verify
) -> None:
    verify(today=FIRST)
    kept = set(project.records())
    for path in ("samples/ask/gone.json", "samples/formerly/alpha.json", "measurements/workloads/asking.json"):
        project.write(f"data/records/{path}", "{}")
    verify("ask/alpha")
    assert set(project.records()) == {*kept, "measurements/workloads/asking.json"}


def test_a_failure_is_told_and_nothing_is_written(project: ScratchProject, verify: Verify) -> None:
    verify(today=FIRST)
    before = project.records()
    project.edit(BETA, "reply = 200", "reply = 418")
    project.edit("data/tasks/ask/alpha/main.py", "serve(", "print('More')\nserve(")
    said: list[str] = []
    assert verify(say=said.append) == 1
    text = "\n".join(said)
    assert "ask/beta FAILED" in text
    assert "right: the reply fits no outcome." in text
    assert "1 of 3 failed. No record was changed." in text
    assert project.records() == before


def test_mistakes_in_the_data_stop_it_before_anything_runs(project: ScratchProject, verify: Verify) -> None:
    project.edit("data/criteria/guard.yml", "group: first", "group: frist")
    with pytest.raises(ToolError, match=r"criteria/guard\.yml:5:\d+: .*'frist'"):
        verify()


def test_a_program_that_is_missing_is_named_before_anything_runs(
    project: ScratchProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.proofs.starting.find", lambda _: None)
    with pytest.raises(ToolError, match="chromium is missing; on Debian"):
        run(replace(SAMPLES, programs=("chromium",)), opened(project))


def test_a_checked_list_that_is_no_json_is_named(project: ScratchProject, verify: Verify) -> None:
    project.write("data/records/checked.json", "{")
    with pytest.raises(ToolError, match=r"checked\.json is not JSON: .*remove it and run again"):
        verify()


def test_an_interrupted_run_leaves_the_old_records_whole(project: ScratchProject, verify: Verify) -> None:
    verify(today=FIRST)
    before = project.records()
    note = project.root / "started"
    slow = f"import os, time\nopen({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)\n"
    project.write(BETA, slow + project.read(BETA))
    command = [sys.executable, "-m", "tests.proofs", "--root", str(project.root), "verify"]
    tool = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with tool:
        assert wait_until(lambda: note.is_file() and note.read_text() != "", 30)
        os.kill(tool.pid, signal.SIGINT)
        _, errors = tool.communicate(timeout=patient(20))
    assert tool.returncode == 130
    assert "interrupted" in errors
    assert "Traceback" not in errors
    assert project.records() == before
    assert not [path for path in project.root.iterdir() if path.name.startswith(".aside-")]
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)
