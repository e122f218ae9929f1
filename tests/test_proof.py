"""What puts a record out of date, and what does not."""

from pathlib import Path

import pytest

from macros.proof import measurement_proof_of, proof_of
from macros.reader import load
from tests.data_copy import edit
from tests.tiny import tiny, write

TASK = "data/tasks/ask/task.yml"
MUTATIONS = "data/tasks/ask/mutations.yml"
ALPHA = "data/frameworks/alpha.yml"
FILE = "data/tasks/ask/alpha/main.py"
LOCK = "data/tasks/ask/alpha/requirements.lock"
SPEED = "data/criteria/speed.yml"
GUIDE = "data/deployments/cellar/deployment.yml"

Edit = tuple[str, str, str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny(tmp_path)


def proofs(root: Path) -> dict[str, str]:
    """Return the proofs of the three samples and of the measurement."""
    catalog = load(root).catalog
    found = {sample: proof_of(catalog, "ask", sample) for sample in ("alpha", "beta", "beta-plus")}
    return {**found, "speed": measurement_proof_of(catalog, "speed")}


def changed(root: Path, *edits: Edit) -> set[str]:
    """Return whose proof the edits change."""
    before = proofs(root)
    for path, old, new in edits:
        edit(root, path, old, new)
    after = proofs(root)
    return {name for name in before if before[name] != after[name]}


TEXTS: list[Edit] = [
    (TASK, "title: Ask", "title: Ask it"),
    (TASK, "summary: Ask it, rightly and wrongly.", "summary: Other words."),
    (TASK, "    framework: alpha\n    short: As it comes.", "    framework: alpha\n    short: Other words."),
    (TASK, "short: It checks.", "short: Other words."),
    (TASK, '"check = True"', '"check ="'),
    (TASK, "short: Ask rightly.", "short: Other words."),
    (TASK, "# The only task.", "# Another remark."),
    (TASK, "send: {path: /ask}", "send:\n      path: '/ask'"),
    (MUTATIONS, "replace: reply = 200", "replace: 'reply = 200'"),
    (ALPHA, "summary: It answers.", "summary: Other words."),
    (ALPHA, "name: Alpha", "name: The Alpha"),
    (ALPHA, "home: https://alpha.example/", "home: https://alpha.example/home"),
    ("data/criteria/guard.yml", "short: It is.", "short: Other words."),
    (GUIDE, "text: Write it.\n        file", "text: Other words.\n        file"),
]


@pytest.mark.parametrize("one", TEXTS, ids=[f"{path.split('/')[-1]}: {old[:25]!r}" for path, old, _ in TEXTS])
def test_texts_for_readers_do_not_change_a_proof(root: Path, one: Edit) -> None:
    assert changed(root, one) == set()


EVERY = {"alpha", "beta", "beta-plus"}
MATTER: list[tuple[Edit, set[str]]] = [
    ((FILE, "reply = 200", "reply = 201"), {"alpha", "speed"}),
    ((LOCK, "alpha==1.0", "alpha==1.1"), {"alpha"}),
    ((ALPHA, "requirement: alpha", "requirement: alpha[all]"), {"alpha"}),
    ((ALPHA, "alpha run", "alpha start"), {"alpha"}),
    ((ALPHA, "port: 8000", "port: 8001"), {"alpha"}),
    ((ALPHA, "port_variable: PORT", "port_variable: PORTO"), {"alpha"}),
    ((TASK, "adds: [plus]", "adds: [plus, more]"), {"beta-plus"}),
    ((TASK, "adds: [plus]", "adds: [plus], run: other"), {"beta-plus"}),
    ((TASK, "framework: beta, adds", "framework: alpha, adds"), {"beta-plus"}),
    ((TASK, "{path: /ask}", "{path: /ask?}"), EVERY),
    ((TASK, "json: {x: 1}", "json: {x: 1.5}"), EVERY),
    ((TASK, "json: {x: 1}", "json: {x: '1'}"), EVERY),
    ((TASK, "json: {x: 1}", "form: {x: '1'}"), EVERY),
    ((TASK, "json: {x: 1}", "json: {x: 1}, headers: {A: b}"), EVERY),
    ((TASK, "method: POST", "method: PUT"), EVERY),
    ((TASK, "{status: 422}", "{status: [422]}"), EVERY),
    ((TASK, "{status: 422}", "{status: 422, lacks: [x]}"), EVERY),
    ((TASK, "    every: answered\n", ""), EVERY),
    ((TASK, "  right:\n", "  rightly:\n"), EVERY),
    ((MUTATIONS, "reply = 500", "reply = 501"), {"alpha"}),
    ((MUTATIONS, "breaks: [right]", "breaks: [right, wrong]"), {"alpha"}),
    ((MUTATIONS, "- sample: beta", "- sample: beta-plus"), {"beta", "beta-plus"}),
    (("data/deployments/cellar/alpha/start.sh", "--port 8000", "--port 8000 --fast"), {"speed"}),
    ((SPEED, "  beta: {short: As measured.}\n", ""), {"speed"}),
]


@pytest.mark.parametrize(("one", "whose"), MATTER, ids=[f"{e[0].split('/')[-1]}: {e[2][:25]!r}" for e, _ in MATTER])
def test_what_ran_and_what_was_asked_change_a_proof(root: Path, one: Edit, whose: set[str]) -> None:
    assert changed(root, one) == whose


def test_a_file_more_and_a_lock_less_change_a_proof(root: Path) -> None:
    before = proofs(root)
    write(root, "data/tasks/ask/beta/empty.txt", "")
    (root / LOCK).unlink()
    after = proofs(root)
    assert {name for name in before if before[name] != after[name]} == {"alpha", "beta", "speed"}


def test_the_order_of_mutations_matters_within_a_sample_only(root: Path) -> None:
    before = proofs(root)
    remark, first, second, third = (root / MUTATIONS).read_text().replace("- sample", "\0- sample").split("\0")
    write(root, MUTATIONS, remark + second + first + third)
    assert proofs(root) == before
    write(root, MUTATIONS, remark + third + second + first)
    assert {name for name, proof in proofs(root).items() if proof != before[name]} == {"alpha"}


def test_a_proof_is_the_same_wherever_the_project_stands(tmp_path: Path) -> None:
    assert proofs(tiny(tmp_path / "one")) == proofs(tiny(tmp_path / "two"))
    assert all(len(proof) == 64 for proof in proofs(tmp_path / "one").values())


def test_only_a_measured_criterion_has_a_measurement(root: Path) -> None:
    with pytest.raises(TypeError, match="'guard' is not measured"):
        measurement_proof_of(load(root).catalog, "guard")
