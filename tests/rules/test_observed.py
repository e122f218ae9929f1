"""What records say could have been seen, and agrees with the locks, the replies and the history."""

import json

import pytest

from macros.kinds import HISTORY
from tests.additions import WEIGHT, add_since, add_weight, record_since
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


def test_packages_are_as_many_as_the_lock_installs(project: ScratchProject) -> None:
    add_weight(project)
    pinned(project, "alpha", "alpha")
    path = "data/records/measurements/stacks/weight.json"
    says = "it counts 7 packages for 'alpha' (bare), but the lock installs 1; run 'make measure ONLY=stacks/weight'"
    assert not any(line.startswith(path) for line in project.errors())
    values = json.loads(project.read(path))["values"]
    project.edit_json(path, values=values | {"bare": values["bare"] | {"alpha": 7.0}})
    assert f"{path}:1:1: {says}" in project.errors()


def test_sizes_are_those_of_the_locked_packages(project: ScratchProject) -> None:
    add_weight(project)
    project.edit(WEIGHT, "quantity: packages", "quantity: installed-megabytes")
    project.record()
    pinned(project, "alpha", "alpha")
    path = "data/records/measurements/stacks/weight.json"
    again = "run 'make measure ONLY=stacks/weight'"
    values = {name: {"alpha": 1.2, "beta": 1.0} for name in ("bare", "full")}
    sizes = {name: {"alpha": {"alpha": 1_230_000}} for name in ("bare", "full")}
    project.edit_json(path, values=values, sizes=sizes)
    assert not any(line.startswith(path) for line in project.errors())
    project.edit_json(path, values=values | {"bare": {"alpha": 0.3, "beta": 1.0}})
    says = f"it says 0.3 MB for 'alpha' (bare), but its packages have 1.2 MB; {again}"
    assert f"{path}:1:1: {says}" in project.errors()
    project.edit_json(path, values=values, sizes=sizes | {"bare": {"alpha": {"gamma": 1_230_000}}})
    says = f"the packages of 'alpha' (bare) are not those that the lock installs: alpha, gamma; {again}"
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
        ("3.11.77", f"Python 3.11.77 was not out on {DAY}; of 3.11 there were at most 22 corrections by then"),
        ("3.14.7", f"Python 3.14.7 was not out on {DAY}; of 3.14 there were at most 6 corrections by then"),
    ],
)
def test_pythons_exist(project: ScratchProject, python: str, reason: str) -> None:
    project.edit_json(ALPHA_RECORD, python=python)
    assert project.errors() == [f"{ALPHA_RECORD}:1:1: {reason}"]


@pytest.mark.parametrize(
    ("python", "day"),
    [
        ("3.11.0", "2022-10-24"),
        ("3.11.9", "2024-04-02"),
        ("3.11.14", "2025-10-09"),
        ("3.12.1", "2023-12-08"),
        ("3.12.7", "2024-10-01"),
        ("3.13.5", "2025-06-11"),
        ("3.13.11", "2025-12-05"),
        ("3.14.2", "2025-12-05"),
        ("3.15.0a3", "2026-01-02"),
    ],
)
def test_a_python_that_was_out_on_the_day_is_sound(project: ScratchProject, python: str, day: str) -> None:
    """These came early after the one before, as releases of Python go, and ran on their first day."""
    project.edit_json(ALPHA_RECORD, python=python, changed=day)
    project.write_history(history_line(ALPHA, day=day), history_line(BETA), history_line(BETA_PLUS))
    project.write_runs({"ask/alpha": day, "ask/beta": DAY, "ask/beta-plus": DAY})
    assert project.problems() == []


def test_a_python_that_came_after_the_last_change_is_sound(project: ScratchProject) -> None:
    """A later run that saw the same leaves the day of the change, and names its own Python."""
    project.edit_json(ALPHA_RECORD, python="3.14.0", changed="2025-01-02")
    project.write_history(history_line(ALPHA, day="2025-01-02"), history_line(BETA), history_line(BETA_PLUS))
    assert project.problems() == []


@pytest.mark.parametrize(
    "system",
    [
        "Debian GNU/Linux 12 (bookworm), x86_64",
        "Ubuntu 24.04.3 LTS, aarch64",
        "Arch Linux, x86_64",
        "Linux 6.18.44-fc-v509, riscv64",
        "Darwin 24.1.0, arm64",
        "Windows 11, AMD64",
    ],
)
def test_a_system_that_a_run_writes_is_sound(project: ScratchProject, system: str) -> None:
    project.edit_json(ALPHA_RECORD, system=system)
    assert project.problems() == []


@pytest.mark.parametrize("system", ["Mars 1", "Linux on Mars", "Ubuntuesque 1", ""])
def test_systems_exist(project: ScratchProject, system: str) -> None:
    project.edit_json(ALPHA_RECORD, system=f"{system}, x86_64")
    path = "data/records/measurements/workloads/asking.json"
    project.edit_json(path, machine=json.loads(project.read(path))["machine"] | {"system": system})
    says = (
        f"1:1: '{system}' is no system that a run writes; its name begins with one of Darwin, FreeBSD, Linux, Windows"
    )
    assert sorted(line.partition(", AlmaLinux")[0] for line in project.errors()) == [
        f"{path}:{says}",
        f"{ALPHA_RECORD}:{says}",
    ]


def test_systems_exist_where_stacks_are_counted(project: ScratchProject) -> None:
    add_weight(project)
    path = "data/records/measurements/stacks/weight.json"
    project.edit_json(path, system="Mars")
    says = "'Mars' is no system that a run writes; its name begins with one of Darwin, FreeBSD, Linux, Windows"
    assert project.errors() == [f"{path}:1:1: {says}"]


@pytest.mark.parametrize("system", ["Mars", "Mars, rover"])
def test_systems_exist_with_a_processor(project: ScratchProject, system: str) -> None:
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


def test_history_leads_to_the_records_line_by_line(project: ScratchProject) -> None:
    lines = [
        history_line(ALPHA, day="2026-01-01", releases={"alpha": "0.8"}),
        history_line(ALPHA, day="2026-01-01", releases={"alpha": "0.9"}),
        *map(history_line, (ALPHA, BETA, BETA_PLUS)),
    ]
    project.write_history(*lines)
    assert project.problems() == []
    written = project.read(HISTORY_FILE).splitlines()
    for removed, day in ((0, "2026-01-01"), (1, DAY)):
        project.write(HISTORY_FILE, "\n".join(written[:removed] + written[removed + 1 :]))
        says = f"a line of 'ask/alpha' of {day} does not follow the one before it: lines were removed or merged"
        assert project.errors() == [f"{HISTORY_FILE}:1:1: {says}; restore the history"]


EDITED_RUN = "the day of the last run of 'ask/alpha', its record or its history was edited by hand or merged"
RUNS = "data/records/checked.json"


def test_last_runs_left_the_records(project: ScratchProject) -> None:
    says = f"{RUNS}:1:1: {EDITED_RUN}; run 'make verify ONLY=ask/alpha'"
    runs = json.loads(project.read(RUNS))
    project.write_json(RUNS, runs | {"ask/alpha": {**runs["ask/alpha"], "day": "2026-03-04"}})
    assert project.problems() == [says]
    project.write_json(RUNS, runs | {"ask/alpha": runs["ask/beta"]})
    assert project.problems() == [says]
    project.write_json(RUNS, runs)
    project.write_json(ALPHA_RECORD, json.loads(project.read(ALPHA_RECORD)) | {"python": "3.11.3"})
    project.write_json(RUNS, runs)
    assert project.problems() == [says], "the record of another run was merged"


def test_last_runs_left_the_records_and_the_whole_history(project: ScratchProject) -> None:
    """The record is as it was three lines ago: it cannot tell that the lines since then are gone."""
    others = list(map(history_line, (BETA, BETA_PLUS)))
    there_and_back = [history_line(ALPHA), history_line(ALPHA, releases={"alpha": "1.1"}), history_line(ALPHA)]
    project.write_history(*there_and_back, *others)
    assert project.problems() == []
    written = project.read(HISTORY_FILE).splitlines()
    project.write(HISTORY_FILE, "\n".join([written[0], *written[3:]]))
    assert project.problems() == [f"{RUNS}:1:1: {EDITED_RUN}; run 'make verify ONLY=ask/alpha'"]


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


def test_pythons_exist_where_releases_were_run(project: ScratchProject) -> None:
    add_since(project)
    record_since(project, python="3.99.0")
    path = "data/records/since/guard/alpha.json"
    assert project.errors() == [f"{path}:1:1: Python 3.99.0 was not out on {DAY}; the newest was 3.14"]
