"""The catalog: lookups, references, and the files and stacks of what runs."""

from collections.abc import Callable

import pytest

from macros.catalog import Catalog
from macros.kinds import CRITERION, DEPLOYMENT, FRAMEWORK, SETUP, TASK, WAY, WORKLOAD
from macros.model.base import (
    ClaimId,
    CriterionId,
    DeploymentId,
    ExchangeId,
    FrameworkId,
    GroupId,
    GuideKey,
    SampleId,
    SampleKey,
    ScreenshotId,
    ScreenshotKey,
    ServiceId,
    TaskId,
    TopicId,
)
from macros.problem import Place, UnknownName
from macros.stacks import Stack
from tests.additions import add_article, add_service
from tests.project import ALPHA, BETA, BETA_PLUS, ScratchProject
from tests.project import TASK as ASK

TASK_FILE = "data/tasks/ask/task.yml"
GUARD_FILE = "data/criteria/guard.yml"
DEPLOYMENT_FILE = "data/deployments/cellar/deployment.yml"
CELLAR = DeploymentId("cellar")
ALPHA_GUIDE, BETA_GUIDE = GuideKey(CELLAR, FrameworkId("alpha")), GuideKey(CELLAR, FrameworkId("beta"))


def add_step(
    project: ScratchProject, *, sample: str = "alpha-next", follows: str = "alpha", more: str = ""
) -> SampleKey:
    """Add a tutorial step, without files, to the invented task."""
    step = f"  {sample}: {{framework: alpha, short: Next., follows: {follows}{more}}}\n"
    project.edit(TASK_FILE, "  beta: {", f"{step}  beta: {{")
    return SampleKey(ASK, SampleId(sample))


# Lookups


@pytest.mark.parametrize(
    ("look_up", "expected"),
    [
        (
            lambda catalog: catalog.get(FRAMEWORK, FrameworkId("alfa")),
            "unknown framework 'alfa'; allowed: alpha, beta; did you mean 'alpha'?",
        ),
        (
            lambda catalog: catalog.get(CRITERION, CriterionId("nothing")),
            "unknown criterion 'nothing'; allowed: age, guard, speed, taste",
        ),
        (
            lambda catalog: catalog.sample(SampleKey(ASK, SampleId("beta_plus"))),
            "unknown sample 'beta_plus'; allowed: alpha, beta, beta-plus; did you mean 'beta-plus'?",
        ),
        (lambda catalog: catalog.sample(SampleKey(TaskId("task"), SampleId("alpha"))), "unknown task 'task'"),
        (
            lambda catalog: catalog.exchange(ASK, ExchangeId("write")),
            "unknown exchange 'write'; allowed: right, wrong; did you mean 'right'?",
        ),
        (lambda catalog: catalog.service(ASK, ServiceId("mail")), "unknown service 'mail'; allowed: nothing"),
        (
            lambda catalog: catalog.screenshot(ScreenshotKey(ASK, ScreenshotId("page"))),
            "unknown screenshot 'page'; allowed: nothing",
        ),
        (
            lambda catalog: catalog.guide(GuideKey(CELLAR, FrameworkId("betta"))),
            "unknown guide 'betta'; allowed: alpha, beta; did you mean 'beta'?",
        ),
        (
            lambda catalog: catalog.guide(GuideKey(DeploymentId("celar"), FrameworkId("beta"))),
            "unknown deployment 'celar'; allowed: cellar; did you mean 'cellar'?",
        ),
        (
            lambda catalog: catalog.claim(TopicId("said"), ClaimId("guard")),
            "unknown claim 'guard'; allowed: guards, pleasant, runs; did you mean 'guards'?",
        ),
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    project: ScratchProject, look_up: Callable[[Catalog], object], expected: str
) -> None:
    add_article(project)
    with pytest.raises(UnknownName) as raised:
        look_up(project.catalog)
    assert str(raised.value).startswith(expected)


def test_what_is_there_is_found(catalog: Catalog) -> None:
    assert catalog.get(TASK, ASK) is catalog.tasks[ASK]
    assert catalog.sample(BETA_PLUS) is catalog.tasks[ASK].samples[SampleId("beta-plus")]
    assert catalog.guide(BETA_GUIDE) is catalog.deployments[CELLAR].guides[FrameworkId("beta")]


def test_a_page_may_name_what_is_no_key(catalog: Catalog) -> None:
    with pytest.raises(UnknownName, match=r"unknown criterion '\[\]'"):
        catalog.get(CRITERION, [])  # type: ignore[misc]


def test_a_file_exists_even_if_it_cannot_be_read(project: ScratchProject) -> None:
    assert project.catalog.all_readable(CRITERION, TASK)
    project.edit(GUARD_FILE, "title: Guard", "title: [")
    catalog = project.catalog
    assert CriterionId("guard") not in catalog.criteria
    assert catalog.exists(CRITERION, CriterionId("guard"))
    assert not catalog.exists(CRITERION, CriterionId("gard"))
    assert (catalog.all_readable(CRITERION), catalog.all_readable(TASK)) == (False, True)


# References


def test_every_id_that_names_something_is_a_reference_with_its_place(project: ScratchProject) -> None:
    add_article(project)
    references = {(place.path, place.loc): (kind, name) for place, kind, name in project.catalog.references()}
    assert references["data/comparison.yml", ("headline", 1)] == (CRITERION, "speed")
    assert references["data/frameworks/alpha.yml", ("strengths", 0, "criterion")] == (CRITERION, "guard")
    assert references[GUARD_FILE, ("test", "task")] == (TASK, "ask")
    assert references[GUARD_FILE, ("answers", "alpha")] == (FRAMEWORK, "alpha")
    assert references["data/criteria/speed.yml", ("measure", "workloads", 0)] == (WORKLOAD, "asking")
    assert references["data/criteria/speed.yml", ("measure", "ways", "beta", 0)] == (WAY, "beta-alone")
    assert references["data/workloads/asking.yml", ("samples", "beta-alone")] == (WAY, "beta-alone")
    assert references["data/ways/beta-alone.yml", ("guide",)] == (DEPLOYMENT, "cellar")
    assert references[TASK_FILE, ("samples", "beta-plus", "framework")] == (FRAMEWORK, "beta")
    assert references[DEPLOYMENT_FILE, ("guides", "beta", "task")] == (TASK, "ask")
    evidence = ("claims", "runs", "evidence", 2, "setup")
    assert references["data/claims/said.yml", evidence] == (SETUP, "attic")


def test_documents_are_walked_with_their_place(catalog: Catalog) -> None:
    titles = {place: node.value for place, node in catalog.nodes if node.loc == ("title",)}
    assert titles[Place(GUARD_FILE)] == "Guard"
    assert titles[Place(TASK_FILE)] == "Ask"


# The comparison


def test_criteria_are_in_the_order_of_their_titles(project: ScratchProject) -> None:
    project.edit("data/criteria/speed.yml", "title: Speed", "title: a small letter first")
    assert project.catalog.criteria_of(GroupId("first")) == ["speed", "guard"]


def test_columns_are_in_the_order_of_their_names(project: ScratchProject) -> None:
    project.edit("data/frameworks/alpha.yml", "name: Alpha", "name: zeta")
    assert project.catalog.columns() == ["beta", "alpha"]


# Files of samples


def test_a_sample_has_the_shared_files_and_its_own(catalog: Catalog) -> None:
    assert sorted(catalog.sample_files[ALPHA]) == ["answers.py", "main.py"]


def test_its_own_file_takes_the_place_of_a_shared_one(project: ScratchProject) -> None:
    project.write("data/tasks/ask/beta/answers.py", "own = True\n")
    files = project.catalog.sample_files
    assert files[BETA]["answers.py"] == "own = True\n"
    assert files[ALPHA]["answers.py"] != files[BETA]["answers.py"]


def test_a_step_is_laid_over_the_step_that_it_follows(project: ScratchProject) -> None:
    step = add_step(project)
    project.write("data/tasks/ask/alpha-next/main.py", "new = True\n")
    project.write("data/tasks/ask/alpha/kept.py", "kept = True\n")
    assert project.catalog.sample_files[step] == {
        **project.catalog.sample_files[ALPHA],
        "main.py": "new = True\n",
        "kept.py": "kept = True\n",
    }


def test_a_step_can_remove_files_and_the_next_step_no_longer_has_them(project: ScratchProject) -> None:
    step = add_step(project, more=", removes: [answers.py]")
    last = add_step(project, sample="alpha-last", follows="alpha-next")
    files = project.catalog.sample_files
    assert list(files[step]) == list(files[last]) == ["main.py"]
    assert "answers.py" in files[ALPHA]


def test_a_step_without_files_is_the_step_that_it_follows(project: ScratchProject) -> None:
    step = add_step(project)
    files = project.catalog.sample_files
    assert files[step] == files[ALPHA]


@pytest.mark.parametrize("follows", ["alpha-next", "alpha-last", "nobody"])
def test_steps_that_follow_in_a_circle_or_follow_nothing_can_still_be_looked_at(
    project: ScratchProject, follows: str
) -> None:
    step = add_step(project, follows=follows)
    add_step(project, sample="alpha-last", follows="alpha-next")
    project.write("data/tasks/ask/alpha-next/main.py", "new = True\n")
    assert project.catalog.sample_files[step] == {"main.py": "new = True\n"}


# Stacks, and the files of guides


def test_a_stack_is_the_frameworks_requirement_and_what_is_added(catalog: Catalog) -> None:
    assert catalog.sample_stack(BETA_PLUS) == Stack(("beta", "plus"))


def test_all_stacks_are_those_of_samples_guides_and_services(project: ScratchProject) -> None:
    add_service(project)
    project.edit(DEPLOYMENT_FILE, "Let it down.\n", "Let it down.\n    adds: [ladder]\n    requirement: beta[slim]\n")
    assert {stack.name for stack in project.catalog.stacks()} == {
        "alpha",
        "beta",
        "beta+plus",
        "bucket+rope",
        "beta-slim+ladder",
    }


def test_a_guide_whose_sample_is_missing_has_no_stack(project: ScratchProject) -> None:
    project.edit(TASK_FILE, "  beta: {framework: beta, short: As it comes.}\n", "")
    assert project.catalog.guide_stack(BETA_GUIDE) is None


def test_a_guide_has_its_requirements_only_where_a_step_shows_them(project: ScratchProject) -> None:
    before = project.catalog.guide_files
    assert list(before[ALPHA_GUIDE]) == list(before[BETA_GUIDE]) == ["startup.txt"]
    project.edit(
        DEPLOYMENT_FILE,
        "- {title: Write the file, text: Write it., file: startup.txt}",
        "- {title: Install, text: Install., file: requirements.txt}",
    )
    files = project.catalog.guide_files
    assert files[BETA_GUIDE]["requirements.txt"] == project.read("data/stacks/beta.lock")
    assert "requirements.txt" not in files[ALPHA_GUIDE]
    project.remove("data/stacks/beta.lock")
    assert "requirements.txt" not in project.catalog.guide_files[BETA_GUIDE]


def test_the_mutations_of_a_sample_keep_their_order(catalog: Catalog) -> None:
    assert [mutation.replace for mutation in catalog.sample_mutations(ALPHA)] == ["check = True", "reply = 200"]
    assert catalog.sample_mutations(BETA_PLUS) == []
