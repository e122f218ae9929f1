"""A guide's steps, and which target has a guide for which framework."""

from dataclasses import dataclass

from macros.catalog import Catalog
from macros.model.deployment import Step
from macros.model.record import ImageRecord
from macros.proof import IMAGE, image_proof_of
from macros.views import urls
from macros.views.samples import FileView, file_views, install_command


@dataclass(frozen=True)
class StepView:
    """One step, with its file where it has one."""

    title: str
    text: str
    file: FileView | None
    run: str
    expect: str


@dataclass(frozen=True)
class ImageView:
    """What was seen of an image (nothing, if it was never built), whether it has changed since, what repeats it."""

    record: ImageRecord | None
    stale: bool
    command: str


@dataclass(frozen=True)
class MatrixRow:
    """A target, and for each framework's column the guide's address or nothing."""

    title: str
    summary: str
    url: str
    guides: list[tuple[str, str]]


def step_view(catalog: Catalog, target: str, framework: str, number: int) -> StepView:
    """Return a guide's step by its number (from 0)."""
    step: Step = catalog.deployments[target].guides[framework].steps[number]
    files = catalog.guide_files.get((target, framework), {})
    shown = None
    if step.file and step.file in files:
        one = {step.file: files[step.file]}
        shown = file_views(one, lambda path: urls.guide_file(target, framework, path))[0]
    return StepView(step.title, step.text, shown, "\n".join(step.run), step.expect or "")


def image_view(catalog: Catalog, target: str, framework: str) -> ImageView | None:
    """Return what was seen of a guide's image; None where the guide builds none."""
    if IMAGE not in catalog.guide_files.get((target, framework), {}):
        return None
    record = catalog.images.get(f"{target}-{framework}")
    stale = record is not None and record.proof != image_proof_of(catalog, target, framework)
    return ImageView(record, stale, f"make verify-images ONLY={target}/{framework}")


def stack_command(catalog: Catalog, target: str, framework: str) -> str:
    """Return the pip command for what a guide deploys."""
    guide = catalog.deployments[target].guides[framework]
    return install_command(catalog.guide_requirements(framework, guide))


def matrix(catalog: Catalog) -> list[MatrixRow]:
    """Return all targets by title, each with its guide for each framework of the comparison."""
    rows = []
    for target, deployment in sorted(catalog.deployments.items(), key=lambda one: one[1].title.casefold()):
        guides = [
            (catalog.frameworks[one].name, urls.guide(target, one) if one in deployment.guides else "")
            for one in catalog.columns()
        ]
        rows.append(MatrixRow(deployment.title, deployment.summary, urls.deployment(target), guides))
    return rows
