"""Macros for frameworks: what each is, when to choose it, who uses it, and inline facts."""

from macros.fragments._pieces import Item, item_list, link
from macros.kinds import FRAMEWORK
from macros.model.base import FrameworkId
from macros.problem import UnknownName, unknown
from macros.site import Page
from macros.text import short_markdown
from macros.views import frameworks, samples, words


def framework_choices(page: Page) -> str:
    """When to choose which framework, with the criteria that bear it out."""
    choices = frameworks.choices(page.catalog)
    pages = {choice.framework: page.site.written_page("get-started", choice.framework) for choice in choices}
    return page.block("framework_choices", choices=choices, get_started=pages)


def get_started_list(page: Page) -> str:
    """The frameworks that have a page of first steps."""
    items = []
    for framework_id in page.catalog.columns():
        framework = page.catalog.frameworks[framework_id]
        if url := page.site.written_page("get-started", framework_id):
            items.append(Item(framework.name, framework.summary, url))
    return item_list(page, items)


def framework_identity(page: Page, framework: FrameworkId) -> str:
    """A framework in a few lines: what it is, how old, how it is installed and started, where its makers are."""
    value = page.catalog.get(FRAMEWORK, framework)
    return page.block("framework_identity", framework=value, install=samples.install_command([value.requirement]))


def framework_strengths(page: Page, framework: FrameworkId) -> str:
    """Reasons to choose a framework, each with the verdict that bears it out."""
    page.catalog.get(FRAMEWORK, framework)
    return page.block("framework_strengths", strengths=frameworks.strengths(page.catalog, framework))


def framework_users(page: Page) -> str:
    """Who is said to use which framework, with what is known of it."""
    article = page.catalog.comparison.article
    return page.block("framework_users", frameworks=frameworks.users(page.catalog), article=article)


def first_release(page: Page, framework: FrameworkId) -> str:
    """The day of a framework's first release (inline)."""
    return words.day(page.catalog.get(FRAMEWORK, framework).first_release)


def choose_when(page: Page, framework: FrameworkId) -> str:
    """When to choose a framework (inline)."""
    return short_markdown(page.catalog.get(FRAMEWORK, framework).choose_when)


def release(page: Page, framework: FrameworkId) -> str:
    """The framework's release that the proofs ran on (inline)."""
    page.catalog.get(FRAMEWORK, framework)
    return short_markdown(", ".join(frameworks.proven_releases(page.catalog, framework)) or "(not run yet)")


def docs_link(page: Page, framework: FrameworkId) -> str:
    """A link to a framework's documentation (inline)."""
    value = page.catalog.get(FRAMEWORK, framework)
    return link(value.links.documentation, f"{value.name}’s documentation")


def maker_link(page: Page, framework: FrameworkId, to: str) -> str:
    """A link to what a framework's makers publish: home, documentation, source or changelog (inline)."""
    value = page.catalog.get(FRAMEWORK, framework)
    links = value.links.model_dump()
    if str(to) not in links:  # a page may name a list, which is no key
        raise UnknownName(unknown("link", str(to), links))
    return link(links[to], f"{value.name}: {to}")
