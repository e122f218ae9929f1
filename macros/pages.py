"""The pages that exist because something stands in the data: their addresses, titles and outlines.

A page is Markdown whose parts are macros, so that its headings reach the table of contents.
"""

import json
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from macros.catalog import Catalog
from macros.text import short_markdown, short_plain
from macros.views import frontends, urls


@dataclass(frozen=True)
class GeneratedPage:
    """A page's source file, its text, the data file behind it, and the section it belongs to."""

    source: str
    markdown: str
    data: str
    section: str
    title: str


@dataclass
class _Outline:
    title: str
    description: str
    parts: list[str] = field(default_factory=list)

    def heading(self, text: str, name: str = "", level: int = 2) -> None:
        """Add a heading from a short text, with an ID of its own where links rely on it."""
        self.parts.append("#" * level + " " + short_markdown(text) + (f" {{ #{name} }}" if name else ""))

    def call(self, macro: str, *arguments: str | int) -> None:
        """Add a macro's call."""
        self.parts.append("{{ " + f"{macro}({', '.join(map(json.dumps, arguments))})" + " }}")

    def markdown(self) -> str:
        """Return the page."""
        head = {"title": for_theme(self.title), "description": for_theme(self.description)}
        # JSON texts are YAML texts; Jinja does not read the front matter.
        front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
        return "\n\n".join([f"---\n{front}\n---", f"# {short_markdown(self.title)}", *self.parts]) + "\n"


def for_theme(text: str) -> Markup:
    """Return a short text for a title or a description.

    The theme puts both into its HTML as they stand, and mkdocs-macros renders titles.
    """
    return Markup(str(escape(short_plain(text))).replace("{", "&#123;"))  # noqa: S704 (escaped)


def generated_pages(catalog: Catalog) -> list[GeneratedPage]:
    """Return a page for each criterion, task, target and guide, in reading order."""
    pages: list[GeneratedPage] = []
    for group in catalog.comparison().groups:
        pages += [_criterion(catalog, name) for name in catalog.rows(group.id)]
    by_title = sorted(catalog.tasks, key=lambda one: catalog.tasks[one].title.casefold())
    pages += [_task(catalog, name) for name in by_title]
    for name in sorted(catalog.deployments, key=lambda one: catalog.deployments[one].title.casefold()):
        pages.append(_deployment(catalog, name))
        guides = catalog.deployments[name].guides
        pages += [_guide(catalog, name, one) for one in catalog.columns() if one in guides]
    pages += [_frontend(catalog, name) for name in frontends.ordered(catalog)]
    return pages


def redirects(catalog: Catalog) -> dict[str, str]:
    """Return each address that a renamed thing had, and the one that it has now."""
    found: dict[str, str] = {}
    for name, criterion in catalog.criteria.items():
        found |= {urls.criterion(old): urls.criterion(name) for old in criterion.formerly}
    for name, task in catalog.tasks.items():
        found |= {urls.task(old): urls.task(name) for old in task.formerly}
    for name, deployment in catalog.deployments.items():
        for old in deployment.formerly:
            found[urls.deployment(old)] = urls.deployment(name)
            found |= {urls.guide(old, one): urls.guide(name, one) for one in deployment.guides}
    return found


def _page(url: str, outline: _Outline, data: str, section: str) -> GeneratedPage:
    return GeneratedPage(urls.source(url), outline.markdown(), data, section, short_plain(outline.title))


def _criterion(catalog: Catalog, name: str) -> GeneratedPage:
    criterion = catalog.criteria[name]
    page = _Outline(criterion.title, criterion.question)
    page.call("criterion_intro", name)
    for framework in catalog.columns():
        page.heading(catalog.frameworks[framework].name, framework)
        page.call("criterion_answer", name, framework)
    page.heading("How this is decided", "evidence")
    page.call("criterion_evidence", name)
    if criterion.article:
        page.heading("What the source article said", "article")
        page.call("criterion_correction", name)
    page.call("criterion_footer", name)
    return _page(urls.criterion(name), page, f"data/criteria/{name}.yml", "criteria")


def _task(catalog: Catalog, name: str) -> GeneratedPage:
    task = catalog.tasks[name]
    page = _Outline(task.title, f"{task.title}: the same program with each framework, run and answered.")
    page.call("task_intro", name)
    page.heading("The programs", "programs")
    page.call("task_samples", name)
    for beside, program in task.beside.items():
        page.heading(program.title, beside)
        page.call("task_beside", name, beside)
    page.heading("Requests and answers", "answers")
    for exchange in task.exchanges:
        page.heading(task.exchanges[exchange].short.removesuffix("."), exchange, level=3)
        page.call("task_exchange", name, exchange)
    page.heading("Would the proof notice?", "mutations")
    page.call("task_mutations", name)
    return _page(urls.task(name), page, f"data/tasks/{name}/task.yml", "tasks")


def _deployment(catalog: Catalog, name: str) -> GeneratedPage:
    deployment = catalog.deployments[name]
    page = _Outline(deployment.title, deployment.summary)
    page.call("deployment_intro", name)
    return _page(urls.deployment(name), page, f"data/deployments/{name}/deployment.yml", "deploy")


def _guide(catalog: Catalog, target: str, framework: str) -> GeneratedPage:
    deployment = catalog.deployments[target]
    guide = deployment.guides[framework]
    page = _Outline(f"{catalog.frameworks[framework].name}: {deployment.title}", guide.summary)
    page.call("guide_intro", target, framework)
    for number, step in enumerate(guide.steps):
        page.heading(f"{number + 1}. {step.title}", f"step-{number + 1}")
        page.call("guide_step", target, framework, number)
    page.heading("What was run here", "proof")
    page.call("guide_proof", target, framework)
    return _page(urls.guide(target, framework), page, f"data/deployments/{target}/deployment.yml", "deploy")


def _frontend(catalog: Catalog, name: str) -> GeneratedPage:
    frontend = catalog.frontends[name]
    page = _Outline(frontend.title, frontend.summary)
    page.call("frontend_intro", name)
    page.heading("1. Put these files beside the program", "files")
    page.call("frontend_files", name)
    page.heading("2. Build", "build")
    page.call("frontend_build", name)
    page.heading("3. Start the program", "start")
    page.call("frontend_start", name)
    page.heading("What was seen here", "proof")
    page.call("frontend_proof", name)
    return _page(urls.frontend(name), page, f"data/frontends/{name}/frontend.yml", "front-ends")
