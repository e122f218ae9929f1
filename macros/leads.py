"""Which framework a criterion speaks for: worked out from verdicts and measurements, never written."""

from collections.abc import Mapping
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.measuring import ratio
from macros.model.base import CriterionId, FrameworkId
from macros.model.criterion import AnyCriterion, LoadMeasure, MeasuredCriterion, Quantity, TestedCriterion
from macros.verdicts import deciding_record, shown_by

MORE_IS_BETTER: tuple[Quantity, ...] = ("requests-per-second",)
"""The quantities of which one wants much; of all others one wants little."""

_STANDING: dict[tuple[str | None, str | None], int] = {
    ("yes", "core"): 4,
    ("yes", "extra"): 3,
    ("partial", "core"): 2,
    ("partial", "extra"): 1,
    ("no", None): 0,
}
"""How well a verdict stands, with the way by which the framework comes to it."""

STRONG, SLIGHT = 2, 1
"""The points of a yes, of any kind, against a no; and of every other lead."""


@dataclass(frozen=True)
class Lead:
    """The framework that a criterion speaks for, before all others, and how many points that is worth."""

    framework: FrameworkId
    points: int


def lead(catalog: Catalog, criterion_id: CriterionId) -> Lead | None:
    """Return the framework that stands best on a criterion; None where two do alike, or fewer than two are known."""
    criterion = catalog.criteria[criterion_id]
    found = (
        _measured(catalog, criterion_id, criterion)
        if isinstance(criterion, MeasuredCriterion)
        else _judged(catalog, criterion)
    )
    compared = catalog.comparison.frameworks
    standings = {framework_id: found[framework_id] for framework_id in compared if framework_id in found}
    if len(standings) < 2:
        return None
    (best, most), (_, next_best), *_ = sorted(standings.items(), key=lambda item: -item[1])
    if most == next_best:
        return None
    is_strong = not isinstance(criterion, MeasuredCriterion) and most >= _STANDING["yes", "extra"] and next_best == 0
    return Lead(best, STRONG if is_strong else SLIGHT)


def is_measured(catalog: Catalog, criterion_id: CriterionId) -> bool:
    """Tell whether a criterion that rests on a measurement has one; what rests on none needs none."""
    criterion = catalog.criteria[criterion_id]
    if not isinstance(criterion, MeasuredCriterion):
        return True
    if isinstance(criterion.measure, LoadMeasure):
        return criterion.measure.workloads[0] in catalog.workload_records
    return criterion_id in catalog.measurements


def _judged(catalog: Catalog, criterion: AnyCriterion) -> dict[FrameworkId, float]:
    """Return how well each verdict stands, as it was run where it was; what is unknown or a value does not."""
    standings = {}
    for framework_id, answer in criterion.answers.items():
        record = deciding_record(catalog, criterion, framework_id)
        verdict = getattr(answer, "verdict", None)
        if isinstance(criterion, TestedCriterion) and record is not None:
            verdict = shown_by(record, criterion.test)
        by = getattr(answer, "by", None) or "core"  # what has a value in its place comes with nothing else
        standing = _STANDING.get((verdict, None if verdict == "no" else by))
        if standing is not None:
            standings[framework_id] = float(standing)
    return standings


def _measured(catalog: Catalog, criterion_id: CriterionId, criterion: MeasuredCriterion) -> Mapping[FrameworkId, float]:
    """Return what was measured first, such that more is better; values that a measurement calls equal are equal."""
    measure = criterion.measure
    if not isinstance(measure, LoadMeasure):
        record = catalog.measurements.get(criterion_id)
        values = record.values.get(next(iter(measure.stacks)), {}) if record else {}
        return {framework_id: -value for framework_id, value in values.items()}
    load = catalog.workload_records.get(measure.workloads[0])
    workload = catalog.workloads.get(measure.workloads[0])
    if load is None or workload is None:
        return {}
    rounds = {
        framework_id: load.ways[way_id].rounds[measure.quantity]
        for framework_id in measure.ways
        if (way_id := measure.way_of(framework_id, workload)) in load.ways and way_id
    }
    sign = 1 if measure.quantity in MORE_IS_BETTER else -1
    values = {}
    for framework_id, each in rounds.items():
        times = ratio(each, next(iter(rounds.values())))
        values[framework_id] = sign * (times.middle if times.side else 1.0)
    return values
