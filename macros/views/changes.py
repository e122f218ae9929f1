"""What changed for a reader, newest first: the editors' news, and what runs showed that they had not shown before."""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from macros.catalog import Catalog
from macros.kinds import CRITERION, TASK
from macros.model.base import CriterionId, FrameworkId, GroupId, SampleId, SampleKey
from macros.model.change import ChangeKind
from macros.model.criterion import TestedCriterion
from macros.model.record import HistoryLine
from macros.text import short_plain
from macros.verdicts import verdict_of
from macros.views import urls, words
from macros.views.criteria import decided_by
from macros.views.samples import label


@dataclass(frozen=True)
class Entry:
    """One change. ``urn`` names it for ever, wherever the site is published."""

    id: str
    urn: str
    day: date
    kind: ChangeKind | Literal["release", "run"]
    title: str
    text: str
    links: list[tuple[str, str]]
    """Titles and addresses of what it is about."""
    frameworks: frozenset[FrameworkId] = frozenset()
    """The frameworks that it is about; none where it is about all."""
    groups: frozenset[GroupId] = frozenset()
    """The groups of the criteria that it is about."""


@dataclass(frozen=True)
class FirstRuns:
    """How many samples have run for the first time, and from when to when."""

    samples: int = 0
    days: list[date] = field(default_factory=list)


def entries(catalog: Catalog) -> list[Entry]:
    """Return all changes, newest first; on one day, the editors' before the runs'."""
    found = [*_news(catalog), *_answers_of_releases(catalog), *_numbered(_runs(catalog))]
    return sorted(found, key=lambda entry: entry.day, reverse=True)


def of_framework(catalog: Catalog, framework_id: FrameworkId) -> list[Entry]:
    """Return the changes that concern a framework: those about it, and those about all."""
    return [entry for entry in entries(catalog) if not entry.frameworks or framework_id in entry.frameworks]


def of_group(catalog: Catalog, group_id: GroupId) -> list[Entry]:
    """Return the changes that concern a group's criteria."""
    return [entry for entry in entries(catalog) if group_id in entry.groups]


@dataclass(frozen=True)
class Feed:
    """The changes that concern a framework or a group, where they are published, and the ID of the feed."""

    id: str
    title: str
    url: str
    entries: list[Entry]


def feeds(catalog: Catalog) -> list[Feed]:
    """Return a feed for each framework, by column, and for each group, in the comparison's order."""
    frameworks = [
        Feed(
            f"framework-{framework_id}",
            catalog.frameworks[framework_id].name,
            urls.framework_feed(framework_id),
            of_framework(catalog, framework_id),
        )
        for framework_id in catalog.columns()
    ]
    groups = [
        Feed(f"group-{group.id}", group.title, urls.group_feed(group.id), of_group(catalog, group.id))
        for group in catalog.comparison.groups
    ]
    return frameworks + groups


def urn(name: str) -> str:
    """Return the permanent name of an entry: it depends on nothing but its ID."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"change:{name}").urn


def first_runs(catalog: Catalog) -> FirstRuns:
    """Return the first runs of all samples: they are no change, so pages sum them up."""
    first = {SampleKey(line.task, line.sample): line.day for line in reversed(catalog.history)}
    return FirstRuns(len(first), sorted({*first.values()}))


def _entry(
    catalog: Catalog,
    name: str,
    day: date,
    kind: ChangeKind | Literal["release", "run"],
    title: str,
    text: str,
    criteria: list[CriterionId],
    frameworks: list[FrameworkId],
) -> Entry:
    known = [criterion_id for criterion_id in criteria if criterion_id in catalog.criteria]
    links = [(catalog.criteria[criterion_id].title, CRITERION.url(criterion_id)) for criterion_id in known]
    groups = frozenset(catalog.criteria[criterion_id].group for criterion_id in known)
    return Entry(name, urn(name), day, kind, title, text, links, frozenset(frameworks), groups)


def _news(catalog: Catalog) -> Iterator[Entry]:
    for change in catalog.changes:
        yield _entry(
            catalog,
            change.id,
            change.day,
            change.kind,
            change.title,
            change.text,
            change.criteria,
            change.frameworks,
        )


def _answers_of_releases(catalog: Catalog) -> Iterator[Entry]:
    """Yield each answer that a release brought, on the day of the release: two runs have shown it."""
    for key, record in catalog.since_records.items():
        name, title = catalog.frameworks[key.framework].name, catalog.criteria[key.criterion].title
        before, since = record.before, record.since
        now = words.SHOWED[since.state]
        was = "did not start" if before.state == "did-not-start" else f"counted as {words.SHOWED[before.state]}"
        yield _entry(
            catalog,
            f"release-{key.criterion}-{key.framework}-{since.release}",
            since.published,
            "release",
            f"{name} {since.release}: {title}",
            f"With {before.release}, the program {was}; with {since.release}, it counts as {now}.",
            [key.criterion],
            [key.framework],
        )


def _numbered(found: Iterator[Entry]) -> Iterator[Entry]:
    """Yield entries, each with an ID of its own: what changed twice on a day is numbered from the second time on."""
    times = Counter[str]()
    for entry in found:
        times[entry.id] += 1
        name = entry.id if times[entry.id] == 1 else f"{entry.id}-{times[entry.id]}"
        yield replace(entry, id=name, urn=urn(name))


def _runs(catalog: Catalog) -> Iterator[Entry]:
    """Yield each run that came out otherwise than the sample's run before: in its answer, or else in its outcomes."""
    latest: dict[SampleKey, HistoryLine] = {}
    for line in catalog.history:
        key = SampleKey(line.task, line.sample)
        before = latest.get(key)
        latest[key] = line
        task = catalog.tasks.get(key.task)
        if before is None or task is None or key.sample not in task.samples:
            continue
        framework_id = catalog.sample(key).framework
        decided = [
            each for each in decided_by(catalog, key.task) if isinstance(catalog.criteria[each], TestedCriterion)
        ]
        changed = []
        if key.sample == SampleId(framework_id):
            for criterion_id in decided:
                if verdicts := _changed_verdict(catalog, criterion_id, before, line):
                    changed.append(criterion_id)
                    yield _answer(catalog, criterion_id, framework_id, before, line, verdicts)
        differences = [
            f"`{name}` was {before.outcomes[name]} and is {line.outcomes[name]}"
            for name in sorted(before.outcomes.keys() & line.outcomes.keys())
            if before.outcomes[name] != line.outcomes[name]
        ]
        if differences and not changed:
            name = f"run-{key.task}-{key.sample}-{line.day.isoformat()}"
            title = f"{label(catalog, key)} replies otherwise: {task.title}"
            text = f"{_cause(before, line)}: {'; '.join(differences)}. The answers stay."
            entry = _entry(catalog, name, line.day, "run", title, text, decided, [framework_id])
            links = [(task.title, TASK.url(key.task))]
            yield replace(entry, links=links)


def _changed_verdict(
    catalog: Catalog, criterion_id: CriterionId, before: HistoryLine, now: HistoryLine
) -> tuple[str, str] | None:
    """Return the verdicts before and now; None where they are the same, or the question was another one then."""
    criterion = catalog.criteria[criterion_id]
    assert isinstance(criterion, TestedCriterion)
    asked = {*criterion.test.yes, *criterion.test.no}
    if not asked <= before.outcomes.keys() & now.outcomes.keys():
        return None
    verdicts = verdict_of(before.outcomes, criterion.test), verdict_of(now.outcomes, criterion.test)
    return verdicts if verdicts[0] != verdicts[1] else None


def _answer(
    catalog: Catalog,
    criterion_id: CriterionId,
    framework_id: FrameworkId,
    before: HistoryLine,
    now: HistoryLine,
    verdicts: tuple[str, str],
) -> Entry:
    was, is_now = (words.VERDICTS[verdict] for verdict in verdicts)
    name, title = catalog.frameworks[framework_id].name, catalog.criteria[criterion_id].title
    entry = _entry(
        catalog,
        f"answer-{criterion_id}-{framework_id}-{now.day.isoformat()}",
        now.day,
        "run",
        f"{name}: {title} was {was}, is {is_now}",
        f"{_cause(before, now)}.",
        [criterion_id],
        [framework_id],
    )
    links = [(f"{name}: {short_plain(title)}", urls.answer(criterion_id, framework_id))]
    return replace(entry, links=links)


def _cause(before: HistoryLine, now: HistoryLine) -> str:
    """Return the releases that differ between two runs, or that none does."""
    other = [
        f"{package} {release} in place of {before.releases[package]}"
        for package, release in now.releases.items()
        if before.releases.get(package, release) != release
    ]
    return f"With {words.listing(other)}" if other else "On the same releases: the sample or what is asked has changed"
