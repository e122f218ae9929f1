"""Measurements: each framework in turns, as its own guide deploys it."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.project import ScratchProject
from tests.proofs.errors import ToolError
from tests.proofs.quantities import WAYS
from tests.proofs.runs import run
from tests.proofs.specifications.runnable import add_guides, opened
from tests.proofs.subjects.guides import guides
from tests.proofs.subjects.measurements import MEASUREMENTS

TODAY = date(2026, 1, 2)

pytestmark = pytest.mark.needs("wrk")


def test_a_record_keeps_the_rounds_and_how_it_was_measured(
    project: ScratchProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.proofs.quantities.SECONDS", 1)
    monkeypatch.setitem(WAYS, "requests-per-second", replace(WAYS["requests-per-second"], rounds=2))
    add_guides(project, "packages", "memory-megabytes")
    said: list[str] = []
    assert run(MEASUREMENTS, opened(project), ["packages", "speed"], said.append, TODAY) == 0
    records = project.records()
    packages, rate = (json.loads(records[f"measurements/{name}.json"]) for name in ("packages", "speed"))
    assert packages["values"] == {"alpha": 0.0, "beta": 0.0}
    assert "packages: alpha 0, beta 0" in said[0] + said[1]
    assert [len(rounds) for rounds in rate["rounds"].values()] == [2, 2]
    for name, rounds in rate["rounds"].items():
        assert rate["values"][name] == round(sum(rounds) / 2) > 0
    assert rate["commands"]["alpha"] == "sh -c 'exec env PORT=8000 python main.py'"
    assert "wrk on the same machine" in rate["machine"]
    assert "memory-megabytes.json" not in str(records), "it was not wanted"


def test_memory_is_that_of_the_running_app(project: ScratchProject) -> None:
    add_guides(project)
    guide = guides(opened(project))[0]
    assert 5 < WAYS["memory-megabytes"].take(guide, guide.sample.files["main.py"]) < 200
    assert WAYS["installed-megabytes"].take(guide, "") < 1


def test_what_is_not_measured_cannot_be_asked_for(project: ScratchProject) -> None:
    add_guides(project, "packages")
    with pytest.raises(ToolError, match="unknown name 'guard'; allowed: packages, speed"):
        run(MEASUREMENTS, opened(project), ["guard"])
