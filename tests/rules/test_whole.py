"""Records are whole: what they lack, and what nothing asks for, is named at the record."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from macros.fingerprints import image_fingerprint
from macros.kinds import FRONTEND_RECORD, IMAGE_RECORD
from macros.model.base import DeploymentId, FrameworkId, FrontEndId, GuideKey
from tests.additions import add_weight
from tests.project import ScratchProject
from tests.rules import ALPHA_RECORD

Change = Callable[[dict[str, Any]], object]

REMEDY = "run 'make verify ONLY=ask/alpha'"
SCREEN_RECORD = FRONTEND_RECORD.path(FrontEndId("screen"))
CELLAR_ALPHA = GuideKey(DeploymentId("cellar"), FrameworkId("alpha"))
WEIGHED = "data/records/measurements/stacks/weight.json"
ASKED = "data/records/measurements/workloads/asking.json"


def told(project: ScratchProject, path: str, change: Change) -> list[str]:
    """Return what is said of a record, without its path, once its run has seen something else."""
    record = json.loads(project.read(path))
    change(record)
    project.write_json(path, record)
    return [line.removeprefix(f"{path}:1:1: ") for line in project.problems() if line.startswith(f"{path}:")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda record: record["replies"].clear(), "it lacks the reply to 'right', it lacks the reply to 'wrong'"),
        (lambda record: record["replies"].pop("right"), "it lacks the reply to 'right'"),
        (
            lambda record: record["replies"].update(more=record["replies"]["right"]),
            "it has the reply to 'more', which nothing asks for",
        ),
        (
            lambda record: record["replies"]["right"].update(outcome="grand"),
            "it has the outcome 'grand' of 'right', which is none of its outcomes",
        ),
        (lambda record: record["mutants"].pop(), "it has 1 mutants, and the sample 2"),
        (lambda record: record["mutants"][1].pop("wrong"), "of mutant 2, it lacks the outcome of 'wrong'"),
    ],
)
def test_samples_records_are_whole(project: ScratchProject, change: Change, expected: str) -> None:
    assert told(project, ALPHA_RECORD, change) == [f"{expected}; {REMEDY}"]


def test_samples_records_are_whole_and_nobody_else_is_blamed(project: ScratchProject) -> None:
    """A record without replies contradicts no row, and is at odds with no history."""
    told(project, ALPHA_RECORD, lambda record: record["replies"].clear())
    assert {line.split(":")[0] for line in project.problems()} == {ALPHA_RECORD}


def test_samples_records_are_whole_or_out_of_date(project: ScratchProject) -> None:
    """A record of what was asked before lacks a reply: that it is out of date says so."""
    more = "  more: {short: Ask., send: {path: /}, every: so, outcomes: {so: {status: 200}}}\n"
    project.edit("data/tasks/ask/task.yml", "  wrong:\n", f"{more}  wrong:\n")
    assert not [line for line in project.problems() if "lacks" in line]


def test_frontends_records_are_whole(project: ScratchProject) -> None:
    project.add_frontend()
    remedy = "run 'make verify-frontends ONLY=screen'"
    visits = json.loads(project.read(SCREEN_RECORD))["visits"]
    assert told(project, SCREEN_RECORD, lambda record: record.update(visits={})) == [
        f"it lacks the visit on 'alpha', it lacks the visit on 'beta'; {remedy}",
    ]
    assert told(project, SCREEN_RECORD, lambda record: record.update(visits=visits | {"gamma": visits["alpha"]})) == [
        f"it has the visit on 'gamma', which nothing asks for; {remedy}"
    ]
    turned = {"visits": visits, "changed": "2026-01-03", "checked": "2026-01-02"}
    assert told(project, SCREEN_RECORD, lambda record: record.update(turned)) == [
        f"changed on 2026-01-03, after its last visit on 2026-01-02; {remedy}"
    ]


def test_images_records_are_whole(project: ScratchProject) -> None:
    path = IMAGE_RECORD.path(CELLAR_ALPHA)
    project.edit("data/deployments/cellar/deployment.yml", "startup.txt, port: 8000", "Dockerfile, port: 8000")
    project.edit(
        "data/deployments/cellar/deployment.yml",
        "        file: startup.txt\n    sources",
        "        file: Dockerfile\n    sources",
    )
    project.remove("data/deployments/cellar/alpha/startup.txt")
    project.write("data/deployments/cellar/alpha/Dockerfile", 'CMD ["alpha", "--port", "8000"]\n')
    record = {
        "fingerprint": image_fingerprint(project.catalog, CELLAR_ALPHA),
        "built": "2026-01-02",
        "builder": "buildah 1.28.2",
        "base": "Debian GNU/Linux 12 (bookworm)",
        "instead_of": "python:3.14-slim",
        "python": "3.11.2",
        "user": "10001",
        "command": ["alpha"],
        "releases": {},
        "outcomes": {"right": "answered", "wrong": "refused"},
    }
    project.write_json(path, record)
    assert told(project, path, lambda _: None) == []
    assert told(project, path, lambda record: record.update(outcomes={"right": "answered", "left": "gone"})) == [
        "it lacks the outcome of 'wrong', it has the outcome of 'left', which nothing asks for; "
        "run 'make verify-images ONLY=cellar/alpha'"
    ]


def test_measurements_are_of_what_is_measured(project: ScratchProject) -> None:
    project.write_json(ASKED, json.loads(project.read(ASKED)))
    ways = json.loads(project.read(ASKED))["ways"]
    assert told(project, ASKED, lambda record: record["ways"].update(more=ways["alpha-alone"])) == [
        "it has the way 'more', which nothing asks for; run 'make measure ONLY=workloads/asking'"
    ]
    add_weight(project)
    assert told(project, WEIGHED, lambda _: None) == []
    (line,) = told(project, WEIGHED, lambda record: record["values"].update(more={"alpha": 1.0}))
    assert line == "it has the value of 'more, alpha', which nothing asks for; run 'make measure ONLY=stacks/weight'"
