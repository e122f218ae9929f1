"""Lies told in a copy of this project's data, and what reading it answers (the table is in CONTRIBUTING.md)."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from macros.digests import signed
from macros.fingerprints import sample_fingerprint
from macros.model.base import SampleId, SampleKey, TaskId
from macros.model.record import HistoryLine
from tests.project import ScratchProject

Lie = Callable[[ScratchProject], None]

KEY = SampleKey(TaskId("uploads"), SampleId("flask"))
CRITERION = "data/criteria/body-limit.yml"
RECORD = "data/records/samples/uploads/flask.json"
MEASURED = "data/records/measurements/workloads/small-json.json"
COUNTED = "data/records/measurements/stacks/packages.json"
HISTORY = "data/records/history.jsonl"
CHECKED = "data/records/checked.json"
LOCK = "data/stacks/flask.lock"
MAIN = "data/tasks/uploads/flask/main.py"


def replies(project: ScratchProject, **changes: object) -> dict[str, Any]:
    """Return the recorded replies with a change of the one that decides."""
    known = json.loads(project.read(RECORD))["replies"]
    return {**known, "too-big": known["too-big"] | changes}


def releases(project: ScratchProject) -> dict[str, str]:
    return {**json.loads(project.read(RECORD))["releases"], "flask": "9.9"}


def verdict(project: ScratchProject) -> None:
    head, _, flask = project.read(CRITERION).partition("  flask:\n")
    project.write(CRITERION, head + "  flask:\n" + flask.replace("verdict: yes\n    by: core", "verdict: no", 1))


def ways(project: ScratchProject) -> dict[str, Any]:
    """Return the measured ways with a typed rate of the one called async-def."""
    known: dict[str, Any] = json.loads(project.read(MEASURED))["ways"]
    known["async-def"]["values"]["requests-per-second"] = 99999.0
    return known


def packages(project: ScratchProject) -> dict[str, Any]:
    """Return what was counted in stacks, with a typed number of packages."""
    known: dict[str, Any] = json.loads(project.read(COUNTED))["values"]
    known["plain"]["fastapi"] = 3.0
    return known


def tomorrow(project: ScratchProject) -> None:
    day = (date.today() + timedelta(days=1)).isoformat()
    runs = json.loads(project.read(CHECKED))
    project.write_json(CHECKED, runs | {str(KEY): {**runs[str(KEY)], "day": day}})


def day_of_another(project: ScratchProject) -> None:
    """Put the last run of another sample in the place of this one's."""
    runs = json.loads(project.read(CHECKED))
    project.write_json(CHECKED, runs | {str(KEY): runs["uploads/fastapi"]})


def early_line(project: ScratchProject) -> None:
    """Remove the first line of the sample's history."""
    lines = project.read(HISTORY).splitlines()
    first = next(line for line in lines if HistoryLine.model_validate_json(line).key == KEY)
    project.write(HISTORY, "\n".join(line for line in lines if line != first))


def history(project: ScratchProject, *, digest: bool) -> None:
    """Rewrite the sample's last line, with its digest or without."""
    lines = project.read(HISTORY).splitlines()
    number = max(n for n, line in enumerate(lines) if json.loads(line)["sample"] == "flask" and "uploads" in line)
    told = json.loads(lines[number].replace('"too-big": "refused"', '"too-big": "taken"'))
    assert json.loads(lines[number]) != told
    if digest:
        told["digest"] = signed(HistoryLine.model_validate({**told, "digest": ""})).digest
        del lines[number]
        lines.append(json.dumps(told))
    else:
        lines[number] = json.dumps(told)
    project.write(HISTORY, "\n".join(lines))


def fingerprint(project: ScratchProject) -> str:
    project.write(MAIN, project.read(MAIN) + "\n# As before.\n")
    return sample_fingerprint(project.catalog, KEY)


# What reads the data is specified, and counted, in tests/reader and tests/rules.
pytestmark = [pytest.mark.xdist_group("lies"), pytest.mark.no_cover]

EDITED = f"{RECORD}:1:1: was edited by hand or merged; run 'make verify ONLY=uploads/flask'"

LIES: list[tuple[str, Lie, str]] = [
    ("verdict", verdict, "the verdict 'no' contradicts the run"),
    ("outcome", lambda p: p.forge(RECORD, replies=replies(p, outcome="taken")), EDITED),
    ("outcome and digest", lambda p: p.edit_json(RECORD, replies=replies(p, outcome="taken")), "is not 'taken'"),
    ("reply", lambda p: p.forge(RECORD, replies=replies(p, reason="Far too big")), EDITED),
    ("reply and digest", lambda p: p.edit_json(RECORD, replies=replies(p, status=201)), "is not 'refused'"),
    ("release", lambda p: p.forge(RECORD, releases=releases(p)), EDITED),
    ("release and digest", lambda p: p.edit_json(RECORD, releases=releases(p)), "flask 9.9 ran, but the lock says"),
    ("Python", lambda p: p.forge(RECORD, python="3.99.0"), EDITED),
    ("Python and digest", lambda p: p.edit_json(RECORD, python="3.99.0"), "Python 3.99.0 was not out"),
    ("correction of Python and digest", lambda p: p.edit_json(RECORD, python="3.11.77"), "Python 3.11.77 was not out"),
    ("system and digest", lambda p: p.edit_json(RECORD, system="Mars"), "'Mars' is no system"),
    ("name of a system and digest", lambda p: p.edit_json(RECORD, system="Mars 1, x86_64"), "'Mars 1' is no system"),
    ("day", day_of_another, "the day of the last run of 'uploads/flask', its record"),
    ("early line", early_line, "does not follow the one before it: lines were removed"),
    ("day in the future", tomorrow, "is in the future"),
    ("measured value", lambda p: p.forge(MEASURED, ways=ways(p)), f"{MEASURED}:1:1: was edited by hand or merged"),
    ("measured value and digest", lambda p: p.edit_json(MEASURED, ways=ways(p)), "of 'async-def' is 99999"),
    ("packages", lambda p: p.forge(COUNTED, values=packages(p)), f"{COUNTED}:1:1: was edited by hand or merged"),
    ("packages and digest", lambda p: p.edit_json(COUNTED, values=packages(p)), "it counts 3 packages for 'fastapi'"),
    ("history", lambda p: history(p, digest=False), "was edited by hand or merged; restore the history"),
    ("history and digest", lambda p: history(p, digest=True), "the last line of 'uploads/flask' and its record"),
    ("lock", lambda p: p.write(LOCK, p.read(LOCK).replace("flask==", "flask==9.")), "its stack changed since"),
    ("sample", lambda p: p.write(MAIN, p.read(MAIN) + "\n# As before.\n"), "the sample 'uploads/flask', its task"),
    ("sample, fingerprint", lambda p: p.forge(RECORD, fingerprint=fingerprint(p)), EDITED),
]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> tuple[ScratchProject, list[str]]:
    """A copy of the data, and what reading it says before anybody lies."""
    project = ScratchProject.copy_of_real_data(tmp_path_factory.mktemp("lies"))
    return project, project.problems()


@pytest.fixture
def real(copied: tuple[ScratchProject, list[str]]) -> Iterator[ScratchProject]:
    """The copy, for a lie that is taken back."""
    project, _ = copied
    told = {path: project.read(path) for path in (CRITERION, RECORD, MEASURED, COUNTED, HISTORY, CHECKED, LOCK, MAIN)}
    yield project
    for path, text in told.items():
        project.write(path, text)


@pytest.mark.parametrize(("lie", "answer"), [pytest.param(lie, answer, id=name) for name, lie, answer in LIES])
def test_a_lie_is_answered_by_reading(
    real: ScratchProject, copied: tuple[ScratchProject, list[str]], lie: Lie, answer: str
) -> None:
    assert not any(answer in line for line in copied[1])
    lie(real)
    assert any(answer in line for line in real.problems()), real.problems()


def test_what_is_recomputed_with_care_is_left_to_running(real: ScratchProject) -> None:
    """The digest is no signature: ``make verify`` runs the sample, and shows what is otherwise."""
    real.edit_json(RECORD, fingerprint=fingerprint(real), replies=replies(real, reason="Far too big"))
    assert not any(RECORD in line for line in real.problems())
