"""Macros for deployments and their guides."""

from macros.fragments._pieces import link
from macros.kinds import DEPLOYMENT, TASK
from macros.model.base import DeploymentId, FrameworkId, GuideKey
from macros.problem import UnknownName
from macros.site import Page
from macros.views import deployments, samples


def deployment_matrix(page: Page) -> str:
    """Which deployment has a guide for which framework."""
    columns = [page.catalog.frameworks[framework_id].name for framework_id in page.catalog.columns()]
    return page.block("deployment_matrix", rows=deployments.deployment_rows(page.catalog), columns=columns)


def deployment_intro(page: Page, deployment: DeploymentId) -> str:
    """What the target is, when to choose it, and its guides."""
    value = page.catalog.get(DEPLOYMENT, deployment)
    return page.block("deployment_intro", deployment=value, guides=deployments.guide_links(page.catalog, deployment))


def guide_intro(page: Page, deployment: DeploymentId, framework: FrameworkId) -> str:
    """What a guide deploys, and the guides for the other frameworks."""
    guide = page.catalog.guide(GuideKey(deployment, framework))
    links = deployments.guide_links(page.catalog, deployment)
    return page.block(
        "guide_intro",
        guide=guide,
        task_title=page.catalog.tasks[guide.task].title,
        task_url=TASK.url(guide.task),
        others=[guide_link for guide_link in links if guide_link.url and guide_link.key.framework != framework],
    )


def guide_step(page: Page, deployment: DeploymentId, framework: FrameworkId, number: int) -> str:
    """One step: its text, file and commands."""
    key = GuideKey(deployment, framework)
    last = len(page.catalog.guide(key).steps) - 1
    if number not in range(last + 1):
        raise UnknownName(f"there is no step {number!r}; the steps are 0 to {last}")
    return page.block("guide_step", step=deployments.guide_step_view(page.catalog, key, number))


def guide_runs(page: Page, deployment: DeploymentId, framework: FrameworkId) -> str:
    """What of the guide was run here, what was not, and its sources."""
    key = GuideKey(deployment, framework)
    guide = page.catalog.guide(key)
    return page.block(
        "guide_runs",
        guide=guide,
        unchecked=deployments.unchecked_files(page.catalog, key),
        requirements=samples.quoted(deployments.guide_requirements(page.catalog, key)),
        task_title=page.catalog.tasks[guide.task].title,
        task_url=TASK.url(guide.task),
        image=deployments.image_view(page.catalog, key),
    )


def deployment_link(page: Page, deployment: DeploymentId) -> str:
    """A deployment's title that leads to its page (inline)."""
    title = page.catalog.get(DEPLOYMENT, deployment).title
    return link(page.link(DEPLOYMENT.url(deployment)), title)
