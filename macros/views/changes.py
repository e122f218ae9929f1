"""What changed, newest first: the editors' news, and what runs observed that they had not observed before."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from macros.catalog import Catalog
from macros.kinds import TASK
from macros.model.base import SampleKey
from macros.model.record import HistoryLine
from macros.views import words
from macros.views.samples import label, listed


@dataclass(frozen=True)
class Difference:
    """An exchange, and its outcome before and now; None where it was not asked."""

    exchange: str
    before: str | None
    now: str | None


@dataclass(frozen=True)
class RunChange:
    """A sample that answered otherwise than before, or for the first time."""

    label: str
    task: str
    url: str
    releases: str
    first: bool
    differences: list[Difference]


@dataclass(frozen=True)
class Entry:
    """One change. ``urn`` names it for ever, wherever the site is published."""

    id: str
    urn: str
    day: date
    title: str
    text: str
    runs: list[RunChange] = field(default_factory=list)


def entries(catalog: Catalog) -> list[Entry]:
    """Return all changes, newest first; on one day, the editors' before the runs'."""
    news = [Entry(change.id, urn(change.id), change.day, change.title, change.text) for change in catalog.changes]
    for day, runs in _runs_by_day(catalog).items():
        first = sum(run.first for run in runs)
        parts = [f"{words.count(first, 'sample')} ran for the first time"] if first else []
        if len(runs) > first:
            parts.append(f"{words.count(len(runs) - first, 'sample')} ran again with new requests or different results")
        name = f"runs-{day.isoformat()}"
        news.append(Entry(name, urn(name), day, f"Test runs of {words.day(day)}", f"{' and '.join(parts)}.", runs))
    return sorted(news, key=lambda entry: entry.day, reverse=True)


def urn(name: str) -> str:
    """Return the permanent name of an entry: it depends on nothing but its ID."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"change:{name}").urn


def _runs_by_day(catalog: Catalog) -> dict[date, list[RunChange]]:
    latest: dict[SampleKey, HistoryLine] = {}
    days: dict[date, list[RunChange]] = {}
    for line in catalog.history:
        key = SampleKey(line.task, line.sample)
        days.setdefault(line.day, []).append(_run_change(catalog, key, latest.get(key), line))
        latest[key] = line
    return days


def _run_change(catalog: Catalog, key: SampleKey, before: HistoryLine | None, now: HistoryLine) -> RunChange:
    task = catalog.tasks.get(key.task)
    outcomes = before.outcomes if before else {}
    differences = [
        Difference(name, outcomes.get(name), now.outcomes.get(name))
        for name in sorted({*outcomes, *now.outcomes})
        if before and outcomes.get(name) != now.outcomes.get(name)
    ]
    return RunChange(
        label=label(catalog, key) if task and key.sample in task.samples else key.sample,
        task=task.title if task else key.task,
        url=TASK.url(key.task) if task else "",
        releases=listed(now.releases),
        first=before is None,
        differences=differences,
    )
