"""What a build says when the data and what was run have come apart: the exact lines."""

import json
from pathlib import Path

import pytest

from tests.site_copy import edit, invented, run

pytestmark = pytest.mark.xdist_group("site")

NO_BETA = "data/criteria/guard.yml", "verdict: no", "verdict: yes\n    by: core"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return invented(tmp_path)


def errors(root: Path) -> list[str]:
    """Return the lines in which a build that fails says why."""
    done = run(root, "mkdocs", "build", "--quiet")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return [line.removeprefix("ERROR   -  ") for line in done.stderr.splitlines() if line.startswith("ERROR")]


def at(root: Path, path: str, piece: str) -> str:
    """Return the place of the only line that holds a piece, as messages write it."""
    lines = (root / path).read_text("utf-8").splitlines()
    (number,) = [number for number, line in enumerate(lines, 1) if piece in line]
    return f"{path}:{number}:{lines[number - 1].index(piece) + 1}"


def test_a_flipped_verdict_is_contradicted_by_the_run(root: Path) -> None:
    verdict = (root / "data/criteria/guard.yml").read_text().splitlines().index("    verdict: no") + 1
    edit(root, *NO_BETA)
    (line,) = errors(root)
    place, said = line.split(": ", 1)
    assert place == f"data/criteria/guard.yml:{verdict}:14"
    assert said.startswith("the verdict 'yes' contradicts the run in data/records/ask/beta.json:")
    assert said.endswith(", which shows 'no' (wrong: accepted)")


def test_an_edited_program_makes_its_record_out_of_date_and_no_other(root: Path) -> None:
    edit(root, "data/tasks/ask/beta-plus/main.py", "plus = True", "plus = 'more'")
    place = at(root, "data/tasks/ask/task.yml", "{framework: beta, adds")
    what = "out of date: the sample 'beta-plus', its task or its lock changed since it ran; run 'make verify'"
    assert errors(root) == [f"{place}: {what}"]


def test_a_deleted_record_says_that_the_sample_was_never_run(root: Path) -> None:
    (root / "data/records/ask/beta-plus.json").unlink()
    said = errors(root)
    place = at(root, "data/tasks/ask/task.yml", "{framework: beta, adds")
    assert f"{place}: the sample 'beta-plus' was never run; run 'make verify'" in said


def test_a_record_of_nothing_is_found(root: Path) -> None:
    record = root / "data/records/ask/beta-plus.json"
    (root / "data/records/ask/gone.json").write_bytes(record.read_bytes())
    assert errors(root) == [
        "data/records/ask/gone.json:1:1: a record of 'ask/gone', which is no longer there; run 'make verify'"
    ]


def test_a_deleted_lock_asks_for_a_lock_and_a_run(root: Path) -> None:
    (root / "data/tasks/ask/beta-plus/requirements.lock").unlink()
    place = at(root, "data/tasks/ask/task.yml", "{framework: beta, adds")
    assert f"{place}: the sample 'beta-plus' has no lock; run 'make lock'" in errors(root)


def test_a_record_edited_by_hand_is_refused(root: Path) -> None:
    path = root / "data/records/ask/beta.json"
    record = json.loads(path.read_text())
    record["verdict"] = "yes"
    path.write_text(json.dumps(record))
    said = errors(root)
    assert said[0].startswith("data/records/ask/beta.json:1:1: not a record (verdict: ")
    assert said[0].endswith("; records are written by 'make verify', not by hand")


def test_a_record_whose_outcome_was_altered_contradicts_the_written_verdict(root: Path) -> None:
    edit(root, "data/records/ask/beta.json", '"outcome": "accepted"', '"outcome": "refused"')
    assert any("the verdict 'no' contradicts the run in data/records/ask/beta.json" in one for one in errors(root))


def test_a_deleted_measurement_says_that_it_was_never_measured(root: Path) -> None:
    (root / "data/records/measurements/speed.json").unlink()
    (line,) = errors(root)
    assert line.startswith("data/criteria/speed.yml:")
    assert line.endswith("this was never measured; run 'make measure'")


def test_a_reworded_text_makes_nothing_out_of_date(root: Path) -> None:
    edit(root, "data/tasks/ask/task.yml", "short: Ask wrongly.", "short: Ask for what is wrong.")
    edit(root, "data/tasks/ask/task.yml", "title: Ask", "title: Ask it")
    assert run(root, "mkdocs", "build", "--quiet").returncode == 0
