"""Deployments: a guide's steps, its image, and which deployment has a guide for which framework."""

from dataclasses import dataclass

from macros.catalog import REQUIREMENTS, Catalog, by_title
from macros.fingerprints import IMAGE, image_fingerprint
from macros.kinds import DEPLOYMENT, GUIDE
from macros.model.base import DeploymentId, GuideKey
from macros.model.record import ImageRecord
from macros.starts import is_checked
from macros.views.files import FileView, file_views

NAMED = "requirements.in"
"""The file that lists what an app needs by name; what is pinned is made from it."""


@dataclass(frozen=True)
class PinsView:
    """How the file is made that pins what a guide installs: from which list, by which commands, for which Python."""

    named: FileView
    commands: str
    python: str


@dataclass(frozen=True)
class GuideStepView:
    """One step, with its file where it has one; ``pins`` says how the file is made that pins what is installed."""

    title: str
    text: str
    file: FileView | None
    run: str
    expect: str
    pins: PinsView | None


@dataclass(frozen=True)
class ImageView:
    """What was seen of an image (nothing, if it was never built), whether it has changed since, what repeats it."""

    record: ImageRecord | None
    stale: bool
    command: str


@dataclass(frozen=True)
class GuideLink:
    """A framework's guide to a deployment; the address is empty where there is none yet."""

    key: GuideKey
    name: str
    url: str
    summary: str


@dataclass(frozen=True)
class DeploymentRow:
    """A deployment, and for each framework's column its guide."""

    title: str
    summary: str
    url: str
    guides: list[GuideLink]


def guide_step_view(catalog: Catalog, key: GuideKey, number: int) -> GuideStepView:
    """Return a guide's step by its number (from 0)."""
    step = catalog.guide(key).steps[number]
    files = catalog.guide_files[key]
    file = None
    if step.file and step.file in files:
        file = file_views({step.file: files[step.file]}, lambda path: GUIDE.file_url(key, path))[0]
    pins = pins_view(catalog, key) if step.file == REQUIREMENTS else None
    return GuideStepView(step.title, step.text, file, "\n".join(step.run), step.expect or "", pins)


def named_requirements(catalog: Catalog, key: GuideKey) -> str:
    """Return the file that lists what a guide installs by name."""
    return "".join(f"{requirement}\n" for requirement in guide_requirements(catalog, key))


def pins_view(catalog: Catalog, key: GuideKey) -> PinsView:
    """Return how the file is made that pins what a guide installs."""
    deployment = catalog.deployments[key.deployment]
    named = file_views({NAMED: named_requirements(catalog, key)}, lambda path: GUIDE.file_url(key, path))[0]
    options = f"--universal --python-version {deployment.python} --generate-hashes --output-file {REQUIREMENTS}"
    commands = f"pip install uv\nuv pip compile {NAMED} {options}"
    return PinsView(named, commands, deployment.python)


def image_view(catalog: Catalog, key: GuideKey) -> ImageView | None:
    """Return what was seen of a guide's image; None where the guide builds none."""
    if IMAGE not in catalog.guide_folders.get(key, {}):
        return None
    record = catalog.image_records.get(key)
    stale = record is not None and record.fingerprint != image_fingerprint(catalog, key)
    return ImageView(record, stale, f"make verify-images ONLY={key}")


def guide_requirements(catalog: Catalog, key: GuideKey) -> list[str]:
    """Return what a guide installs: the framework first."""
    guide = catalog.guide(key)
    sample = catalog.own_sample(guide.task, key.framework)
    requirement = guide.requirement or catalog.frameworks[key.framework].requirement
    return [requirement, *(catalog.sample(sample).adds if sample else ()), *guide.adds]


def unchecked_files(catalog: Catalog, key: GuideKey) -> list[str]:
    """Return the files of a guide that no tool checks."""
    return [path for path in catalog.guide_files[key] if not is_checked(path)]


def guide_links(catalog: Catalog, deployment_id: DeploymentId) -> list[GuideLink]:
    """Return the guide of each framework's column, with no address where there is none."""
    guides = catalog.deployments[deployment_id].guides
    links = []
    for framework_id in catalog.columns():
        key, guide = GuideKey(deployment_id, framework_id), guides.get(framework_id)
        name = catalog.frameworks[framework_id].name
        links.append(GuideLink(key, name, GUIDE.url(key) if guide else "", guide.summary if guide else ""))
    return links


def deployment_rows(catalog: Catalog) -> list[DeploymentRow]:
    """Return all deployments by title."""
    rows = []
    for deployment_id in by_title(catalog.deployments):
        deployment = catalog.deployments[deployment_id]
        links = guide_links(catalog, deployment_id)
        rows.append(DeploymentRow(deployment.title, deployment.summary, DEPLOYMENT.url(deployment_id), links))
    return rows
