"""What all macros stand on: the catalog, the templates, the page that is being made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.utils import get_relative_url

from macros import render
from macros.catalog import Catalog
from macros.problem import Problem, unknown
from macros.views.repository import Repository


class MistakeInPage(Exception):
    """A macro was called with something that the data does not have."""


@dataclass
class Maker:
    """Makes a build's fragments. ``page_url`` says for which page, from the site's root."""

    catalog: Catalog
    page_url: Callable[[], str]
    repository: Repository
    stale: Iterable[Problem] = ()
    prose_pages: frozenset[str] = frozenset()
    """The Markdown files under docs/, without their ending."""
    blocks: render.Blocks = field(default_factory=render.Blocks)
    templates: Environment = field(default_factory=render.environment)
    _tabs: int = 0

    def link(self, url: str) -> str:
        """Return an address from the site's root as seen from the page that is being made."""
        path, mark, anchor = url.partition("#")
        return str(get_relative_url(path or "./", self.page_url())) + mark + anchor

    def get_started(self, framework: str) -> str:
        """Return the page that begins with a framework; empty where nobody has written one."""
        page = f"get-started/{framework}"
        return f"{page}/" if page in self.prose_pages else ""

    def html(self, template: str, **values: Any) -> Markup:
        """Render a template; ``link`` and ``get_started`` are there for its addresses."""
        return render.template(
            self.templates, f"{template}.html.jinja", link=self.link, get_started=self.get_started, **values
        )

    def block(self, template: str, **values: Any) -> str:
        """Render a template as a block of the page."""
        return self.blocks.put(self.html(template, **values))

    def redirect(self, old: str, new: str) -> str:
        """Return a page at ``old`` that leads to ``new``, with and without scripts."""
        return str(render.template(self.templates, "redirect.html.jinja", url=get_relative_url(new, old)))

    def tabs(self, labels: list[str], bodies: list[Markup]) -> str:
        """Return tabs as a block; the only one needs no tab."""
        if len(labels) == 1:
            return self.blocks.put(bodies[0])
        self._tabs += 1
        return self.block("tabs", number=self._tabs, labels=labels, bodies=bodies)

    def is_stale(self, task: str, sample: str) -> bool:
        """Tell whether a sample changed since it was run."""
        path = f"data/tasks/{task}/task.yml"
        return any(one.path == path and f"'{sample}'" in one.what for one in self.stale)

    def known(self, kind: str, name: str, allowed: Iterable[str]) -> str:
        """Return the name, or say that there is no such thing."""
        names = list(allowed)
        if name not in names:
            raise MistakeInPage(unknown(kind, str(name), names))
        return name
