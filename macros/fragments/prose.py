"""Macros for prose: what a page says of a framework, of the set-up, of the article and of changes."""

from html import escape

from macros.fragments.base import Maker
from macros.model.framework import Framework
from macros.text import short_markdown
from macros.views import changes, prose, samples, table, urls, words
from macros.views.cells import cell


class ProseFragments:
    """Blocks and inline facts that pages call by IDs."""

    def __init__(self, make: Maker) -> None:
        self.make = make

    def _framework(self, name: str) -> Framework:
        return self.make.catalog.frameworks[self.make.known("framework", name, self.make.catalog.frameworks)]

    def identity(self, framework: str) -> str:
        """A framework in a few lines: what it is, how old, how it is installed and started, where its makers are."""
        found = self._framework(framework)
        return self.make.block("identity", framework=found, install=samples.install_command([found.requirement]))

    def strengths(self, framework: str) -> str:
        """Reasons to choose a framework, each with the verdict that bears it out."""
        catalog = self.make.catalog
        found = [
            (one.short, cell(catalog, one.criterion, framework), catalog.criteria[one.criterion].title)
            for one in self._framework(framework).strengths
        ]
        return self.make.block("strengths", strengths=found)

    def rows(self, *criteria: str) -> str:
        """A few rows of the comparison."""
        catalog = self.make.catalog
        for one in criteria:
            self.make.known("criterion", one, catalog.criteria)
        return self.make.block("table", table=table.some_rows(catalog, criteria), filter=False)

    def set_up(self) -> str:
        """The set-up, a tab a system."""
        systems = sorted(self.make.catalog.systems.values(), key=lambda one: one.name.casefold())
        if not systems:
            return ""
        return self.make.tabs([one.name for one in systems], [self.make.html("system", system=one) for one in systems])

    def users(self) -> str:
        """Who is said to use which framework, with what is known of it."""
        article = self.make.catalog.comparison().article
        return self.make.block("users", frameworks=prose.users(self.make.catalog), article=article)

    def claims(self) -> str:
        """What the source article says in its text, claim by claim, under a heading a topic."""
        parts = [self.make.block("judgements", judgements=prose.judgements(self.make.catalog))]
        for topic in prose.topics(self.make.catalog):
            parts.append(f"\n\n### {short_markdown(topic.title)} {{ #claims-{topic.id} }}\n\n")
            parts.append(self.make.block("claims", topic=topic))
        return "".join(parts)

    def claim(self, topic: str, name: str) -> str:
        """What we say on one claim of the article, with what it rests on."""
        catalog = self.make.catalog
        self.make.known("topic", topic, catalog.topics)
        self.make.known("claim", name, catalog.topics[topic].claims)
        return self.make.block("claim", claim=prose.claim(catalog, topic, name))

    def changes(self) -> str:
        """What changed on the site, newest first."""
        return self.make.block("changes", entries=changes.entries(self.make.catalog))

    def first_release(self, framework: str) -> str:
        """The day of a framework's first release (inline)."""
        return words.day(self._framework(framework).first_release)

    def choose_when(self, framework: str) -> str:
        """When to choose a framework (inline)."""
        return short_markdown(self._framework(framework).choose_when)

    def serve_command(self, framework: str) -> str:
        """The command that starts a framework's development server (inline)."""
        return f"<code>{short_markdown(self._framework(framework).serve.command)}</code>"

    def answer(self, criterion: str, framework: str) -> str:
        """A verdict that leads to its criterion, and the answer in a few words (inline)."""
        catalog = self.make.catalog
        self.make.known("criterion", criterion, catalog.criteria)
        self._framework(framework)
        found = cell(catalog, criterion, framework)
        said = f"{found.headline}, {found.by}" if found.by else found.headline
        url = self.make.link(found.url)
        return f'<a class="inline-verdict" href="{url}">{short_markdown(said)}</a>. {short_markdown(found.short)}'

    def question(self, criterion: str) -> str:
        """A criterion's title that leads to its page (inline)."""
        found = self.make.catalog.criteria[self.make.known("criterion", criterion, self.make.catalog.criteria)]
        return f'<a href="{self.make.link(urls.criterion(criterion))}">{short_markdown(found.title)}</a>'

    def program(self, task: str) -> str:
        """A task's title that leads to its page (inline)."""
        found = self.make.catalog.tasks[self.make.known("task", task, self.make.catalog.tasks)]
        return f'<a href="{self.make.link(urls.task(task))}">{short_markdown(found.title)}</a>'

    def deploy_link(self, target: str) -> str:
        """A deployment target's title that leads to its page (inline)."""
        found = self.make.catalog.deployments[self.make.known("deployment", target, self.make.catalog.deployments)]
        return f'<a href="{self.make.link(urls.deployment(target))}">{short_markdown(found.title)}</a>'

    def maker_link(self, framework: str, link: str) -> str:
        """A link to what a framework's makers publish: home, documentation, source or changelog (inline)."""
        found = self._framework(framework)
        links = found.links.model_dump()
        self.make.known("link", link, links)
        return f'<a href="{escape(links[link])}">{short_markdown(found.name)}: {short_markdown(link)}</a>'
