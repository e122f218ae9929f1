"""Measurements: each way in turns, refused where they mean nothing, kept beside a record that they contradict."""

import json
from datetime import date

import pytest

from macros import measuring
from macros.model.base import WayId, WorkloadId
from tests.project import ScratchProject
from tests.proofs import quantities
from tests.proofs.errors import ToolError
from tests.proofs.runs import run
from tests.proofs.specifications.runnable import ANSWERS, add_guides, opened, weigh
from tests.proofs.subjects.measurements import MEASUREMENTS, DeployedWay

TODAY = date(2026, 1, 2)
RECORD = "measurements/workloads/asking.json"
ASKING = "data/workloads/asking.yml"

pytestmark = pytest.mark.needs("wrk")


@pytest.fixture
def project(project: ScratchProject) -> ScratchProject:
    """Let the guides start the samples, which take their time so that the load costs the tests' machine little."""
    add_guides(project)
    project.edit(ANSWERS, "        def do_GET(self):\n", "        def do_GET(self):\n            time.sleep(0.02)\n")
    project.edit(ANSWERS, "import os\n", "import os\nimport time\n")
    return project


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take one round, whatever the machine does meanwhile: its values are not looked at."""
    monkeypatch.setattr(measuring, "ROUNDS", 1)
    for limit in ("OTHERS", "SPREAD", "FACTOR", "CONTROL"):
        monkeypatch.setattr(measuring, limit, 1e9)


def measured(project: ScratchProject, *wanted: str, today: date = TODAY) -> tuple[int, str]:
    """Measure, and return the exit status and what was said."""
    said: list[str] = []
    return run(MEASUREMENTS, opened(project), wanted, said.append, today), "\n".join(said)


def way(project: ScratchProject, name: str = "alpha-alone") -> DeployedWay:
    return DeployedWay(opened(project), WorkloadId("asking"), WayId(name))


@pytest.mark.usefixtures("lenient")
def test_a_workload_is_measured_with_all_its_ways_and_the_machine_is_named(project: ScratchProject) -> None:
    status, said = measured(project, "workloads/asking")
    assert status == 0
    assert "workloads/asking: alpha-alone " in said
    record = json.loads(project.records()[RECORD])
    assert [*record["ways"]] == ["alpha-alone", "beta-alone"]
    for taken in record["ways"].values():
        assert set(taken["values"]) == set(taken["rounds"]) == set(quantities.DIGITS) - set(quantities.COUNTED)
        assert all(value > 0 for value in taken["values"].values())
        assert {name: rounds[0] for name, rounds in taken["rounds"].items()} == taken["values"]
    assert len(record["control"]) == 1
    assert record["ways"]["alpha-alone"]["command"] == "sh -c 'exec env PORT=8000 python main.py'"
    assert record["generator"].startswith("wrk ")
    assert record["machine"]["cores"] > 0
    assert all(record["machine"].values())
    assert not [problem for problem in project.errors() if "rounds" not in problem], "the reader takes what was written"


def test_a_way_may_have_another_command_and_need_more_than_its_guide(project: ScratchProject) -> None:
    project.edit("data/ways/alpha-alone.yml", "workers: 1", "workers: 1\nadds: [plus]\nrun: python main.py --port 8000")
    project.lock("alpha", "plus")
    assert way(project).command == "python main.py --port 8000"
    assert way(project).requirements.requirements == ("alpha", "plus")


@pytest.mark.usefixtures("lenient")
def test_what_means_nothing_is_refused_and_the_record_stays(
    project: ScratchProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert measured(project, "workloads/asking")[0] == 0
    before = project.records()
    monkeypatch.setattr(measuring, "FACTOR", 0.5)  # no two rounds are so much alike
    status, said = measured(project, "workloads/asking")
    assert status == 1
    assert "refused, since the ratios would mean nothing:\n  - the rounds of 'alpha-alone' differ by a factor" in said
    assert "No record was changed." in said
    assert project.records() == before


@pytest.mark.usefixtures("lenient")
def test_a_busy_machine_is_refused(project: ScratchProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "OTHERS", -1.0)  # however quiet it is
    monkeypatch.setattr("tests.proofs.processor.PATIENCE", 0.1)
    status, said = measured(project, "workloads/asking")
    assert status == 1
    assert "refused: for 0 seconds other programs took" in said
    assert RECORD not in project.records()


@pytest.mark.usefixtures("lenient")
def test_a_run_that_contradicts_the_record_is_kept_beside_it(
    project: ScratchProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured(project, "workloads/asking")
    stored = json.loads(project.records()[RECORD])
    stored["ways"]["alpha-alone"]["rounds"]["requests-per-second"] = [1e7]
    stored["control"] = [1e7]
    project.write_json(f"data/records/{RECORD}", stored)
    monkeypatch.setattr(measuring, "CONTROL", 10.0)
    status, said = measured(project, "workloads/asking", today=date(2026, 1, 3))
    assert status == 0
    assert "contradicts the record of 2026-01-02, which stays" in said
    assert f"To begin anew, remove data/records/{RECORD} and measure again." in said
    record = json.loads(project.records()[RECORD])
    (seen,) = record.pop("observations")
    assert record | {"digest": ""} == stored | {"digest": ""}, "the rest is as before"
    assert seen["measured"] == "2026-01-03"
    assert seen["contradicts"][0].startswith("'alpha-alone' against 'beta-alone': ")
    assert len(seen["rates"]["alpha-alone"]) == 1


@pytest.mark.usefixtures("lenient")
def test_a_record_of_something_else_contradicts_nothing(project: ScratchProject) -> None:
    measured(project, "workloads/asking")
    stored = json.loads(project.records()[RECORD])
    stored["ways"]["alpha-alone"]["rounds"]["requests-per-second"] = [1e12]
    project.write_json(f"data/records/{RECORD}", stored | {"fingerprint": "old"})
    assert "contradicts" not in measured(project, "workloads/asking")[1]
    assert "observations" not in json.loads(project.records()[RECORD])


def test_more_than_can_be_is_an_error(project: ScratchProject) -> None:
    """Two connections over a wait of a second give two replies a second at most; these do not wait."""
    project.edit(ASKING, "seconds: 1", "seconds: 1\nwait: 1.0")
    message = r"alpha-alone: an error of the measurement: [\d.e+]+ requests a second, but no more than 2 are possible"
    with pytest.raises(ToolError, match=message):
        way(project).run()


def test_a_reply_that_was_judged_wrong_is_an_error(project: ScratchProject) -> None:
    project.edit(ANSWERS, "self.answer(reply)", "self.answer(500)")
    with pytest.raises(ToolError, match="alpha-alone: right: every sample must show 'answered'"):
        way(project).run()


def test_a_reply_that_goes_wrong_under_load_is_an_error(project: ScratchProject) -> None:
    project.edit(ANSWERS, "        def do_GET(self):\n", "        asked = []\n\n        def do_GET(self):\n")
    later = "self.asked.append(1)\n            self.answer(reply if len(self.asked) < 10 else 204)"
    project.edit(ANSWERS, "self.answer(reply)", later)
    with pytest.raises(ToolError, match=r"alpha-alone: \d+ of \d+ replies were not the one that was judged"):
        way(project).run()


def test_a_way_without_an_access_log_is_an_error(project: ScratchProject) -> None:
    project.edit(
        ANSWERS,
        "        def do_GET(self):",
        "        def log_message(self, *_):\n            pass\n\n        def do_GET(self):",
    )
    with pytest.raises(ToolError, match=r"wrote 0 lines for \d+ requests; all ways need an access log"):
        way(project).run()


def test_stacks_are_counted_in(project: ScratchProject) -> None:
    weigh(project)
    assert measured(project, "stacks") == (
        0,
        "[1/1] stacks/weight: alpha 1, beta 1, alpha 1, beta 1\n1 run, 1 changed\n  stacks/weight",
    )
    record = json.loads(project.records()["measurements/stacks/weight.json"])
    assert record["values"] == {"bare": {"alpha": 1.0, "beta": 1.0}, "full": {"alpha": 1.0, "beta": 1.0}}
    assert not [line for line in project.problems() if "weight" in line]


@pytest.mark.usefixtures("lenient")
def test_what_could_be_measured_is_written_though_another_is_refused(project: ScratchProject) -> None:
    weigh(project)
    project.edit(ANSWERS, "self.answer(reply)", "self.answer(500)")
    status, said = measured(project)
    assert status == 1
    assert "1 of 2 failed. Only the others were written." in said
    assert set(project.records()) == {"measurements/stacks/weight.json"}


def test_what_is_not_measured_cannot_be_asked_for(project: ScratchProject) -> None:
    with pytest.raises(ToolError, match="unknown name 'guard'; allowed: workloads, workloads/asking"):
        measured(project, "guard")
