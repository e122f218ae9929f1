"""Samples: their names, order, commands, runs and mutations."""

import csv
import shlex
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from macros.catalog import Catalog
from macros.model.base import SampleId, SampleKey
from macros.views import samples
from tests.additions import WELL, add_service
from tests.project import ALPHA, BETA, BETA_PLUS, TASK, ScratchProject

TASK_FILE = "data/tasks/ask/task.yml"
RECORD = "data/records/samples/ask/alpha.json"
PLUS = "beta-plus: {framework: beta, adds: [plus], short: With plus.}"


@pytest.mark.parametrize(
    ("sample", "label"),
    [
        ("beta: {framework: beta, short: S.}", "Beta"),
        ("beta-plus: {framework: beta, short: S., adds: [plus]}", "Beta + plus"),
        (
            "beta-many: {framework: beta, short: S., adds: ['plus[extra]>=1', more>=2, \"last; python_version>'3'\"]}",
            "Beta + plus, more, last",
        ),
        ("beta-one-thread: {framework: beta, short: S.}", "Beta (one thread)"),
        ("beta-plus: {framework: beta, short: S., adds: [plus], title: Quite another}", "Quite another"),
    ],
)
def test_a_sample_is_called_by_its_framework_and_by_what_is_added(
    project: ScratchProject, sample: str, label: str
) -> None:
    project.edit(TASK_FILE, "  beta: {framework: beta, short: As it comes.}\n", "")
    project.edit(TASK_FILE, PLUS, sample)
    key = SampleKey(TASK, SampleId(sample.partition(":")[0]))
    assert samples.label(project.catalog, key) == label


def test_own_samples_come_first_in_the_order_of_the_columns(project: ScratchProject) -> None:
    project.edit(TASK_FILE, "samples:\n", "samples:\n  alpha-more: {framework: alpha, adds: [more], short: S.}\n")
    assert [key.sample for key in samples.ordered(project.catalog, TASK)] == [
        "alpha",
        "beta",
        "alpha-more",
        "beta-plus",
    ]


def test_what_all_samples_share_is_apart_and_does_not_count_as_lines_of_its_own(project: ScratchProject) -> None:
    before = samples.sample_view(project.catalog, ALPHA)
    project.write("data/tasks/ask/shared/look.py", "import main\n\nprint(main)\n")
    view = samples.sample_view(project.catalog, ALPHA)
    assert [file.path for file in view.shared] == ["answers.py", "look.py"]
    assert "look.py" in [file.path for file in view.files]
    assert view.lines == before.lines > 0
    project.write("data/tasks/ask/alpha/look.py", "import main\n")
    own = samples.sample_view(project.catalog, ALPHA)
    assert ([file.path for file in own.shared], own.lines) == (["answers.py"], before.lines + 1), "a file of its own"


def test_a_side_opens_with_the_sample_that_can_do_it(project: ScratchProject) -> None:
    def orders() -> dict[str, list[str]]:
        return {side.name: [key.sample for key in side.keys] for side in samples.sides(project.catalog, TASK)}

    assert orders() == {"Alpha": ["alpha"], "Beta": ["beta-plus", "beta"]}, "without plus, Beta answers no"
    project.remove("data/records/samples")
    assert orders() == {"Alpha": ["alpha"], "Beta": ["beta", "beta-plus"]}, "nothing was run: its own comes first"
    project.edit(TASK_FILE, "samples:\n", "samples:\n  beta-a: {framework: beta, adds: [a], short: S.}\n")
    assert orders()["Beta"] == ["beta", "beta-plus", "beta-a"], "then what the criterion names"


@pytest.mark.parametrize(
    ("requirement", "typed"),
    [
        ("flask", "flask"),
        ("a-b_c==1.0", "a-b_c==1.0"),
        ("thing[standard]", '"thing[standard]"'),
        ("thing>=3,<4", '"thing>=3,<4"'),
        ("thing~=3.1", '"thing~=3.1"'),
        ('thing; python_version < "3.12"', "'thing; python_version < \"3.12\"'"),
    ],
)
def test_what_a_shell_would_read_is_quoted(requirement: str, typed: str) -> None:
    command = samples.install_command([requirement])
    assert command == f"pip install {typed}"
    assert shlex.split(command)[-1] == requirement
    heard = subprocess.run(["bash", "-c", f"printf %s {typed}"], capture_output=True, text=True, check=True).stdout
    assert heard == requirement


def test_a_sample_starts_by_its_own_command_or_its_frameworks(project: ScratchProject) -> None:
    assert samples.start_command(project.catalog, BETA_PLUS) == "python main.py"
    project.edit(TASK_FILE, "adds: [plus]", "adds: [plus], run: beta run --one")
    assert samples.start_command(project.catalog, BETA_PLUS) == "beta run --one"


def test_a_sample_has_its_files_and_its_last_run(catalog: Catalog) -> None:
    view = samples.sample_view(catalog, ALPHA)
    assert [(file.path, file.url) for file in view.files] == [
        ("main.py", "files/tasks/ask/alpha/main.py"),
        ("answers.py", "files/tasks/ask/alpha/answers.py"),
    ]
    assert view.install == "pip install alpha"
    assert (view.console, view.service) == ("Started", None)
    assert view.run
    assert (view.run.checked, view.run.python, view.run.command) == (
        date(2026, 1, 2),
        "3.11.2",
        "make verify ONLY=ask/alpha",
    )
    assert view.run.archive == "files/tasks/ask/ask-alpha.tar.gz"
    assert view.run.repeat == "mkdir ask-alpha\ncd ask-alpha\ntar xzf ../ask-alpha.tar.gz\nsh repeat.sh"


def test_before_the_first_run_nothing_is_claimed(catalog: Catalog) -> None:
    view = samples.sample_view(replace(catalog, sample_records={}), ALPHA)
    assert (view.run, view.console) == (None, "")
    assert samples.run_view(replace(catalog, checked={}), ALPHA) is None
    assert samples.releases(replace(catalog, sample_records={}), ALPHA) == {}


def test_releases_are_those_of_the_stack_however_their_names_are_written(project: ScratchProject) -> None:
    project.edit(TASK_FILE, "adds: [plus]", "adds: ['Plus_More-less[x]>=3']")
    project.edit_json(
        "data/records/samples/ask/beta-plus.json", releases={"Beta": "2", "plus-more.less": "3", "x": "9"}
    )
    assert samples.releases(project.catalog, BETA_PLUS) == {"beta": "2", "Plus_More-less": "3"}


def test_a_sample_leads_to_the_service_that_it_needs(project: ScratchProject) -> None:
    add_service(project)
    project.edit_json("data/records/samples/ask/alpha.json", releases={"alpha": "1", "rope": "2", "bucket": "3"})
    view = samples.sample_view(project.catalog, ALPHA)
    assert view.service == samples.ServiceLink(
        "A `well`", "tasks/ask/#well", "export WELL=http://127.0.0.1:7000\nexport SPRING=http://127.0.0.1:7000"
    )
    assert view.run
    assert view.run.releases == "alpha 1, rope 2, bucket 3"
    assert samples.sample_view(project.catalog, BETA).service is None
    service = samples.service_view(project.catalog, TASK, WELL)
    assert service.install == "pip install rope bucket"
    assert [file.url for file in service.files] == ["files/tasks/ask/well/well.py"]
    assert service.tells == "export WELL=http://127.0.0.1:7000\nexport SPRING=http://127.0.0.1:7000"


def test_a_sample_says_which_workers_are_started_too(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/task.yml", "adds: [plus]", "adds: [plus], workers: [{run: work now, ready: Ready}]")
    assert samples.sample_view(project.catalog, BETA_PLUS).workers == ["work now"]
    assert samples.sample_view(project.catalog, BETA).workers == []


def test_a_mutation_has_the_outcomes_before_and_after(catalog: Catalog) -> None:
    first, second = samples.mutation_views(catalog, ALPHA, stale=False)
    assert (first.label, first.file, first.replace, first.by) == ("Alpha", "main.py", "check = True", "check = False")
    assert first.changes == {("refused", "accepted"): ["Ask wrongly."]}
    assert second.changes == {("answered", "failed"): ["Ask rightly."]}


@pytest.mark.parametrize("stale", [True, False])
def test_the_outcomes_of_other_mutations_are_not_shown(catalog: Catalog, stale: bool) -> None:
    if not stale:
        catalog = replace(catalog, sample_records={})
    assert [view.changes for view in samples.mutation_views(catalog, ALPHA, stale)] == [{}, {}]


def test_what_all_samples_share_is_there_once(project: ScratchProject) -> None:
    (file,) = samples.shared_files(project.catalog, TASK)
    assert (file.path, file.url) == ("answers.py", "files/tasks/ask/alpha/answers.py")
    project.write("data/tasks/ask/alpha/answers.py", "other = 1\n")
    (file,) = samples.shared_files(project.catalog, TASK)
    assert file.url == "files/tasks/ask/beta/answers.py", "of a sample that has it unchanged"


def test_a_long_console_says_how_much_of_it_is_left(project: ScratchProject) -> None:
    lines = [f"line {number}" for number in range(samples.SHOWN_CONSOLE + 5)]
    project.edit_json(RECORD, console=lines)
    console = samples.sample_view(project.catalog, ALPHA).console
    assert console.splitlines() == [*lines[: samples.SHOWN_CONSOLE], "… and 5 lines more"]


def test_all_mutations_are_in_a_table_for_other_programs(catalog: Catalog) -> None:
    first, second, *_ = csv.DictReader(samples.mutations_csv(catalog, TASK).splitlines())
    assert (first["sample"], first["file"], first["replaced"], first["by"]) == (
        *("Alpha", "main.py", "check = True", "check = False"),
    )
    assert (first["exchange"], first["before"], first["after"]) == ("Ask wrongly.", "refused", "accepted")
    assert second["exchange"] == "Ask rightly."
