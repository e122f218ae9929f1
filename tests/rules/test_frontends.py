"""Front ends can be built from what their folders hold, and a sample serves them."""

import pytest

from tests.project import VISIT, ScratchProject
from tests.rules import SCREEN, TASK, Case, each

CASES = [
    Case(
        "frontends_are_visited",
        [(TASK, VISIT, "")],
        [f"{TASK}:2:1: front ends are served here: 'visit' is missing, which says what a browser does with them"],
    ),
    Case(
        "frontends_can_be_built",
        [(f"{SCREEN}/package.json", '"build"', '"bulid"')],
        [f"{SCREEN}/package.json:1:1: there is no script called 'build'"],
    ),
    Case(
        "frontends_can_be_built",
        [(f"{SCREEN}/frontend.yml", "package: screen", "package: sceren")],
        [f"{SCREEN}/frontend.yml:8:10: unknown package 'sceren'; allowed: screen; did you mean 'screen'?"],
    ),
    Case(
        "frontends_can_be_built",
        [(f"{SCREEN}/package.json", '{\n  "scripts"', '[\n  "scripts"')],
        [f"{SCREEN}/package.json:1:1: a JSON file is needed that says what npm installs and how it builds"],
    ),
    Case(
        "frontends_are_locked",
        [(f"{SCREEN}/package-lock.json", '"integrity"', '"resolved"')],
        [f"{SCREEN}/package-lock.json:1:1: the lock names a registry's address; run 'make lock'"],
    ),
    Case(
        "frontends_are_locked",
        [(f"{SCREEN}/package-lock.json", "node_modules/screen", "node_modules/scren")],
        [f"{SCREEN}/package-lock.json:1:1: the lock lacks screen; run 'make lock'"],
        "stale",
    ),
    Case(
        "frontends_are_locked",
        [(f"{SCREEN}/package-lock.json", '"packages"', "packages")],
        [f"{SCREEN}/package-lock.json:1:1: the lock is missing or no JSON; run 'make lock'"],
        "stale",
    ),
]


@pytest.fixture
def project(project: ScratchProject) -> ScratchProject:
    project.add_frontend()
    return project


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    case.check(project)


def test_a_sound_front_end_has_no_problem(project: ScratchProject) -> None:
    assert project.problems() == []


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("package.json", "[]", "a JSON file is needed that says what npm installs and how it builds"),
        ("package.json", '{"scripts": "build"}', "there is no script called 'build'"),
        ("package-lock.json", "[" * 100_000, "the lock is missing or no JSON; run 'make lock'"),
        ("package-lock.json", '{"packages": ["node_modules/screen"]}', "the lock lacks screen; run 'make lock'"),
        ("package-lock.json", '{"packages": {"node_modules/other": 1}}', "the lock lacks screen; run 'make lock'"),
    ],
)
def test_json_of_another_shape_is_named(project: ScratchProject, file: str, content: str, expected: str) -> None:
    project.write(f"{SCREEN}/{file}", content)
    assert f"{SCREEN}/{file}:1:1: {expected}" in project.problems()


def test_what_npm_leaves_in_the_folder_is_not_read(project: ScratchProject) -> None:
    project.write(f"{SCREEN}/node_modules/screen/index.js", "x")
    assert project.problems() == []


def test_a_front_end_names_a_task_that_exists(project: ScratchProject) -> None:
    project.edit(f"{SCREEN}/frontend.yml", "task: ask", "task: aks")
    assert project.errors() == [f"{SCREEN}/frontend.yml:7:7: unknown task 'aks'; allowed: ask; did you mean 'ask'?"]


def test_no_visit_is_left_over(project: ScratchProject) -> None:
    project.remove(SCREEN)
    assert project.errors() == [f"{TASK}:28:1: no front end is served here; remove 'visit'"]


def test_frontends_are_served(project: ScratchProject) -> None:
    project.edit(TASK, "  beta: {framework: beta,", "  beta-own: {framework: beta,")
    project.edit(TASK, "  alpha:\n", "  alpha-own:\n")
    message = f"{SCREEN}/frontend.yml:7:7: the task 'ask' has no framework's own sample to serve it"
    assert message in project.errors()
