"""What concerns the site as a whole: how much there is of each thing."""

from collections import Counter
from datetime import date

from macros.catalog import Catalog
from macros.model.base import Source
from macros.views import words
from macros.views.criteria import corrections

Counts = list[tuple[str, int]]
"""Words and numbers."""


def counts(catalog: Catalog) -> Counts:
    """Return how many there are of each thing."""
    kinds: Counter[str] = Counter(criterion.kind for criterion in catalog.criteria.values())
    rows: Counts = [("Criteria", len(catalog.criteria))]
    rows += [(f"… of which {words.KINDS[kind].lower()}", kinds[kind]) for kind in words.KINDS if kinds[kind]]
    rows += [
        ("Tasks", len(catalog.tasks)),
        ("Samples that run", len(catalog.sample_records)),
        ("Replies recorded", _replies(catalog)),
        ("Samples broken on purpose, all caught", _mutants(catalog)),
        ("Replies altered on purpose, all caught", _distortions(catalog)),
        ("Front ends built and used in a browser", len(catalog.frontend_records)),
        ("Deployment guides", sum(1 for _ in catalog.guides())),
        ("Sources read", len({node.value.url for _, node in catalog.nodes if isinstance(node.value, Source)})),
    ]
    if claims := sum(len(topic.claims) for topic in catalog.claims.values()):
        rows.append(("Claims of the earlier comparison judged", claims))
        rows.append(("Rows of its table corrected", len(corrections(catalog))))
    return rows


def glance(catalog: Catalog) -> Counts:
    """Return the few counts that say how much was run."""
    return [
        ("criteria", len(catalog.criteria)),
        ("samples run", len(catalog.sample_records)),
        ("replies recorded", _replies(catalog)),
        ("broken copies, all caught", _mutants(catalog)),
    ]


def _replies(catalog: Catalog) -> int:
    return sum(len(record.replies) for record in catalog.sample_records.values())


def _mutants(catalog: Catalog) -> int:
    return sum(len(record.mutants) for record in catalog.sample_records.values())


def _distortions(catalog: Catalog) -> int:
    return sum(record.distortions.noticed for record in catalog.sample_records.values() if record.distortions)


def last_run(catalog: Catalog) -> date | None:
    """Return the day of the latest run of anything, None before the first."""
    days = [run.day for run in catalog.checked.values()]
    days += [record.checked for record in catalog.frontend_records.values()]
    days += [record.measured for record in catalog.measurements.values()]
    days += [load.measured for load in catalog.workload_records.values()]
    days += [record.built for record in catalog.image_records.values()]
    days += [record.taken for record in catalog.screenshot_records.values()]
    return max(days, default=None)
