"""Macros for front ends: the list of them, and the parts of each one's page."""

from macros.kinds import FRONTEND, TASK
from macros.model.base import FrontEndId, TaskId
from macros.site import Page
from macros.views import frontends


def frontend_list(page: Page, task: TaskId) -> str:
    """The front ends that a task's samples serve, with the size of what each build left."""
    label = f"Front ends for: {page.catalog.get(TASK, task).title}"
    return page.block("frontend_list", rows=frontends.rows(page.catalog, task), label=label)


def frontend_intro(page: Page, frontend: FrontEndId) -> str:
    """What it is, when to choose it, and what serves it."""
    value = page.catalog.get(FRONTEND, frontend)
    title, url = frontends.task_link(page.catalog, frontend)
    return page.block("frontend_intro", frontend=value, task_title=title, task_url=url)


def frontend_program(page: Page, frontend: FrontEndId) -> str:
    """What each framework's sample installs, and its files, one framework a tab."""
    page.catalog.get(FRONTEND, frontend)
    starts = frontends.starts(page.catalog, frontend)
    return page.tabs([start.name for start in starts], [page.html("frontend_program", start=start) for start in starts])


def frontend_files(page: Page, frontend: FrontEndId) -> str:
    """Its files, each with notes."""
    page.catalog.get(FRONTEND, frontend)
    return page.block("frontend_files", files=frontends.files(page.catalog, frontend))


def frontend_build(page: Page, frontend: FrontEndId) -> str:
    """The commands that build it, and where the result goes."""
    value = page.catalog.get(FRONTEND, frontend)
    return page.block(
        "frontend_build",
        frontend=value,
        commands="\n".join(frontends.BUILD),
        node=frontends.node_needed(page.catalog, frontend),
    )


def frontend_start(page: Page, frontend: FrontEndId) -> str:
    """How each framework's sample is started, one a tab."""
    page.catalog.get(FRONTEND, frontend)
    starts = frontends.starts(page.catalog, frontend)
    return page.tabs([start.name for start in starts], [page.html("frontend_start", start=start) for start in starts])


def frontend_runs(page: Page, frontend: FrontEndId) -> str:
    """What was built and seen here, and the sources."""
    value = page.catalog.get(FRONTEND, frontend)
    return page.block("frontend_runs", frontend=value, run=frontends.run_view(page.catalog, frontend))
