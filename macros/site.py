"""The site of one build, and the page that is being made: what every macro works with."""

import logging
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.utils import get_relative_url

from macros import render
from macros.catalog import Catalog
from macros.characters import shown
from macros.memory import Memory
from macros.model.base import FrameworkId
from macros.problem import Problem
from macros.reader import load
from macros.reader.ignored import is_watched
from macros.views import urls
from macros.views.repository import Repository

log = logging.getLogger("mkdocs.macros.comparison")
"""MkDocs counts its warnings: one lets a strict build fail."""


@dataclass(frozen=True, repr=False)  # mkdocs-macros writes out what it is given, for a log that nobody asked for
class Site:
    """Everything that is read once a build."""

    catalog: Catalog
    problems: list[Problem] = field(default_factory=list)
    repository: Repository = field(default_factory=Repository)
    address: str = ""
    """Where the site is published; empty where that is not known."""
    published: dict[str, str] = field(default_factory=dict)
    """Where MkDocs puts each page and file, by the address that it has here; filled once MkDocs knows them all."""
    written_pages: frozenset[str] = frozenset()
    """The addresses of the pages under docs/."""
    left_out: frozenset[str] = frozenset()
    """The files and folders of data/ and docs/ that git ignores, by their paths in the project."""
    stale: Mapping[Hashable, bool] = field(default_factory=dict)
    """What changed since it ran."""
    blocks: render.Blocks = field(default_factory=render.Blocks)
    templates: Environment = field(default_factory=render.environment)
    memory: Memory = field(default_factory=Memory)

    @classmethod
    def read(
        cls, project: Path, docs: Path, repository: Repository, address: str = "", memory: Memory | None = None
    ) -> "Site":
        """Read a project's data and list its pages. In a preview a memory keeps what an edit does not concern."""
        memory = memory or Memory()
        loaded = load(project, memory)
        pages = (path.relative_to(docs).with_suffix("").as_posix() for path in docs.rglob("*.md"))
        return cls(
            loaded.catalog,
            loaded.problems,
            repository,
            address,
            published=memory.table("published", {}),
            written_pages=frozenset(f"{page}/" for page in pages),
            left_out=frozenset(loaded.left_out),
            stale=memory.table("stale", {problem.subject: True for problem in loaded.problems}),
            templates=memory.recall("templates", (), lambda: render.environment(memory), render.__name__),
            memory=memory,
        )

    @property
    def errors(self) -> list[Problem]:
        """The problems that are not merely records out of date."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def is_broken(self) -> bool:
        """Whether the data is too wrong for pages to be made of it."""
        return bool(self.errors) or not self.catalog.comparisons

    def is_published(self, source: str) -> bool:
        """Tell whether a file may be published, by its path in docs/: no leftover, no secret, not ignored by git."""
        path = PurePosixPath("docs", source)
        return is_watched(path) and self.left_out.isdisjoint(shown(str(part)) for part in (path, *path.parents))

    def path(self, url: str) -> str:
        """Return an address from the site's root as MkDocs publishes it: pages may be files in place of folders."""
        path, mark, anchor = url.partition("#")
        return self.published.get(path, path) + mark + anchor

    def absolute(self, url: str) -> str:
        """Return an address with the site's own before it; from the site's root where that is not known."""
        return (f"{self.address.rstrip('/')}/" if self.address else "") + self.path(url)

    def is_stale(self, subject: Hashable) -> bool:
        """Tell whether something changed since the run that its record describes."""
        return subject in self.stale

    def written_page(self, kind: str, framework_id: FrameworkId) -> str:
        """Return the page of a kind about a framework; empty where nobody has written one."""
        url = urls.written_page(kind, framework_id)
        return url if url in self.written_pages else ""


@dataclass(frozen=True)
class SideBodies:
    """What stands on one side: a framework's name, what its bodies have in common, and a label for each of them."""

    name: str
    labels: list[str]
    bodies: list[Markup]
    common: Markup = field(default_factory=Markup)


@dataclass(frozen=True)
class Page:
    """The page that is being made, by its address from the site's root."""

    site: Site
    url: str

    @property
    def catalog(self) -> Catalog:
        """The data."""
        return self.site.catalog

    def link(self, url: str) -> str:
        """Return an address from the site's root as seen from this page."""
        if self.site.published and url.partition("#")[0] not in self.site.published:
            log.warning("the page '%s' has a link to '%s', where nothing is published", self.url, url)
        path, mark, anchor = self.site.path(url).partition("#")
        return str(get_relative_url(path or "./", self.url)) + mark + anchor

    def html(self, template: str, **values: Any) -> Markup:
        """Render a template; ``link`` is there for its addresses."""
        return render.template(self.site.templates, f"{template}.html.jinja", link=self.link, urls=urls, **values)

    def block(self, template: str, **values: Any) -> str:
        """Render a template as a block of this page."""
        return self.site.blocks.put(self.html(template, **values))

    def sides(self, sides: list[SideBodies], switch: bool = False) -> str:
        """Return frameworks side by side as a block, each with a tab for each of its bodies; one alone as tabs.

        A page's switch lets readers of small screens see one side of all its blocks.
        """
        if len(sides) == 1:
            common = self.site.blocks.put(sides[0].common) if sides[0].common else ""
            return common + self.tabs(sides[0].labels, sides[0].bodies)
        return self.block("sides", number=self.site.blocks.count + 1, sides=sides, switch=switch)

    def tabs(self, labels: list[str], bodies: list[Markup]) -> str:
        """Return tabs as a block; a single one needs no tab."""
        if len(labels) == 1:
            return self.site.blocks.put(bodies[0])
        return self.block("tabs", number=self.site.blocks.count + 1, labels=labels, bodies=bodies)
