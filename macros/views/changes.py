"""What changed, newest first: the editors' news, and what runs saw that they had not seen before."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from macros.catalog import Catalog
from macros.model.record import Observed
from macros.views import samples, urls, words


@dataclass(frozen=True)
class Seen:
    """One sample that answered otherwise than before, or for the first time."""

    label: str
    task: str
    url: str
    releases: str
    first: bool
    differences: list[tuple[str, str, str]]
    """An exchange, its outcome before and now; "nothing" where it was not asked."""


@dataclass(frozen=True)
class Entry:
    """One change. ``urn`` names it for ever, wherever the site stands."""

    id: str
    urn: str
    day: date
    title: str
    text: str
    seen: list[Seen] = field(default_factory=list)


def entries(catalog: Catalog) -> list[Entry]:
    """Return all changes, newest first; on one day, the editors' before the runs'."""
    found = [Entry(one.id, urn(one.id), one.day, one.title, one.text) for one in catalog.changes]
    for day, seen in _seen_by_day(catalog).items():
        first = sum(one.first for one in seen)
        parts = [f"{words.count(first, 'program')} ran for the first time"] if first else []
        if len(seen) > first:
            parts.append(f"{words.count(len(seen) - first, 'program')} ran again with something new to see")
        name = f"runs-{day.isoformat()}"
        found.append(Entry(name, urn(name), day, f"Runs of {words.day(day)}", f"{' and '.join(parts)}.", seen))
    return sorted(found, key=lambda one: one.day, reverse=True)


def urn(name: str) -> str:
    """Return the permanent name of an entry: it depends on nothing but its ID."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"change:{name}").urn


def _seen_by_day(catalog: Catalog) -> dict[date, list[Seen]]:
    last: dict[tuple[str, str], Observed] = {}
    days: dict[date, list[Seen]] = {}
    for line in catalog.history:
        before = last.get((line.task, line.sample))
        days.setdefault(line.day, []).append(_seen(catalog, before, line))
        last[line.task, line.sample] = line
    return days


def _seen(catalog: Catalog, before: Observed | None, now: Observed) -> Seen:
    task = catalog.tasks.get(now.task)
    known = task is not None and now.sample in task.samples
    old = before.outcomes if before else {}
    differences = [
        (name, old.get(name, "nothing"), now.outcomes.get(name, "nothing"))
        for name in sorted({*old, *now.outcomes})
        if before and old.get(name) != now.outcomes.get(name)
    ]
    return Seen(
        label=samples.label(catalog, now.task, now.sample) if known else now.sample,
        task=task.title if task else now.task,
        url=urls.task(now.task) if task else "",
        releases=", ".join(f"{name} {number}" for name, number in now.releases.items()),
        first=before is None,
        differences=differences,
    )
