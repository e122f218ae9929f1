"""What puts a record out of date, and what does not."""

from pathlib import Path

import pytest

from macros.fingerprints import (
    frontend_fingerprint,
    image_fingerprint,
    is_current,
    measurement_fingerprint,
    sample_fingerprint,
    screenshot_fingerprint,
    since_fingerprint,
    workload_fingerprint,
)
from macros.model.base import (
    CriterionId,
    DeploymentId,
    FrameworkId,
    FrontEndId,
    GuideKey,
    SampleId,
    SampleKey,
    WorkloadId,
)
from tests.additions import GUARD, GUARDED, WEIGHT, add_screenshot, add_service, add_since, add_weight
from tests.project import ALPHA, BETA, BETA_PLUS, TASK, ScratchProject

TASK_FILE = "data/tasks/ask/task.yml"
MUTATIONS = "data/tasks/ask/mutations.yml"
FRAMEWORK = "data/frameworks/alpha.yml"
ASKING = "data/workloads/asking.yml"
ALONE = "data/ways/alpha-alone.yml"
MAIN = "data/tasks/ask/alpha/main.py"
LOCK = "data/stacks/alpha.lock"
DEPLOYMENT = "data/deployments/cellar/deployment.yml"

Edit = tuple[str, str, str]


def fingerprints(project: ScratchProject) -> dict[str, str]:
    """Return the fingerprints of the three samples and of the measurement."""
    catalog = project.catalog
    samples: dict[str, str] = {key.sample: sample_fingerprint(catalog, key) for key in (ALPHA, BETA, BETA_PLUS)}
    return {**samples, "asking": workload_fingerprint(catalog, WorkloadId("asking"))}


def changed(project: ScratchProject, *edits: Edit) -> set[str]:
    """Return whose fingerprint the edits change."""
    before = fingerprints(project)
    for edit in edits:
        project.edit(*edit)
    return {name for name, fingerprint in fingerprints(project).items() if fingerprint != before[name]}


TEXTS: list[Edit] = [
    (TASK_FILE, "title: Ask", "title: Ask it"),
    (TASK_FILE, "summary: Ask it, rightly and wrongly.", "summary: Other words."),
    (TASK_FILE, "    framework: alpha\n    short: As it comes.", "    framework: alpha\n    short: Other words."),
    (TASK_FILE, "short: It checks.", "short: Other words."),
    (TASK_FILE, '"check = True"', '"check ="'),
    (TASK_FILE, "short: Ask rightly.", "short: Other words."),
    (TASK_FILE, "# The only task.", "# Another remark."),
    (TASK_FILE, "send: {path: /ask}", "send:\n      path: '/ask'"),
    (MUTATIONS, "replace: reply = 200", "replace: 'reply = 200'"),
    (FRAMEWORK, "summary: It answers.", "summary: Other words."),
    (FRAMEWORK, "name: Alpha", "name: The Alpha"),
    (FRAMEWORK, "home: https://alpha.example/", "home: https://alpha.example/home"),
    ("data/criteria/guard.yml", "short: It is.", "short: Other words."),
    (DEPLOYMENT, "text: Write it.\n        file", "text: Other words.\n        file"),
    (ASKING, "short: It is asked again and again.", "short: Other words."),
    (ASKING, "says: a question", "says: other words"),
    (ALONE, "title: One process", "title: Other words"),
]


@pytest.mark.parametrize("edit", TEXTS, ids=[f"{path.split('/')[-1]}: {old[:25]!r}" for path, old, _ in TEXTS])
def test_texts_for_readers_do_not_change_a_fingerprint(project: ScratchProject, edit: Edit) -> None:
    assert changed(project, edit) == set()


EVERY = {"alpha", "beta", "beta-plus"}
MATTER: list[tuple[Edit, set[str]]] = [
    ((MAIN, "reply = 200", "reply = 201"), {"alpha", "asking"}),
    (("data/tasks/ask/shared/answers.py", "serve(check, reply)", "serve(check, answer)"), EVERY | {"asking"}),
    ((LOCK, "from: alpha", "from: alpha\nalpha==1.1"), {"alpha", "asking"}),
    ((FRAMEWORK, "requirement: alpha", "requirement: alpha[all]"), {"alpha", "asking"}),
    ((FRAMEWORK, "python main.py", "python -u main.py"), {"alpha"}),
    ((FRAMEWORK, "server: alpha", "server: gamma"), {"alpha"}),
    ((FRAMEWORK, "port: 8000", "port: 8001"), {"alpha"}),
    ((FRAMEWORK, "port_variable: PORT", "port_variable: PORTO"), {"alpha"}),
    ((TASK_FILE, "adds: [plus]", "adds: [plus, more]"), {"beta-plus"}),
    ((TASK_FILE, "adds: [plus]", "adds: [plus], run: other"), {"beta-plus"}),
    ((TASK_FILE, "framework: beta, adds", "framework: alpha, adds"), {"beta-plus"}),
    ((TASK_FILE, "{path: /ask}", "{path: /ask?}"), EVERY | {"asking"}),
    ((TASK_FILE, "json: {x: 1}", "json: {x: 1.5}"), EVERY),
    ((TASK_FILE, "json: {x: 1}", "json: {x: '1'}"), EVERY),
    ((TASK_FILE, "json: {x: 1}", "form: {x: '1'}"), EVERY),
    ((TASK_FILE, "json: {x: 1}", "json: {x: 1}, headers: {A: b}"), EVERY),
    ((TASK_FILE, "method: POST", "method: PUT"), EVERY),
    ((TASK_FILE, "{status: 422}", "{status: [422]}"), EVERY),
    ((TASK_FILE, "{status: 422}", "{status: 422, lacks: [x]}"), EVERY),
    ((TASK_FILE, "    every: answered\n", ""), EVERY | {"asking"}),
    ((TASK_FILE, "  right:\n", "  rightly:\n"), EVERY | {"asking"}),
    ((TASK_FILE, "send: {path: /ask}", "browse: {steps: [{open: https://a.example/}]}"), EVERY | {"asking"}),
    ((TASK_FILE, "adds: [plus]", "adds: [plus], workers: [{run: work, ready: Ready}]"), {"beta-plus"}),
    ((TASK_FILE, "exchanges:\n", "host: ask.example\nexchanges:\n"), EVERY),
    ((MUTATIONS, "reply = 500", "reply = 501"), {"alpha"}),
    ((MUTATIONS, "breaks: [right]", "breaks: [right, wrong]"), {"alpha"}),
    ((MUTATIONS, "- sample: beta", "- sample: beta-plus"), {"beta", "beta-plus"}),
    (("data/deployments/cellar/alpha/startup.txt", "--port 8000", "--port 8000 --fast"), {"asking"}),
    ((ASKING, "connections: 2", "connections: 3"), {"asking"}),
    ((ASKING, "  beta-alone: beta\n", ""), {"asking"}),
    ((ASKING, "  alpha-alone: alpha\n  beta-alone: beta", "  beta-alone: beta\n  alpha-alone: alpha"), {"asking"}),
    ((ASKING, "beta-alone: beta", "beta-alone: beta-plus"), {"asking"}),
    ((ALONE, "workers: 1", "workers: 2"), {"asking"}),
    ((ALONE, "guide: cellar", "guide: cellar\nrun: alpha --port 8000"), {"asking"}),
]


@pytest.mark.parametrize(("edit", "whose"), MATTER, ids=[f"{e[0].split('/')[-1]}: {e[2][:25]!r}" for e, _ in MATTER])
def test_what_ran_and_what_was_asked_change_a_fingerprint(project: ScratchProject, edit: Edit, whose: set[str]) -> None:
    assert changed(project, edit) == whose


def test_what_only_installs_or_fronts_an_app_has_no_part_in_its_measurement(project: ScratchProject) -> None:
    before = fingerprints(project)
    project.write("data/deployments/cellar/alpha/install.sh", "cp * /srv\n")
    assert fingerprints(project) == before
    project.write("data/deployments/cellar/alpha/serve.py", "from main import app\n")
    assert fingerprints(project)["asking"] != before["asking"]


def test_a_file_more_and_a_lock_less_change_a_fingerprint(project: ScratchProject) -> None:
    before = fingerprints(project)
    project.write("data/tasks/ask/beta/empty.txt", "")
    project.remove(LOCK)
    after = fingerprints(project)
    assert {name for name in before if before[name] != after[name]} == {"alpha", "beta", "asking"}


def test_the_order_of_mutations_matters_within_a_sample_only(project: ScratchProject) -> None:
    before = fingerprints(project)
    remark, first, second, third = project.read(MUTATIONS).replace("- sample", "\0- sample").split("\0")
    project.write(MUTATIONS, remark + second + first + third)
    assert fingerprints(project) == before
    project.write(MUTATIONS, remark + third + second + first)
    after = fingerprints(project)
    assert {name for name in before if before[name] != after[name]} == {"alpha"}


def test_a_fingerprint_is_the_same_wherever_the_project_is(tmp_path: Path) -> None:
    here, there = ScratchProject.make(tmp_path / "here"), ScratchProject.make(tmp_path / "there")
    assert fingerprints(here) == fingerprints(there)
    assert all(len(fingerprint) == 64 for fingerprint in fingerprints(here).values())


def test_what_is_counted_is_of_the_stacks_that_are_named(project: ScratchProject) -> None:
    add_weight(project)
    weight = CriterionId("weight")
    before = measurement_fingerprint(project.catalog, weight)
    project.edit(WEIGHT, "title: With plus", "title: Other words")
    assert measurement_fingerprint(project.catalog, weight) == before
    project.edit("data/stacks/beta+plus.lock", "from: beta, plus", "from: beta, plus\nplus==1.1")
    assert measurement_fingerprint(project.catalog, weight) != before


def test_only_a_measured_criterion_has_a_measurement(project: ScratchProject) -> None:
    with pytest.raises(TypeError, match="'guard' is not measured"):
        measurement_fingerprint(project.catalog, CriterionId("guard"))


@pytest.mark.parametrize(
    ("edit", "whose"),
    [
        (("data/tasks/ask/well/well.py", "water", "wine"), {"alpha"}),
        (("data/stacks/bucket+rope.lock", "Generated", "Made"), {"alpha"}),
        ((TASK_FILE, "port: 7000", "port: 7001"), {"alpha"}),
        ((TASK_FILE, "It holds water.", "Other words."), set()),
        ((TASK_FILE, "A `well`", "Other words"), set()),
        ((TASK_FILE, "https://well.example/", "https://spring.example/"), set()),
    ],
)
def test_a_service_is_part_of_what_ran_for_the_sample_that_needs_it(
    project: ScratchProject, edit: Edit, whose: set[str]
) -> None:
    add_service(project)
    assert changed(project, edit) == whose


def test_a_step_is_out_of_date_when_the_step_that_it_follows_changes(project: ScratchProject) -> None:
    step = SampleKey(TASK, SampleId("alpha-next"))
    project.edit(
        TASK_FILE, "  beta: {", "  alpha-next: {framework: alpha, short: Next., follows: alpha, adds: [x]}\n  beta: {"
    )
    before = sample_fingerprint(project.catalog, step)
    project.edit(MAIN, "reply = 200", "reply = 201")
    assert sample_fingerprint(project.catalog, step) != before


def test_a_screenshot_is_of_its_sample_and_of_how_it_is_opened(project: ScratchProject) -> None:
    key = add_screenshot(project, "page")
    before = screenshot_fingerprint(project.catalog, key)
    project.edit(TASK_FILE, "The console.", "Other words.")
    assert screenshot_fingerprint(project.catalog, key) == before
    project.edit(TASK_FILE, "open: /", "open: /there")
    after = screenshot_fingerprint(project.catalog, key)
    assert after != before
    project.edit(MAIN, "reply = 200", "reply = 201")
    assert screenshot_fingerprint(project.catalog, key) != after


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (("data/frontends/screen/src/screen.js", "show()", "hide()"), True),
        (("data/frontends/screen/frontend.yml", "output: dist", "output: built"), True),
        ((MAIN, "reply = 200", "reply = 201"), True),
        ((LOCK, "Generated", "Made"), True),
        ((FRAMEWORK, "port: 8000", "port: 8001"), True),
        (("data/tasks/ask/beta-plus/main.py", "reply = 200", "reply = 201"), False),
        (("data/frontends/screen/frontend.yml", "how: By light.", "how: Other words."), False),
    ],
)
def test_a_front_end_is_of_its_files_and_of_the_samples_that_serve_it(
    project: ScratchProject, edit: Edit, changes: bool
) -> None:
    project.add_frontend()
    screen = FrontEndId("screen")
    before = frontend_fingerprint(project.catalog, screen)
    project.edit(*edit)
    assert (frontend_fingerprint(project.catalog, screen) != before) is changes


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (("data/deployments/cellar/alpha/Dockerfile", "FROM x", "FROM y"), True),
        (("data/deployments/cellar/alpha/startup.txt", "8000", "8001"), False),
        ((MAIN, "reply = 200", "reply = 201"), True),
        ((TASK_FILE, "{path: /ask}", "{path: /ask?}"), True),
        ((TASK_FILE, "short: Ask rightly.", "short: Other words."), False),
    ],
)
def test_an_image_is_of_what_it_gets_and_is_asked(project: ScratchProject, edit: Edit, changes: bool) -> None:
    project.write("data/deployments/cellar/alpha/Dockerfile", "FROM x\n")
    guide = GuideKey(DeploymentId("cellar"), FrameworkId("alpha"))
    before = image_fingerprint(project.catalog, guide)
    project.edit(*edit)
    assert (image_fingerprint(project.catalog, guide) != before) is changes


def test_a_record_is_current_while_its_sample_is_as_it_ran(project: ScratchProject) -> None:
    assert is_current(project.catalog, ALPHA)
    project.edit(MAIN, "reply = 200", "reply = 201")
    catalog = project.catalog
    assert (is_current(catalog, ALPHA), is_current(catalog, BETA)) == (False, True)
    assert not is_current(catalog, SampleKey(TASK, SampleId("nobody")))


OLDER_START = (FRAMEWORK, "server: alpha}", 'server: alpha, older: [{before: "0.5", command: alpha run}]}')
OLDER_EDIT = (
    TASK_FILE,
    "    notes:\n",
    '    older: [{before: "0.5", file: main.py, replace: serve, with: run}]\n    notes:\n',
)


def test_how_older_releases_are_run_changes_no_record_of_the_locked_one(project: ScratchProject) -> None:
    assert changed(project, OLDER_START, OLDER_EDIT) == set()


@pytest.mark.parametrize(
    "edit",
    [
        OLDER_START,
        OLDER_EDIT,
        (GUARD, 'since: "0.9"', 'since: "0.8"'),
        (GUARD, "no: {wrong: accepted}", "no: {wrong: accepted, right: failed}"),
        (TASK_FILE, "accepted: {status: 200}", "accepted: {status: 201}"),
        (MAIN, "reply = 200", "reply = 201"),
        (FRAMEWORK, "package: alpha", "package: alpha-core"),
    ],
)
def test_the_runs_of_two_releases_belong_to_all_that_ran_there(project: ScratchProject, edit: Edit) -> None:
    add_since(project)
    before = since_fingerprint(project.catalog, GUARDED)
    project.write(LOCK, project.read(LOCK) + "more==1.0\n")
    assert since_fingerprint(project.catalog, GUARDED) == before, "throwaway stacks do not come from the lock"
    project.edit(*edit)
    assert since_fingerprint(project.catalog, GUARDED) != before
