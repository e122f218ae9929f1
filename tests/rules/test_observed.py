"""What records say could have been seen, and agrees with the locks, the replies and the history."""

import json

import pytest

from macros.kinds import HISTORY
from tests.additions import add_since, add_weight, record_since
from tests.project import ALPHA, BETA, BETA_PLUS, DAY, ScratchProject, history_line
from tests.rules import ALPHA_RECORD, GUARD

PLUS_RECORD = "data/records/samples/ask/beta-plus.json"

HISTORY_FILE = HISTORY.path(None)


def pinned(project: ScratchProject, stack: str, package: str) -> None:
    """Let the lock of a stack pin a release, and records be of it."""
    lock = f"data/stacks/{stack}.lock"
    project.write(lock, project.read(lock) + f"{package}==1.0 ; python_version < '4' \\\n    --hash=sha256:00\n")
    project.record()


def test_releases_are_the_locked_ones(project: ScratchProject) -> None:
    pinned(project, "beta+plus", "beta")
    assert project.problems() == []
    project.edit_json(PLUS_RECORD, releases={"beta": "1.1"})
    says = "it says that beta 1.1 ran, but the lock says 1.0; run 'make verify ONLY=ask/beta-plus'"
    assert f"{PLUS_RECORD}:1:1: {says}" in project.errors()
    project.edit_json(PLUS_RECORD, releases={"beta": "1.0", "gamma": "1.0"})
    says = "it says that gamma 1.0 ran, but no lock of its stacks names it; run 'make verify ONLY=ask/beta-plus'"
    assert project.errors() == [f"{PLUS_RECORD}:1:1: {says}"]


def test_releases_are_the_locked_ones_in_measurements(project: ScratchProject) -> None:
    add_weight(project)
    pinned(project, "alpha", "alpha")
    path = "data/records/measurements/stacks/weight.json"
    says = "it says that alpha 9 ran, but the lock says 1.0; run 'make measure ONLY=stacks/weight'"
    assert not any(line.startswith(path) for line in project.errors())
    project.edit_json(path, releases={"bare": {"alpha": {"alpha": "9"}}})
    assert f"{path}:1:1: {says}" in project.errors()


def test_releases_are_the_locked_ones_in_workloads(project: ScratchProject) -> None:
    pinned(project, "alpha", "alpha")
    path = "data/records/measurements/workloads/asking.json"
    ways = json.loads(project.read(path))["ways"]
    ways["alpha-alone"]["releases"] = {"alpha": "9"}
    project.edit_json(path, ways=ways)
    says = "it says that alpha 9 ran, but the lock says 1.0; run 'make measure ONLY=workloads/asking'"
    assert f"{path}:1:1: {says}" in project.errors()


def test_releases_are_the_locked_ones_in_front_ends(project: ScratchProject) -> None:
    project.add_frontend()
    path = "data/records/frontends/screen.json"
    project.edit_json(path, releases={"screen": "2.0.0"})
    says = "it says that screen 2.0.0 ran, but the lock says 1.2.3; run 'make verify-frontends ONLY=screen'"
    assert project.errors() == [f"{path}:1:1: {says}"]


@pytest.mark.parametrize(
    ("python", "reason"),
    [
        ("3.99.0", f"Python 3.99.0 was not out on {DAY}; the newest was 3.14"),
        ("3.15.0", f"Python 3.15.0 was not out on {DAY}; the newest was 3.14"),
        ("3.10.4", "Python 3.10.4 is older than 3.11, for which the locks are made"),
        ("3.11", "'3.11' is no release of Python 3, such as 3.11.2"),
        ("4.0.0", "'4.0.0' is no release of Python 3, such as 3.11.2"),
        ("new", "'new' is no release of Python"),
    ],
)
def test_pythons_and_systems_exist(project: ScratchProject, python: str, reason: str) -> None:
    project.edit_json(ALPHA_RECORD, python=python)
    assert project.errors() == [f"{ALPHA_RECORD}:1:1: {reason}"]


@pytest.mark.parametrize("python", ["3.11.0", "3.14.2", "3.15.0a3"])
def test_a_python_that_was_out_on_the_day_is_sound(project: ScratchProject, python: str) -> None:
    project.edit_json(ALPHA_RECORD, python=python)
    assert project.problems() == []


@pytest.mark.parametrize("system", ["Mars", "Mars, rover", ", x86_64"])
def test_pythons_and_systems_exist_with_a_processor(project: ScratchProject, system: str) -> None:
    project.edit_json(ALPHA_RECORD, system=system)
    assert [line.partition(";")[0] for line in project.errors()] == [
        f"{ALPHA_RECORD}:1:1: '{system}' is no system that a run writes: its name, and after a comma its processor"
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": 200}, "status 200 is not 422"),
        ({"outcome": "accepted"}, "status 422 is not 200"),
    ],
)
def test_outcomes_follow_from_replies(project: ScratchProject, changes: dict[str, object], reason: str) -> None:
    replies = json.loads(project.read(ALPHA_RECORD))["replies"]
    project.edit_json(ALPHA_RECORD, replies=replies | {"wrong": replies["wrong"] | changes})
    outcome = changes.get("outcome", "refused")
    message = f"the reply to 'wrong' is not '{outcome}': {reason}; run 'make verify ONLY=ask/alpha'"
    assert f"{ALPHA_RECORD}:1:1: {message}" in project.problems()


def test_history_leads_to_the_records(project: ScratchProject) -> None:
    others = history_line(BETA), history_line(BETA_PLUS)
    project.write_history(*others)
    missing = "'ask/alpha' has a record but no line; run 'make verify ONLY=ask/alpha'"
    assert project.errors() == [f"{HISTORY_FILE}:1:1: {missing}"]
    project.write_history(history_line(ALPHA, releases={"alpha": "0.9"}), *others)
    differ = f"the last line of 'ask/alpha' and its record in {ALPHA_RECORD}:1:1 differ: alpha 0.9 and 1.0"
    assert project.errors() == [f"{HISTORY_FILE}:1:1: {differ}; run 'make verify ONLY=ask/alpha'"]


def test_history_leads_to_the_records_day_by_day(project: ScratchProject) -> None:
    others = history_line(BETA), history_line(BETA_PLUS)
    older = history_line(ALPHA, day="2026-01-01", releases={"alpha": "0.9"})
    project.write_history(older, history_line(ALPHA), *others)
    assert project.problems() == []
    project.write_history(
        history_line(ALPHA, day="2026-01-03", releases={"alpha": "0.9"}), history_line(ALPHA), *others
    )
    assert project.errors() == [f"{HISTORY_FILE}:1:1: a line of 'ask/alpha' of {DAY} follows one of 2026-01-03"]
    project.write_history(history_line(ALPHA), history_line(ALPHA), *others)
    assert project.errors() == [f"{HISTORY_FILE}:1:1: a line of 'ask/alpha' of {DAY} repeats the one before"]
    project.write_history(history_line(ALPHA, day="2026-01-03"), *others)
    late = "the last line of 'ask/alpha' is of 2026-01-03, but its record last changed on 2026-01-02"
    assert project.errors() == [f"{HISTORY_FILE}:1:1: {late}"]


@pytest.mark.parametrize(
    ("since", "message"),
    [
        ("1.1", "1.1 is newer than 1.0, which shows it already"),
        ("spring", "'spring' is no release; write it as the package index does, such as 1.0"),
    ],
)
def test_since_names_a_release_that_ran_or_an_older_one(project: ScratchProject, since: str, message: str) -> None:
    project.edit(GUARD, "short: It is.\n", f'short: It is.\n    since: "{since}"\n')
    assert project.errors() == [f"{GUARD}:16:12: {message}"]
    project.edit(GUARD, f'"{since}"', '"0.9"')
    assert project.errors() == []


RUN = {"published": "2025-03-04", "state": "no"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"before": {"release": "0.8", **RUN, "state": "yes"}},
            "on 0.8, the release before it, the program showed 'yes' already",
        ),
        ({"since": {"release": "0.9", **RUN}}, "on 0.9 the program showed 'no', but the verdict is 'yes'"),
        (
            {"since": {"release": "0.9", **RUN, "state": "did-not-start"}},
            "on 0.9 the program did not start, but the verdict is 'yes'",
        ),
        ({"since": {"release": "0.7", **RUN, "state": "yes"}}, "the record is of 0.7"),
        ({"before": {"release": "0.9", **RUN}}, "the record names 0.9 as the release before 0.9"),
    ],
)
def test_since_is_what_two_runs_show(project: ScratchProject, changes: dict[str, object], reason: str) -> None:
    add_since(project)
    record_since(project, **changes)
    remedy = "name the release that brought it, then run 'make verify-since ONLY=guard/alpha'"
    assert project.errors() == [
        f"{GUARD}:16:12: 0.9 contradicts data/records/since/guard/alpha.json:1:1: {reason}; {remedy}"
    ]


@pytest.mark.parametrize("state", ["no", "partial", "did-not-start"])
def test_a_release_before_that_shows_less_or_does_not_start_is_enough(project: ScratchProject, state: str) -> None:
    add_since(project)
    record_since(project, before={"release": "0.8", **RUN, "state": state})
    assert project.problems() == []


def test_pythons_and_systems_exist_where_releases_were_run(project: ScratchProject) -> None:
    add_since(project)
    record_since(project, python="3.99.0")
    path = "data/records/since/guard/alpha.json"
    assert project.errors() == [f"{path}:1:1: Python 3.99.0 was not out on {DAY}; the newest was 3.14"]
