"""Macros for the site as a whole and for prose."""

from dataclasses import dataclass

from macros.fragments.base import Maker
from macros.text import short_markdown
from macros.views import guides, samples, site, table, urls
from macros.views.cells import cell


@dataclass(frozen=True)
class Item:
    """A page in a list of pages."""

    title: str
    text: str
    url: str


class SiteFragments:
    """Tables, lists and inline facts."""

    def __init__(self, make: Maker) -> None:
        self.make = make

    def home(self) -> str:
        """When to choose which framework, with the rows that bear it out."""
        return self.make.block("home", choices=site.choices(self.make.catalog))

    def headline_table(self) -> str:
        """The comparison's headline rows."""
        return self.make.block("table", table=table.headline_table(self.make.catalog), filter=False)

    def comparison_table(self) -> str:
        """All rows, by group."""
        return self.make.block("table", table=table.comparison_table(self.make.catalog), filter=True)

    def criterion_list(self) -> str:
        """All criteria by group, each with its question."""
        catalog = self.make.catalog
        parts = []
        for group in catalog.comparison().groups:
            items = [
                Item(catalog.criteria[one].title, catalog.criteria[one].question, urls.criterion(one))
                for one in catalog.rows(group.id)
            ]
            parts.append(f"\n\n## {short_markdown(group.title)} {{ #{group.id} }}\n\n")
            parts.append(self.make.block("list", items=items))
        return "".join(parts)

    def get_started_list(self) -> str:
        """The frameworks that have a page of first steps."""
        catalog = self.make.catalog
        items = [
            Item(catalog.frameworks[one].name, catalog.frameworks[one].summary, self.make.get_started(one))
            for one in catalog.columns()
            if self.make.get_started(one)
        ]
        return self.make.block("list", items=items)

    def task_list(self) -> str:
        """All tasks, each with its samples."""
        catalog = self.make.catalog
        items = [
            Item(
                task.title,
                ", ".join(samples.label(catalog, name, one) for one in samples.ordered(catalog, name)),
                urls.task(name),
            )
            for name, task in sorted(catalog.tasks.items(), key=lambda one: one[1].title.casefold())
        ]
        return self.make.block("list", items=items)

    def deployment_matrix(self) -> str:
        """Which target has a guide for which framework."""
        catalog = self.make.catalog
        columns = [catalog.frameworks[one].name for one in catalog.columns()]
        return self.make.block("matrix", rows=guides.matrix(catalog), columns=columns)

    def corrections(self) -> str:
        """What the source article said of each of its rows, and what we changed."""
        found = site.corrections(self.make.catalog)
        return self.make.block("correction", corrections=found, label="The article's rows and ours")

    def counts(self) -> str:
        """How many there are of each thing."""
        return self.make.block("counts", counts=site.counts(self.make.catalog))

    def glance(self) -> str:
        """How much was run, in a few numbers, and when last."""
        catalog = self.make.catalog
        return self.make.block("glance", numbers=site.glance(catalog), last=site.last_run(catalog))

    def credits(self) -> str:
        """The article that the comparison started from."""
        article = self.make.catalog.comparison().article
        return self.make.block("credits", article=article) if article else ""

    def release(self, framework: str) -> str:
        """The framework's release that the proofs ran on (inline)."""
        catalog = self.make.catalog
        self.make.known("framework", framework, catalog.frameworks)
        package = catalog.frameworks[framework].package
        found = {
            record.releases[package]
            for (task, sample), record in catalog.records.items()
            if package in record.releases and (task, sample) in catalog.checked
        }
        return short_markdown(", ".join(sorted(found)) or "(not run yet)")

    def verdict(self, criterion: str, framework: str) -> str:
        """A verdict as a word that leads to its criterion (inline)."""
        catalog = self.make.catalog
        self.make.known("criterion", criterion, catalog.criteria)
        self.make.known("framework", framework, catalog.frameworks)
        found = cell(catalog, criterion, framework)
        words = f"{found.headline}, {found.by}" if found.by else found.headline
        return f'<a class="inline-verdict" href="{self.make.link(found.url)}">{short_markdown(words)}</a>'

    def docs_link(self, framework: str) -> str:
        """A link to the framework's documentation (inline)."""
        catalog = self.make.catalog
        self.make.known("framework", framework, catalog.frameworks)
        found = catalog.frameworks[framework]
        return f'<a href="{found.links.documentation}">{short_markdown(found.name)}’s documentation</a>'
