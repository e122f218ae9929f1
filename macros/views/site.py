"""What concerns the site as a whole: counts, corrections, reasons to choose."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from macros.catalog import Catalog
from macros.views import urls, words
from macros.views.cells import cell


@dataclass(frozen=True)
class Choice:
    """When to choose a framework, and the rows that bear it out."""

    framework: str
    name: str
    summary: str
    choose_when: str
    reasons: list[tuple[str, str]]


@dataclass(frozen=True)
class CorrectionView:
    """What the source article said of a row, what we say, and why."""

    title: str
    url: str
    said: list[tuple[str, str]]
    now: list[tuple[str, str]]
    change: str


def choices(catalog: Catalog) -> list[Choice]:
    """Return each framework's reasons, in the columns' order; each reason with its criterion's address."""
    found = []
    for name in catalog.columns():
        framework = catalog.frameworks[name]
        reasons = [(one.short, urls.criterion(one.criterion)) for one in framework.strengths]
        found.append(Choice(name, framework.name, framework.summary, framework.choose_when, reasons))
    return found


def corrections(catalog: Catalog) -> list[CorrectionView]:
    """Return the rows of the source article, by title."""
    found = []
    for name, criterion in sorted(catalog.criteria.items(), key=lambda one: one[1].title.casefold()):
        if criterion.article is None:
            continue
        said = [
            (catalog.frameworks[one].name, words.VERDICTS.get(claim, claim))
            for one, claim in sorted(criterion.article.said.items())
            if one in catalog.frameworks
        ]
        now = [(catalog.frameworks[one].name, cell(catalog, name, one).headline) for one in catalog.columns()]
        found.append(CorrectionView(criterion.title, urls.criterion(name), said, now, criterion.article.change))
    return found


def counts(catalog: Catalog) -> list[tuple[str, int]]:
    """Return how many there are of each thing, in words and numbers."""
    kinds: Counter[str] = Counter(criterion.kind for criterion in catalog.criteria.values())
    sources = {
        source.url
        for criterion in catalog.criteria.values()
        for answer in criterion.answers.values()
        for source in getattr(answer, "sources", None) or ()
    }
    sources |= {s.url for d in catalog.deployments.values() for g in d.guides.values() for s in g.sources}
    sources |= {source.url for one in catalog.frontends.values() for source in one.sources}
    claims = [claim for topic in catalog.topics.values() for claim in topic.claims.values()]
    sources |= {source.url for claim in claims for source in claim.sources}
    sources |= {source.url for system in catalog.systems.values() for source in system.sources}
    sources |= {user.source.url for one in catalog.frameworks.values() for user in one.users if user.source}
    rows = [("Criteria", len(catalog.criteria))]
    rows += [(f"… of the kind “{words.KINDS[kind].lower()}”", kinds[kind]) for kind in words.KINDS if kinds[kind]]
    rows += [
        ("Tasks", len(catalog.tasks)),
        ("Samples that run", len(catalog.records)),
        ("Requests answered and recorded", sum(len(one.replies) for one in catalog.records.values())),
        ("Changed samples that must fail, and do", sum(len(one.mutants) for one in catalog.records.values())),
        ("Front ends built and used in a browser", len(catalog.frontend_records)),
        ("Deployment guides", sum(len(one.guides) for one in catalog.deployments.values())),
        ("Sources opened", len(sources)),
    ]
    if claims:
        rows.append(("Claims of the source article judged", len(claims) + len(corrections(catalog))))
    return rows


def glance(catalog: Catalog) -> list[tuple[str, int]]:
    """Return the few counts that say how much was run, in words and numbers."""
    return [
        ("questions", len(catalog.criteria)),
        ("programs run", len(catalog.records)),
        ("answers recorded", sum(len(one.replies) for one in catalog.records.values())),
        ("programs broken on purpose, all noticed", sum(len(one.mutants) for one in catalog.records.values())),
    ]


def last_run(catalog: Catalog) -> date | None:
    """Return the day of the latest run, None before the first."""
    return max(catalog.checked.values(), default=None)
