"""Macros for tasks: the parts of a task's page, and links to it."""

from macros.catalog import by_title
from macros.fragments._pieces import Item, item_list, link, sample_html
from macros.kinds import CRITERION, TASK
from macros.model.base import ExchangeId, ServiceId, TaskId
from macros.site import Page, SideBodies
from macros.views import criteria, replies, samples, urls


def task_list(page: Page) -> str:
    """All tasks, each with its samples."""
    items = []
    for task_id in by_title(page.catalog.tasks):
        labels = [samples.label(page.catalog, key) for key in samples.ordered(page.catalog, task_id)]
        items.append(Item(page.catalog.tasks[task_id].title, ", ".join(labels), TASK.url(task_id)))
    return item_list(page, items)


def task_intro(page: Page, task: TaskId) -> str:
    """What the task is about, and which criteria it decides."""
    value = page.catalog.get(TASK, task)
    decided = [
        (
            page.catalog.criteria[criterion_id].title,
            CRITERION.url(criterion_id),
            "; ".join(
                f"{cell.name}: {cell.verdict}"
                for cell in criteria.cells(page.catalog, criterion_id)
                if cell.mark != "value"
            ),
        )
        for criterion_id in criteria.decided_by(page.catalog, task)
    ]
    return page.block("task_intro", task=value, criteria=sorted(decided))


def task_samples(page: Page, task: TaskId) -> str:
    """All samples, the frameworks side by side, each with its requests for other programs; then the files of all."""
    page.catalog.get(TASK, task)
    sides = [
        SideBodies(
            side.name,
            [samples.label(page.catalog, key) for key in side.keys],
            [sample_html(page, key) for key in side.keys],
        )
        for side in samples.sides(page.catalog, task)
    ]
    shared = samples.shared_files(page.catalog, task)
    return page.sides(sides, switch=True) + (page.block("task_shared", files=shared) if shared else "")


def task_service(page: Page, task: TaskId, service: ServiceId) -> str:
    """A service that runs beside a task's samples: what it is, its files, how to start it."""
    value = page.catalog.service(task, service)
    return page.block("task_service", service=value, view=samples.service_view(page.catalog, task, service))


def task_exchange(page: Page, task: TaskId, exchange: ExchangeId) -> str:
    """One exchange: its outcomes, and every sample's request and answer, the frameworks side by side."""
    value = page.catalog.exchange(task, exchange)
    of_command = value.run is not None
    outcomes = [(name, replies.outcome_words(outcome, of_command)) for name, outcome in value.outcomes.items()]
    meaning = page.block("task_exchange", every=value.every, outcomes=outcomes)
    sides = []
    for side in samples.sides(page.catalog, task):
        views = [view for key in side.keys if (view := replies.reply_view(page.catalog, key, exchange))]
        if views:
            labels = [view.label for view in views]
            alike = labels if len(views) > 1 and replies.all_alike(views) else []
            bodies = [page.html("reply", view=view, alike=alike) for view in (views[:1] if alike else views)]
            request = page.html("request", view=views[0])  # a side's samples are sent the same
            sides.append(SideBodies(side.name, labels[: len(bodies)], bodies, request))
    return meaning + page.sides(sides) if sides else meaning


def task_mutations(page: Page, task: TaskId) -> str:
    """The mutations of a task's samples, and what they broke."""
    page.catalog.get(TASK, task)
    keys = samples.ordered(page.catalog, task)
    views = [view for key in keys for view in samples.mutation_views(page.catalog, key, page.site.is_stale(key))]
    return page.block(
        "task_mutations",
        mutations=views,
        table=urls.mutations(task),
        distortions=samples.distortions_view(page.catalog, task),
    )


def task_link(page: Page, task: TaskId) -> str:
    """A task's title that leads to its page (inline)."""
    title = page.catalog.get(TASK, task).title
    return link(page.link(TASK.url(task)), title)
