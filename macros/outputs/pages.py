"""The pages that exist because the data has something to show: their addresses, titles and outlines.

A page is Markdown whose parts are macros, so that its headings reach the table of contents.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from macros.catalog import Catalog, by_title
from macros.fragments import criteria, deployments, tasks
from macros.fragments import frontends as frontend_macros
from macros.kinds import CRITERION, DEPLOYMENT, FRONTEND, GUIDE, TASK
from macros.model.base import CriterionId, DeploymentId, FrontEndId, GuideKey, TaskId
from macros.model.criterion import MeasuredCriterion
from macros.text import prose_start, short_markdown, short_plain
from macros.views import criteria as criteria_views
from macros.views import frontends, samples, urls, words

DESCRIPTION = 160
"""About how many characters of a description search engines show."""


@dataclass(frozen=True)
class GeneratedPage:
    """A page's source file, its text, the data file behind it, and its title.

    In the navigation it stands in a section of its folder, under a short name.
    """

    source: str
    markdown: str
    data: str
    title: str
    section: str
    short_title: str

    @property
    def folder(self) -> str:
        """The folder of the site that it belongs to: the first part of its address."""
        return self.source.partition("/")[0]


@dataclass
class _Outline:
    title: str
    description: str
    parts: list[str] = field(default_factory=list)

    def heading(self, text: str, name: str = "", level: int = 2) -> None:
        """Add a heading from a short text, with an ID of its own where links rely on it."""
        self.parts.append("#" * level + " " + short_markdown(text) + (f" {{ #{name} }}" if name else ""))

    def call(self, macro: Callable[..., str], *arguments: str | int) -> None:
        """Add a macro's call."""
        self.parts.append("{{ " + f"{macro.__name__}({', '.join(map(json.dumps, arguments))})" + " }}")

    def page(self, source: str, data: str, section: str = "", short_title: str = "") -> GeneratedPage:
        """Return the page with this source file; ``section`` and ``short_title`` are for the navigation."""
        head = {"title": for_theme(self.title), "description": for_theme(self.description)}
        # JSON texts are YAML texts; Jinja does not read the front matter.
        front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
        markdown = "\n\n".join([f"---\n{front}\n---", f"# {short_markdown(self.title)}", *self.parts]) + "\n"
        title = short_plain(self.title)
        return GeneratedPage(source, markdown, data, title, short_plain(section), short_title or title)


def for_theme(text: str) -> Markup:
    """Return a short text for a title or a description.

    The theme puts both into its HTML as they are, and mkdocs-macros renders titles.
    """
    return Markup(str(escape(short_plain(text))).replace("{", "&#123;"))  # noqa: S704 (escaped)


def generated_pages(catalog: Catalog) -> Iterator[GeneratedPage]:
    """Yield a page for each criterion, task, deployment, guide and front end, in reading order."""
    for group in catalog.comparison.groups:
        for criterion_id in catalog.criteria_of(group.id):
            yield _criterion(catalog, criterion_id)
    for theme, task_ids in tasks_by_theme(catalog):
        for task_id in task_ids:
            yield _task(catalog, task_id, theme)
    for deployment_id in by_title(catalog.deployments):
        yield _deployment(catalog, deployment_id)
        for framework_id in catalog.columns():
            if framework_id in catalog.deployments[deployment_id].guides:
                yield _guide(catalog, GuideKey(deployment_id, framework_id))
    for frontend_id in frontends.ordered(catalog):
        yield _frontend(catalog, frontend_id)


def tasks_by_theme(catalog: Catalog) -> list[tuple[str, list[TaskId]]]:
    """Return the tasks by title, under the group of the first criterion that each decides; the others come last."""
    groups = {
        criterion_id: group.title
        for group in catalog.comparison.groups
        for criterion_id in catalog.criteria_of(group.id)
    }
    themes: dict[str, list[TaskId]] = {group.title: [] for group in catalog.comparison.groups}
    for task_id in by_title(catalog.tasks):
        decided = criteria_views.decided_by(catalog, task_id)
        theme = next((title for criterion_id, title in groups.items() if criterion_id in decided), words.WHOLE_APPS)
        themes.setdefault(theme, []).append(task_id)
    return [(theme, task_ids) for theme, task_ids in themes.items() if task_ids]


def _criterion(catalog: Catalog, criterion_id: CriterionId) -> GeneratedPage:
    criterion = catalog.criteria[criterion_id]
    answers = (f"{cell.name}: {cell.verdict.rstrip('.')}." for cell in criteria_views.cells(catalog, criterion_id))
    outline = _Outline(criterion.title, " ".join((criterion.question, *answers)))
    outline.call(criteria.criterion_intro, criterion_id)
    measured = isinstance(criterion, MeasuredCriterion)
    if measured:  # what there is to see comes first: the answers repeat it in a few words
        outline.heading("What was measured", "evidence")
        outline.call(criteria.criterion_evidence, criterion_id)
    for framework_id in catalog.columns():
        outline.heading(catalog.frameworks[framework_id].name, framework_id)
        outline.call(criteria.criterion_answer, criterion_id, framework_id)
    if not measured:
        outline.heading("How we know", "evidence")
        outline.call(criteria.criterion_evidence, criterion_id)
    if criterion.article:
        outline.heading("What an earlier comparison said", "article")
        outline.call(criteria.criterion_correction, criterion_id)
    outline.call(criteria.criterion_footer, criterion_id)
    group = next(group for group in catalog.comparison.groups if group.id == criterion.group)
    return outline.page(urls.source(CRITERION.url(criterion_id)), CRITERION.path(criterion_id), group.title)


def _task(catalog: Catalog, task_id: TaskId, theme: str) -> GeneratedPage:
    task = catalog.tasks[task_id]
    outline = _Outline(task.title, _asked(catalog, task_id))
    outline.call(tasks.task_intro, task_id)
    outline.heading("Samples", "samples")
    outline.call(tasks.task_samples, task_id)
    for service_id, service in task.services.items():
        outline.heading(service.title, service_id)
        outline.call(tasks.task_service, task_id, service_id)
    outline.heading("Requests and replies", "exchanges")
    outline.parts.append("Each request has possible *outcomes*: a name, and what a reply must be like to match it.")
    for exchange_id, exchange in task.exchanges.items():
        outline.heading(exchange.short.removesuffix("."), exchange_id, level=3)
        outline.call(tasks.task_exchange, task_id, exchange_id)
    outline.heading("Mutation tests", "mutations")
    outline.call(tasks.task_mutations, task_id)
    return outline.page(urls.source(TASK.url(task_id)), TASK.path(task_id), theme)


def _asked(catalog: Catalog, task_id: TaskId) -> str:
    """Return what a task's page answers: the question of the first criterion that it decides, or what it is about."""
    names = words.listing([side.name for side in samples.sides(catalog, task_id)])
    decided = criteria_views.decided_by(catalog, task_id)
    for group in catalog.comparison.groups:
        for criterion_id in catalog.criteria_of(group.id):
            if criterion_id in decided and not isinstance(catalog.criteria[criterion_id], MeasuredCriterion):
                return f"{catalog.criteria[criterion_id].question} Working code for {names}, and what each replied."
    return prose_start(catalog.tasks[task_id].summary, DESCRIPTION)


def _deployment(catalog: Catalog, deployment_id: DeploymentId) -> GeneratedPage:
    deployment = catalog.deployments[deployment_id]
    outline = _Outline(deployment.title, deployment.summary)
    outline.call(deployments.deployment_intro, deployment_id)
    source = urls.section_source(DEPLOYMENT.url(deployment_id))
    return outline.page(source, DEPLOYMENT.path(deployment_id), deployment.title)


def _guide(catalog: Catalog, key: GuideKey) -> GeneratedPage:
    guide, names = catalog.guide(key), (key.deployment, key.framework)
    name, target = catalog.frameworks[key.framework].name, catalog.deployments[key.deployment].title
    outline = _Outline(f"Deploy {name}: {target}", f"Deploy {name} step by step. {guide.summary}")
    outline.call(deployments.guide_intro, *names)
    for number, step in enumerate(guide.steps):
        outline.heading(f"{number + 1}. {step.title}", f"step-{number + 1}")
        outline.call(deployments.guide_step, *names, number)
    outline.heading("What we tested", "runs")
    outline.call(deployments.guide_runs, *names)
    return outline.page(urls.source(GUIDE.url(key)), DEPLOYMENT.path(key.deployment), target, name)


def _frontend(catalog: Catalog, frontend_id: FrontEndId) -> GeneratedPage:
    frontend = catalog.frontends[frontend_id]
    outline = _Outline(frontend.title, frontend.summary)
    outline.call(frontend_macros.frontend_intro, frontend_id)
    outline.heading("1. Get the program", "program")
    outline.call(frontend_macros.frontend_program, frontend_id)
    outline.heading("2. Put these files next to it", "files")
    outline.call(frontend_macros.frontend_files, frontend_id)
    outline.heading("3. Build", "build")
    outline.call(frontend_macros.frontend_build, frontend_id)
    outline.heading("4. Start the program", "start")
    outline.call(frontend_macros.frontend_start, frontend_id)
    outline.heading("What we tested", "runs")
    outline.call(frontend_macros.frontend_runs, frontend_id)
    return outline.page(urls.source(FRONTEND.url(frontend_id)), FRONTEND.path(frontend_id))
