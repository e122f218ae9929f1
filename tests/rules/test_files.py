"""What the YAML says of files agrees with the files."""

import pytest

from tests.project import BETA_PLUS, ScratchProject
from tests.rules import CELLAR, MUTATIONS, SCREEN, TASK, Case, add_service, each

STEP = "        text: Write it.\n        file: startup.txt"
PLUS = "adds: [plus], short: With plus."
ANSWERS = "data/tasks/ask/shared/answers.py"

CASES = [
    Case(
        "notes_point_at_one_line",
        [(TASK, "file: main.py", "file: mian.py")],
        [f"{TASK}:9:15: unknown file 'mian.py'; allowed: answers.py, main.py; did you mean 'main.py'?"],
    ),
    Case(
        "notes_point_at_one_line",
        [(TASK, '"check = True"', '" = "')],
        [f"{TASK}:10:15: 2 lines of 'main.py' contain this text; a note belongs to exactly one"],
    ),
    Case(
        "notes_point_at_one_line",
        [(TASK, '"check = True"', "check = true")],
        [f"{TASK}:10:15: 0 lines of 'main.py' contain this text; a note belongs to exactly one"],
    ),
    Case(
        "notes_point_at_one_line",
        [(f"{SCREEN}/frontend.yml", "line: show()", "line: hide()")],
        [f"{SCREEN}/frontend.yml:11:33: 0 lines of 'src/screen.js' contain this text; a note belongs to exactly one"],
    ),
    Case(
        "notes_point_at_one_line",
        [(f"{SCREEN}/frontend.yml", "file: src/screen.js", "file: src/scren.js")],
        [
            f"{SCREEN}/frontend.yml:11:12: unknown file 'src/scren.js'; "
            "allowed: package-lock.json, package.json, src/screen.js; did you mean 'src/screen.js'?"
        ],
    ),
    Case(
        "mutations_replace_one_piece",
        [
            (MUTATIONS, "main.py\n  replace: check = True", "mian.py\n  replace: check = True"),
            (MUTATIONS, "replace: reply = 200", 'replace: " = "'),
            (MUTATIONS, "check = False\n  with: check = True", "check = False\n  with: check = False"),
        ],
        [
            f"{MUTATIONS}:3:9: unknown file 'mian.py'; allowed: answers.py, main.py; did you mean 'main.py'?",
            f"{MUTATIONS}:10:9: this changes nothing",
            f"{MUTATIONS}:14:12: 'main.py' contains this text 2 times; a mutation replaces exactly one piece",
        ],
    ),
    Case(
        "mutations_replace_one_piece",
        [(MUTATIONS, "replace: reply = 200", "replace: reply = 201")],
        [f"{MUTATIONS}:14:12: 'main.py' contains this text 0 times; a mutation replaces exactly one piece"],
    ),
    Case(
        "older_edits_replace_one_piece",
        [
            (
                TASK,
                "        short: It checks.\n",
                "        short: It checks.\n    older:\n"
                '      - {before: "0.5", file: main.py, replace: " = ", with: ": "}\n'
                '      - {before: "0.5", file: main.py, replace: serve(check, with: serve(check}\n'
                '      - {before: "0.4", file: mian.py, replace: a, with: b}\n',
            )
        ],
        [
            f"{TASK}:13:49: 'main.py' contains this text 2 times; an edit replaces exactly one piece",
            f"{TASK}:14:68: this changes nothing",
            f"{TASK}:15:31: unknown file 'mian.py'; allowed: answers.py, main.py; did you mean 'main.py'?",
        ],
    ),
    Case(
        "guides_show_their_files",
        [
            (CELLAR, "file: startup.txt, port: 8000", "file: run.sh, port: 8000"),
            (CELLAR, STEP, STEP.replace("startup.txt", "satrtup.txt")),
        ],
        [
            f"{CELLAR}:10:19: unknown file 'run.sh'; allowed: startup.txt",
            f"{CELLAR}:11:5: no step shows the file 'alpha/startup.txt'; show it or remove it",
            f"{CELLAR}:14:15: unknown file 'satrtup.txt'; allowed: startup.txt; did you mean 'startup.txt'?",
        ],
    ),
]


@pytest.fixture
def project(project: ScratchProject) -> ScratchProject:
    project.add_frontend()
    return project


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    case.check(project)


def test_folders_belong_to_something(project: ScratchProject) -> None:
    project.write("data/tasks/ask/beta-minus/main.py", "x")
    project.write("data/deployments/cellar/alhpa/startup.txt", "x")
    assert project.errors() == [
        "data/deployments/cellar/alhpa:1:1: unknown guide 'alhpa'; allowed: alpha, beta; did you mean 'alpha'?",
        "data/tasks/ask/beta-minus:1:1: unknown folder 'beta-minus'; allowed: alpha, beta, beta-plus, shared; "
        "did you mean 'beta-plus'?",
    ]


def test_samples_have_files(project: ScratchProject) -> None:
    """Files that all samples share are enough; a service has its own."""
    project.remove("data/tasks/ask/beta-plus/main.py")
    assert project.errors() == []
    project.remove(ANSWERS)
    add_service(project)
    project.remove("data/tasks/ask/post")
    assert [line for line in project.errors() if "'answers'" not in line] == [
        f"{TASK}:13:14: the sample 'beta-plus' has no files; put them into data/tasks/ask/beta-plus/",
        f"{TASK}:15:3: the service 'post' has no files; put them into data/tasks/ask/post/",
    ]


def test_samples_hold_only_what_is_their_own(project: ScratchProject) -> None:
    """A file is not repeated from those that all samples share, nor from the step that a step follows."""
    remedy = "over which this one is laid; remove it"
    project.write("data/tasks/ask/alpha/answers.py", project.read(ANSWERS))
    project.write("data/tasks/ask/beta/answers.py", project.read(ANSWERS) + "# its own\n")
    project.edit(TASK, PLUS, f"follows: beta, {PLUS}")
    project.write("data/tasks/ask/beta-plus/main.py", project.read("data/tasks/ask/beta/main.py"))
    assert project.errors() == [
        f"data/tasks/ask/alpha/answers.py:1:1: the same file is in 'shared', {remedy}",
        f"data/tasks/ask/beta-plus/main.py:1:1: the same file is in 'beta', {remedy}",
    ]


def test_a_step_is_laid_over_the_step_that_it_follows_without_what_it_removes(project: ScratchProject) -> None:
    project.write("data/tasks/ask/beta/old.py", "old = True\n")
    project.write("data/tasks/ask/beta/other.py", "other = True\n")
    project.edit(TASK, PLUS, f"follows: beta, removes: [old.py, answers.py], {PLUS}")
    assert project.errors() == []
    assert sorted(project.catalog.sample_files[BETA_PLUS]) == ["main.py", "other.py"]


def test_samples_hold_only_what_is_their_own_and_remove_what_is_there(project: ScratchProject) -> None:
    project.edit(TASK, PLUS, f"removes: [answers.py, anwsers.py, main.py], {PLUS}")
    assert project.errors() == [
        f"{TASK}:13:54: unknown file 'anwsers.py'; allowed: answers.py; did you mean 'answers.py'?",
        f"{TASK}:13:66: unknown file 'main.py'; allowed: answers.py",
    ]


def test_guides_show_their_files_and_a_requirements_file_is_made_not_kept(project: ScratchProject) -> None:
    step = "      - {title: Lock, text: Lock it., file: requirements.txt}\n"
    project.edit(
        CELLAR, "    steps:\n      - title: Write the file\n", f"    steps:\n{step}      - title: Write the file\n"
    )
    lock_text = project.read("data/stacks/alpha.lock")
    project.remove("data/stacks/alpha.lock")
    assert project.errors() == [], "the missing lock is named, not the file that would be made from it"
    project.write("data/stacks/alpha.lock", lock_text)
    assert project.errors() == []
    project.write("data/deployments/cellar/alpha/requirements.txt", "alpha==1.0\n")
    assert project.errors() == [
        "data/deployments/cellar/alpha/requirements.txt:1:1: "
        "this file is made from the lock of the guide's stack; remove it"
    ]


def test_guides_show_their_files_and_what_they_install(project: ScratchProject) -> None:
    assert project.errors() == [], "the invented locks are empty: nothing is installed"
    project.write("data/stacks/alpha.lock", "# Generated by make lock from: alpha\nalpha==1.0\n")
    message = "no step shows the file 'alpha/requirements.txt', which is made from the guide's stack; add a step for it"
    assert project.errors() == [f"{CELLAR}:11:5: {message}"]
