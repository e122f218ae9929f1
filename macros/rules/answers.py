"""Answers agree with what else is written, and carry what their verdict needs."""

from collections.abc import Iterator
from datetime import date

from macros.catalog import Catalog
from macros.model.base import Source
from macros.model.criterion import SourcedAnswer, VerdictAnswer
from macros.problem import Finding, Place
from macros.rules.base import Known, comparison_at, criterion_at, deployment_at, framework_at, frontend_at, within
from macros.verdicts import verdict


def strengths_are_not_contradicted(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """What counts as a framework's strength is not answered with no, or not at all."""
    for name, framework in catalog.frameworks.items():
        for position, strength in enumerate(framework.strengths):
            criterion = catalog.criteria.get(strength.criterion)
            if criterion is None:
                continue
            written = verdict(criterion, name)
            if written in ("no", "unknown"):
                yield Finding(
                    framework_at(name, "strengths", position),
                    f"this strength rests on '{strength.criterion}', but {{other}} answers '{written}' "
                    f"for '{name}'; one of the two is wrong",
                    other=criterion_at(strength.criterion, "answers", name, "verdict"),
                )


def yes_and_partial_say_how(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """``by`` stands where the verdict is yes or partial, and only there."""
    for name, criterion in catalog.criteria.items():
        for framework, answer in criterion.answers.items():
            if not isinstance(answer, VerdictAnswer | SourcedAnswer):
                continue
            at = criterion_at(name, "answers", framework)
            if answer.verdict in ("yes", "partial") and answer.by is None:
                yield Finding(at, f"a '{answer.verdict}' needs 'by'; allowed: core, extra")
            if answer.verdict not in ("yes", "partial") and answer.by is not None:
                what = f"'by' says how a yes or a partial comes; it has no meaning with '{answer.verdict or 'a value'}'"
                yield Finding(within(at, "by"), what)


def partial_has_a_note(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A partial says which part."""
    for name, criterion in catalog.criteria.items():
        for framework, answer in criterion.answers.items():
            if getattr(answer, "verdict", None) == "partial" and answer.note is None:
                at = criterion_at(name, "answers", framework)
                yield Finding(at, "a 'partial' needs a 'note' that says which part there is and which is not")


def published_facts_have_sources(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A sourced or opinion answer is a verdict or a value, and says where it comes from."""
    for name, criterion in catalog.criteria.items():
        for framework, answer in criterion.answers.items():
            if not isinstance(answer, SourcedAnswer):
                continue
            at = criterion_at(name, "answers", framework)
            if (answer.verdict is None) == (answer.value is None):
                yield Finding(at, "an answer has either a 'verdict' or a 'value'")
            if answer.sources is None and answer.verdict != "unknown":
                yield Finding(at, f"a criterion of kind '{criterion.kind}' needs 'sources' for each answer")


def days_are_not_in_the_future(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Nothing was opened, published or released after today, or opened before it was published."""
    today = date.today()
    for at, day in _days(catalog):
        if day > today:
            yield Finding(at, f"{day} is in the future; today is {today}")
    for at, source in _sources(catalog):
        if source.published and source.opened < source.published:
            yield Finding(within(at, "opened"), f"opened on {source.opened}, before it was published")


def _days(catalog: Catalog) -> Iterator[tuple[Place, date]]:
    for at, source in _sources(catalog):
        yield within(at, "opened"), source.opened
    for name, framework in catalog.frameworks.items():
        yield framework_at(name, "first_release"), framework.first_release
    for name, comparison in catalog.comparisons.items():
        if comparison.article:
            yield comparison_at(name, "article", "published"), comparison.article.published


def _sources(catalog: Catalog) -> Iterator[tuple[Place, Source]]:
    for name, criterion in catalog.criteria.items():
        for framework, answer in criterion.answers.items():
            for position, source in enumerate(getattr(answer, "sources", None) or ()):
                yield criterion_at(name, "answers", framework, "sources", position), source
    for name, found in catalog.frameworks.items():
        for position, user in enumerate(found.users):
            if user.source:
                yield framework_at(name, "users", position, "source"), user.source
    for name, deployment in catalog.deployments.items():
        for framework, guide in deployment.guides.items():
            for position, source in enumerate(guide.sources):
                yield deployment_at(name, "guides", framework, "sources", position), source
    for name, frontend in catalog.frontends.items():
        for position, source in enumerate(frontend.sources):
            yield frontend_at(name, "sources", position), source
    for name, system in catalog.systems.items():
        for position, source in enumerate(system.sources):
            yield Place(f"data/setup/{name}.yml", ("sources", position)), source
    for name, topic in catalog.topics.items():
        for one, claim in topic.claims.items():
            for position, source in enumerate(claim.sources):
                yield Place(f"data/claims/{name}.yml", ("claims", one, "sources", position)), source
