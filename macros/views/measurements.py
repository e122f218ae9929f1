"""Measured criteria: what was measured in a sentence, as charts and as tables."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from macros.catalog import Catalog, unique
from macros.kinds import DEPLOYMENT, TASK
from macros.measuring import Ratio, ratio
from macros.model.base import CriterionId, FrameworkId, WayId, WorkloadId
from macros.model.criterion import LoadMeasure, MeasuredCriterion, Quantity, StackMeasure
from macros.model.record import WorkloadRecord
from macros.views import words
from macros.views.samples import listed

LEAST_SHARE = 0.001
"""The smallest part of the processor that is given as a number."""


@dataclass(frozen=True)
class Bar:
    """One bar. Lengths are in percent of the chart's width; the range is that of the rounds."""

    framework: str
    way: str
    value: str
    range: str
    length: float
    low: float
    high: float
    pattern: int
    """The place of the framework's column: each has a pattern of its own."""
    beside: list[str]
    """Values of other quantities of the same runs."""


@dataclass(frozen=True)
class Start:
    """How one way was started, with the releases that it had."""

    way: str
    command: str
    releases: str


@dataclass(frozen=True)
class Chart:
    """One workload, or one set of stacks: a bar for each way or framework, and what was measured how."""

    id: str
    title: str
    short: str
    unit: str
    columns: list[str]
    """The names of the quantities beside."""
    bars: list[Bar]
    starts: list[Start]
    how: str
    task_title: str = ""
    task_url: str = ""
    guides: tuple[tuple[str, str], ...] = ()
    observations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """Two sides on one workload: how many times as much there is on the left."""

    left: str
    right: str
    says: str
    ratio: Ratio
    turn: float = 0.0
    """How far another way moves the ratio, as the logarithm of a factor."""


def charts(catalog: Catalog, criterion_id: CriterionId, criterion: MeasuredCriterion) -> list[Chart]:
    """Return a chart for each workload or set of stacks that was measured."""
    if isinstance(criterion.measure, LoadMeasure):
        loads = (
            (workload_id, catalog.workload_records.get(workload_id)) for workload_id in criterion.measure.workloads
        )
        return [_load_chart(catalog, criterion.measure, name, record) for name, record in loads if record]
    return _stack_charts(catalog, criterion_id, criterion.measure)


def _load_chart(catalog: Catalog, measure: LoadMeasure, workload_id: WorkloadId, record: WorkloadRecord) -> Chart:
    workload, quantity, columns = catalog.workloads[workload_id], measure.quantity, catalog.columns()
    measured = {way_id: record.ways[way_id] for way_id in workload.samples if way_id in record.ways}
    full = max(max(way.rounds[quantity]) for way in measured.values())
    bars, starts, guides = [], [], []
    for way_id, taken in measured.items():
        way, rounds = catalog.ways[way_id], taken.rounds[quantity]
        bars.append(
            Bar(
                framework=catalog.frameworks[way.framework].name,
                way=way.title,
                value=words.number(taken.values[quantity]),
                range=spread(rounds),
                length=_percent(taken.values[quantity], full),
                low=_percent(min(rounds), full),
                high=_percent(max(rounds), full),
                pattern=columns.index(way.framework) if way.framework in columns else 0,
                beside=[words.number(taken.values[name]) for name in measure.beside],
            )
        )
        starts.append(Start(way.title, taken.command, listed(taken.releases)))
        guides.append((catalog.deployments[way.guide].title, DEPLOYMENT.url(way.guide)))
    workers = next(iter(catalog.ways[way_id].workers for way_id in measured), 1)
    first = catalog.ways[next(iter(measured))]
    itself = ratio(record.control, next(iter(record.ways.values())).rates)
    return Chart(
        id=workload_id,
        title=workload.title,
        short=workload.short,
        unit=words.COLUMNS[quantity],
        columns=[words.COLUMNS[name] for name in measure.beside],
        bars=bars,
        starts=starts,
        how=(
            f"Measured on {words.day(record.measured)} on {record.machine.processor}, "
            f"{words.count(record.machine.cores, 'core')}, {record.machine.system}, Python {record.machine.python}. "
            f"{record.generator} on the same machine, {words.count(record.connections, 'connection')} "
            "that send the next request as soon as they have their reply, "
            f"{len(record.control)} rounds of {words.count(record.seconds, 'second')} by turns, every reply checked. "
            f"{words.count(workers, 'process', 'processes')} each, all with access logs on. As a control, "
            f"{catalog.frameworks[first.framework].name} {first.says} was measured against itself: "
            f"{_as_many(itself)} requests. Other programs used {_share(record.others)} of the "
            f"processor{_retaken(record)}."
        ),
        task_title=catalog.tasks[workload.task].title,
        task_url=TASK.url(workload.task),
        guides=tuple(unique(guides)),
        observations=tuple(
            f"On {words.day(seen.measured)} a run on {seen.machine.processor} gave other ratios of requests a second: "
            f"{'; '.join(seen.contradicts)}."
            for seen in record.observations
        ),
    )


def _as_many(found: Ratio) -> str:
    times = words.times(found)
    return "as many" if times == "1" else f"{times} times as many"


def _share(part: float) -> str:
    """Return the largest share of the processor; what would be rounded to nothing is not called nothing."""
    return f"at most {part:.1%}" if part >= LEAST_SHARE else f"less than {LEAST_SHARE:.1%}"


def _retaken(record: WorkloadRecord) -> str:
    """Say how many runs were taken again."""
    return f"; runs disturbed more than that, and repeated: {record.retaken}" if record.retaken else ""


def _stack_charts(catalog: Catalog, criterion_id: CriterionId, measure: StackMeasure) -> list[Chart]:
    record = catalog.measurements.get(criterion_id)
    if record is None:
        return []
    full = max((value for values in record.values.values() for value in values.values()), default=1)
    made = []
    for set_id, stack_set in measure.stacks.items():
        values = _in_columns(catalog, record.values.get(set_id, {}))
        if not values:
            continue
        bars = [
            Bar(
                framework=catalog.frameworks[framework_id].name,
                way=" ".join(f"`{name}`" for name in stack_set.needs[framework_id]),
                value=words.number(value),
                range="",
                length=_percent(value, full),
                low=_percent(value, full),
                high=_percent(value, full),
                pattern=catalog.columns().index(framework_id),
                beside=[listed(record.releases[set_id][framework_id])],
            )
            for framework_id, value in values.items()
            if framework_id in stack_set.needs
        ]
        how = f"Counted on {words.day(record.measured)}, {record.system}, Python {record.python}."
        unit = words.COLUMNS[measure.quantity]
        made.append(Chart(set_id, stack_set.title, "", unit, ["Releases"], bars, [], how))
    return made


def _in_columns(catalog: Catalog, values: Mapping[FrameworkId, float]) -> dict[FrameworkId, float]:
    return {framework_id: values[framework_id] for framework_id in catalog.columns() if framework_id in values}


def _percent(value: float, full: float) -> float:
    return round(100 * value / full, 1) if full else 0.0


def spread(rounds: Sequence[float]) -> str:
    """Return the lowest and the highest of several rounds, empty where they say nothing more."""
    if len(set(rounds)) < 2:
        return ""
    return f"{words.number(min(rounds))} to {words.number(max(rounds))}"


# The sentences.


def sentence(catalog: Catalog, criterion_id: CriterionId, criterion: MeasuredCriterion) -> str:
    """Say how the frameworks compare on what, and each one's greatest turn by another way; empty without records."""
    measure = criterion.measure
    said = [_clauses(pairs, measure.quantity) for pairs in _pairs(catalog, criterion_id, criterion)]
    if isinstance(measure, LoadMeasure):
        # One of each framework: its better way counts as much as the other one's mistake.
        greatest: dict[FrameworkId, Compared] = {}
        for framework_id, pairs in _all_turned(catalog, measure):
            known = [greatest[framework_id]] if framework_id in greatest else []
            greatest[framework_id] = max([*known, *pairs], key=lambda pair: pair.turn)
        if greatest:
            said.append(f"but {'; '.join(_clauses([pair], measure.quantity) for pair in greatest.values())}")
    return " ".join(_as_sentence(text) for text in said if text)


def compared_ways(catalog: Catalog, measure: LoadMeasure) -> str:
    """Say which ways the sentence compares, and where another."""
    said = []
    for framework_id in _in_order(catalog, measure.ways):
        used: dict[WayId, list[str]] = {}
        for workload_id in measure.workloads:
            if way_id := measure.way_of(framework_id, catalog.workloads[workload_id]):
                used.setdefault(way_id, []).append(catalog.workloads[workload_id].says)
        (first, _), *rest = used.items()
        text = f"{catalog.frameworks[framework_id].name} {catalog.ways[first].says}"
        said.append(text + "".join(f" ({catalog.ways[way_id].says} for {words.listing(on)})" for way_id, on in rest))
    return _as_sentence(f"compared: {words.listing(said)}")


def depends(catalog: Catalog, measure: LoadMeasure) -> list[str]:
    """Return a sentence for each other way with which the comparison comes out otherwise."""
    return [_as_sentence(_clauses(pairs, measure.quantity)) for _, pairs in _all_turned(catalog, measure)]


def _all_turned(catalog: Catalog, measure: LoadMeasure) -> list[tuple[FrameworkId, list[Compared]]]:
    """Return for each other way, by its framework, the workloads on which it changes who has more than another."""
    frameworks = _in_order(catalog, measure.ways)
    each = [
        (framework_id, list(_turned(catalog, measure, way_id, other_id)))
        for framework_id in frameworks
        for other_id in frameworks
        for way_id, way in catalog.ways.items()
        if way.framework == framework_id != other_id
    ]
    return [(framework_id, pairs) for framework_id, pairs in each if pairs]


def _turned(catalog: Catalog, measure: LoadMeasure, way_id: WayId, other_id: FrameworkId) -> Iterator[Compared]:
    """Yield the workloads on which another way changes who has more."""
    way = catalog.ways[way_id]
    for workload_id in measure.workloads:
        workload, record = catalog.workloads[workload_id], catalog.workload_records.get(workload_id)
        usual, against = measure.way_of(way.framework, workload), measure.way_of(other_id, workload)
        if not record or not usual or not against or not {way_id, usual, against} <= record.ways.keys():
            continue
        before = _ratio(record, usual, against, measure.quantity)
        now = _ratio(record, way_id, against, measure.quantity)
        if now.side != before.side:
            left = f"{catalog.frameworks[way.framework].name} {way.says}"
            right = f"{catalog.frameworks[other_id].name} {catalog.ways[against].says}"
            yield Compared(left, right, workload.says, now, abs(math.log(now.middle / before.middle)))


def _pairs(catalog: Catalog, criterion_id: CriterionId, criterion: MeasuredCriterion) -> Iterator[list[Compared]]:
    """Yield for each two columns, the first of them and another, what was measured of both."""
    measure, columns = criterion.measure, _in_order(catalog, criterion.answers)
    for first, other in ((columns[0], other) for other in columns[1:]):
        left, right = catalog.frameworks[first].name, catalog.frameworks[other].name
        if isinstance(measure, LoadMeasure):
            yield [
                Compared(left, right, catalog.workloads[workload_id].says, _ratio(record, *ways, measure.quantity))
                for workload_id in measure.workloads
                if (record := catalog.workload_records.get(workload_id))
                and (ways := _both(measure, catalog, workload_id, first, other))
                and set(ways) <= record.ways.keys()
            ]
        else:
            record_of = catalog.measurements.get(criterion_id)
            yield [
                Compared(left, right, stack_set.says, ratio([values[first]], [values[other]]))
                for set_id, stack_set in measure.stacks.items()
                if record_of and (values := record_of.values.get(set_id, {})).keys() >= {first, other}
            ]


def _both(
    measure: LoadMeasure, catalog: Catalog, workload_id: WorkloadId, first: FrameworkId, other: FrameworkId
) -> tuple[WayId, WayId] | None:
    left, right = (measure.way_of(name, catalog.workloads[workload_id]) for name in (first, other))
    return (left, right) if left and right else None


def _ratio(record: WorkloadRecord, left: WayId, right: WayId, quantity: Quantity) -> Ratio:
    one, other = (record.ways[way_id].rounds[quantity] for way_id in (left, right))  # type: ignore[index]
    return ratio(one, other)


def _in_order(catalog: Catalog, framework_ids: Mapping[FrameworkId, object]) -> list[FrameworkId]:
    return [framework_id for framework_id in catalog.columns() if framework_id in framework_ids]


def _clauses(pairs: Sequence[Compared], quantity: Quantity) -> str:
    """Return what was compared: first where the left has more, then where the right has, then where they are equal."""
    more = sorted((pair for pair in pairs if pair.ratio.side > 0), key=lambda pair: -pair.ratio.middle)
    less = sorted((pair for pair in pairs if pair.ratio.side < 0), key=lambda pair: pair.ratio.middle)
    equal = [pair for pair in pairs if pair.ratio.side == 0]
    swapped = [Compared(pair.right, pair.left, pair.says, pair.ratio.inverse) for pair in less]
    verb, adverb, noun = words.COMPARED[quantity]
    parts = [_times(side, verb, adverb, noun) for side in (more, swapped) if side]
    if equal:
        says, pair = words.listing([pair.says for pair in equal]), equal[0]
        parts.append(f"{pair.left} {verb} about as {adverb} {noun} as {pair.right} for {says}")
    return "; ".join(parts)


def _times(pairs: Sequence[Compared], verb: str, adverb: str, noun: str) -> str:
    first, *rest = pairs
    said = [f"{words.times(first.ratio)} times as {adverb} {noun} as {first.right} for {first.says}"]
    said += [f"{words.times(pair.ratio)} times for {pair.says}" for pair in rest]
    return f"{first.left} {verb} {words.listing(said)}"


def _as_sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def headline(catalog: Catalog, criterion_id: CriterionId, framework_id: FrameworkId) -> str:
    """Return the value that a cell shows: on the first workload, or in each set of stacks; empty without one."""
    criterion = catalog.criteria[criterion_id]
    assert isinstance(criterion, MeasuredCriterion)
    measure = criterion.measure
    values: list[float] = []
    if isinstance(measure, StackMeasure):
        record = catalog.measurements.get(criterion_id)
        values = [
            record.values[set_id][framework_id]
            for set_id in measure.stacks
            if record and framework_id in record.values.get(set_id, {})
        ]
    elif workload := catalog.workloads.get(measure.workloads[0]):
        way_id, load_record = measure.way_of(framework_id, workload), catalog.workload_records.get(measure.workloads[0])
        if load_record and way_id in load_record.ways:
            values = [load_record.ways[way_id].values[measure.quantity]]
    if not values:
        return ""
    return f"{' or '.join(unique(map(words.number, values)))} {words.QUANTITIES[measure.quantity]}"


def oldest_day(catalog: Catalog, criterion_id: CriterionId, criterion: MeasuredCriterion) -> date | None:
    """Return the day of the oldest run that a criterion rests on, None before the first."""
    if isinstance(criterion.measure, StackMeasure):
        record = catalog.measurements.get(criterion_id)
        return record.measured if record else None
    loads = (catalog.workload_records.get(workload_id) for workload_id in criterion.measure.workloads)
    return min((load.measured for load in loads if load), default=None)
