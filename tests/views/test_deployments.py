"""Deployments: which have a guide, a guide's steps, and its image."""

from macros.catalog import Catalog
from macros.fingerprints import image_fingerprint
from macros.model.base import DeploymentId, FrameworkId, GuideKey
from macros.views import deployments
from tests.project import DAY, ScratchProject

CELLAR = DeploymentId("cellar")
ALPHA = GuideKey(CELLAR, FrameworkId("alpha"))
BETA = GuideKey(CELLAR, FrameworkId("beta"))
FILE = "data/deployments/cellar/deployment.yml"


def test_a_row_has_each_columns_guide_and_says_where_there_is_none(project: ScratchProject) -> None:
    (row,) = deployments.deployment_rows(project.catalog)
    assert (row.title, row.url) == ("Cellar", "deploy/cellar/")
    assert [(guide.name, guide.url, guide.summary) for guide in row.guides] == [
        ("Alpha", "deploy/cellar/alpha/", "Carry it down."),
        ("Beta", "deploy/cellar/beta/", "Let it down."),
    ]
    text = project.read(FILE)
    project.write(FILE, text[: text.index("  beta:")])
    (row,) = deployments.deployment_rows(project.catalog)
    assert [guide.url for guide in row.guides] == ["deploy/cellar/alpha/", ""]


def test_a_step_has_its_file_for_download(catalog: Catalog) -> None:
    step = deployments.guide_step_view(catalog, ALPHA, 0)
    assert step.file
    assert (step.file.path, step.file.url) == ("startup.txt", "files/deploy/cellar/alpha/startup.txt")


def test_a_step_may_have_no_file(project: ScratchProject) -> None:
    project.edit(FILE, "        text: Write it.\n        file: startup.txt\n", "        text: Wait.\n")
    assert deployments.guide_step_view(project.catalog, ALPHA, 0).file is None


def test_a_step_may_show_the_requirements_that_are_made_from_the_lock(project: ScratchProject) -> None:
    project.edit(
        FILE,
        "- {title: Write the file, text: Write it., file: startup.txt}",
        "- {title: Install, text: Install it., file: requirements.txt, run: [first, second], expect: Done.}",
    )
    step = deployments.guide_step_view(project.catalog, BETA, 0)
    assert step.file
    assert (step.file.path, step.file.text) == ("requirements.txt", project.read("data/stacks/beta.lock"))
    assert (step.run, step.expect) == ("first\nsecond", "Done.")


def test_a_step_says_how_the_requirements_are_pinned_for_the_targets_python(project: ScratchProject) -> None:
    project.edit(
        FILE, "title: Write the file, text: Write it., file: startup", "title: I, text: I., file: requirements"
    )
    project.edit(FILE, "Let it down.\n", "Let it down.\n    adds: [rope]\n")
    pins = deployments.guide_step_view(project.catalog, BETA, 0).pins
    assert pins
    assert (pins.named.path, pins.named.text, pins.python) == ("requirements.in", "beta\nrope\n", "3.12")
    assert pins.commands.splitlines() == [
        "pip install uv",
        "uv pip compile requirements.in --universal --python-version 3.12 --generate-hashes "
        "--output-file requirements.txt",
    ]
    assert deployments.guide_step_view(project.catalog, ALPHA, 0).pins is None


def test_a_guide_installs_its_samples_stack_and_what_production_adds(project: ScratchProject) -> None:
    assert deployments.guide_requirements(project.catalog, ALPHA) == ["alpha"]
    project.edit(FILE, "Carry it down.\n", "Carry it down.\n    adds: [rope]\n    requirement: alpha[slim]\n")
    assert deployments.guide_requirements(project.catalog, ALPHA) == ["alpha[slim]", "rope"]


def test_an_image_is_shown_where_the_guide_builds_one(project: ScratchProject) -> None:
    assert deployments.image_view(project.catalog, ALPHA) is None
    project.write("data/deployments/cellar/alpha/Dockerfile", "FROM x\n")
    view = deployments.image_view(project.catalog, ALPHA)
    assert view
    assert (view.record, view.stale, view.command) == (None, False, "make verify-images ONLY=cellar/alpha")


def test_an_image_is_stale_once_its_files_change(project: ScratchProject) -> None:
    project.write("data/deployments/cellar/alpha/Dockerfile", "FROM x\n")
    record = {
        "fingerprint": image_fingerprint(project.catalog, ALPHA),
        "built": DAY,
        "builder": "invented",
        "base": "x",
        "instead_of": "y",
        "python": "3.11",
        "user": "1",
        "command": [],
        "releases": {},
        "outcomes": {},
    }
    project.write_json("data/records/images/cellar/alpha.json", record)
    view = deployments.image_view(project.catalog, ALPHA)
    assert view
    assert view.record
    assert not view.stale
    project.edit("data/deployments/cellar/alpha/Dockerfile", "FROM x", "FROM y")
    view = deployments.image_view(project.catalog, ALPHA)
    assert view
    assert view.stale
