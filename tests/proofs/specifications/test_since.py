"""A release that an answer names is run, and so is the one before it, as they were on their days."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from packaging.version import Version

from macros.model.base import SampleId, SampleKey
from tests.additions import GUARD
from tests.project import TASK, ScratchProject
from tests.proofs import stacks
from tests.proofs.errors import StackError, ToolError
from tests.proofs.registry import named_and_before, published
from tests.proofs.runs import run
from tests.proofs.specifications.index import Wheel, serving
from tests.proofs.specifications.runnable import ASK, opened
from tests.proofs.subjects.since import SINCE
from tests.proofs.throwaway import At, SampleAt

TODAY = date(2026, 1, 2)
FRAMEWORK = "data/frameworks/alpha.yml"
MAIN = "data/tasks/ask/alpha/main.py"
RECORD = "data/records/since/guard/alpha.json"

SPRING, SUMMER, AUTUMN, WINTER = (date(2025, month, 5) for month in (3, 6, 9, 12))

INDEX = (
    Wheel("alpha", "0.7", SPRING, "old_checks = False\n"),
    Wheel("alpha", "0.8", SUMMER, "checks = False\n", needs=("helper",)),
    Wheel("alpha", "0.9", AUTUMN, "import helper\n\nchecks = helper.works\n", needs=("helper",)),
    Wheel("alpha", "0.9.1", WINTER, "checks = True\n", needs=("helper",)),
    Wheel("alpha", "1.0", WINTER, "checks = True\n", python=">=3.99"),
    Wheel("helper", "1.0", SPRING, "works = True\n"),
    Wheel("helper", "2.0", WINTER, "works = None\n"),
)
"""A framework that checks since 0.9. Its 0.9 came before the new release of what it needs."""


@pytest.fixture
def project(project: ScratchProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScratchProject]:
    """Let the sample do what its framework's release does, and take packages from the invented index."""
    project.edit(MAIN, "check = True", "import alpha\n\ncheck = alpha.checks")
    project.edit("data/tasks/ask/mutations.yml", "replace: check = True", "replace: check = alpha.checks")
    project.edit(ASK, 'line: "check = True"', "line: check = alpha.checks")
    project.edit(GUARD, "by: core", "by: extra")  # the invented lock, with which core is checked, brings nothing
    monkeypatch.setattr(stacks, "CACHE", tmp_path / "stacks")
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "uv"))
    with serving(*INDEX) as address:
        monkeypatch.setenv("UV_DEFAULT_INDEX", address)
        yield project


def at(project: ScratchProject, *pins: str, day: date | None = None) -> SampleAt:
    """Return the sample on other releases."""
    return SampleAt(opened(project), SampleKey(TASK, SampleId("alpha")), At(pins, day))


def outcomes(proof: SampleAt) -> list[str]:
    """Run it, and return the outcomes of its two exchanges."""
    return list(proof.ran().outcomes.values())


def verify(project: ScratchProject, since: str) -> dict[str, object]:
    """Run what the answer names as since, and return the record."""
    project.edit(GUARD, "short: It is.\n", f'short: It is.\n    since: "{since}"\n')
    assert run(SINCE, opened(project), say=lambda _: None, today=TODAY) == 0
    return {name: part for name, part in json.loads(project.read(RECORD)).items() if name in ("before", "since")}


def test_the_registry_says_when_a_release_was_published_and_which_came_before(project: ScratchProject) -> None:
    assert published("alpha<0.9.1").day == AUTUMN
    named, before = named_and_before("alpha", "0.9")
    assert (named.release, named.day, before.release, before.day) == ("0.9", AUTUMN, "0.8", SUMMER)
    with pytest.raises(StackError, match=r"no release of alpha before 0\.7 was found"):
        named_and_before("alpha", "0.7")
    with pytest.raises(StackError, match=r"alpha==0\.5"):
        named_and_before("alpha", "0.5")


def test_a_record_says_what_both_releases_showed(project: ScratchProject) -> None:
    assert verify(project, "0.9") == {
        "before": {"release": "0.8", "published": "2025-06-05", "state": "no", "reason": "wrong: accepted"},
        "since": {"release": "0.9", "published": "2025-09-05", "state": "yes"},
    }
    assert not [line for line in project.problems() if "since" in line], "the reader takes what the tool wrote"
    assert set(project.records()) == {"since/guard/alpha.json"}


def test_a_release_that_was_not_the_first_is_found_out(project: ScratchProject) -> None:
    verify(project, "0.9.1")
    says = "on 0.9, the release before it, the program showed 'yes' already"
    assert [line.count(says) for line in project.errors() if "0.9.1 contradicts" in line] == [1]


def test_a_program_that_does_not_start_is_no_no(project: ScratchProject) -> None:
    before = verify(project, "0.8")["before"]
    reason = "AttributeError: module 'alpha' has no attribute 'checks'"
    assert before == {"release": "0.7", "published": "2025-03-05", "state": "did-not-start", "reason": reason}


def test_a_sample_may_say_the_same_otherwise_on_older_releases(project: ScratchProject) -> None:
    older = '    older: [{before: "0.8", file: main.py, replace: alpha.checks, with: alpha.old_checks}]\n    notes:\n'
    project.edit(ASK, "    notes:\n", older)
    assert verify(project, "0.8")["before"] == {
        "release": "0.7",
        "published": "2025-03-05",
        "state": "no",
        "reason": "wrong: accepted",
    }


def test_an_older_release_is_started_by_a_command_that_it_knows(project: ScratchProject) -> None:
    """Its command gets its variables, and its port by an option where no variable moves it."""
    starts = 'older: [{before: "0.9", command: python old.py, variables: {WORDS: few}, port_option: --port}]'
    project.edit(FRAMEWORK, "server: alpha}", f"server: alpha, {starts}}}")
    old = "import os, sys\n\nassert os.environ['WORDS'] == 'few'\nos.environ['PORT'] = sys.argv[2]\nimport main\n"
    project.write("data/tasks/ask/alpha/old.py", old)
    project.edit(ASK, "    framework: alpha\n", "    framework: alpha\n    run: env PORT=1 python main.py\n")
    assert outcomes(at(project, "alpha==0.8")) == ["answered", "accepted"]


def test_what_a_release_needs_is_as_it_was_on_the_day(project: ScratchProject) -> None:
    assert outcomes(at(project, "alpha==0.9", day=AUTUMN)) == ["answered", "refused"]
    assert outcomes(at(project, "alpha==0.9")) == ["answered", "accepted"], "what it needs is newer, and of no use"


def test_a_day_alone_takes_the_newest_of_that_day(project: ScratchProject) -> None:
    assert at(project, day=SUMMER).release == Version("0.8")
    assert at(project, day=AUTUMN).ran().releases == {"alpha": "0.9"}
    assert at(project).release == Version("0.9.1"), "1.0 is for another Python"


def test_a_release_that_cannot_be_installed_did_not_start(project: ScratchProject) -> None:
    ran = at(project, "alpha==1.0").ran()
    assert not ran.started
    assert ran.reason.startswith("cannot be installed: the requested Python version")


def test_an_index_that_does_not_answer_is_no_finding(project: ScratchProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple/")
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    with pytest.raises(ToolError, match="failed"):
        at(project, "alpha==0.8").ran()


def test_a_reply_that_fits_no_outcome_is_told_and_nothing_is_written(project: ScratchProject) -> None:
    project.edit(ASK, "accepted: {status: 200}", "accepted: {status: 201}")
    project.edit(GUARD, "short: It is.\n", 'short: It is.\n    since: "0.9"\n')
    said: list[str] = []
    assert run(SINCE, opened(project), say=said.append, today=TODAY) == 1
    assert "on alpha 0.8: wrong: the reply fits no outcome." in "\n".join(said)
    assert not (project.root / RECORD).exists()
