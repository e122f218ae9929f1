"""What makes a measurement hold: medians, ratios and their ranges, and the limits beyond which it means nothing.

The tool refuses to write what has a flaw, and the reader refuses a record that has one.
"""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from macros.model.base import WayId
from macros.model.record import WorkloadRecord
from macros.model.workload import Way, Workload

ROUNDS = 5
"""The fewest rounds. Their number is odd, so that the median is one of them."""

SPREAD = 0.25
"""How far the rounds of one way, but for the lowest and the highest, may lie apart, as a part of their median."""

FACTOR = 2.0
"""How many times as much as in the lowest round there may be in the highest."""

CONTROL = 0.1
"""How far a way measured twice may be from itself. Ratios nearer to 1 than this are called equal."""

OTHERS = 0.05
"""The share of the processor that other programs may take during a run."""

EARLY = 0.05
"""How much too early a timer may end: some event loops count in whole milliseconds."""


@dataclass(frozen=True)
class Ratio:
    """How many times as much: the ratio of two medians, and the lowest and highest of those of the single rounds."""

    low: float
    middle: float
    high: float

    @property
    def inverse(self) -> "Ratio":
        """The ratio the other way round."""
        return Ratio(1 / self.high, 1 / self.middle, 1 / self.low)

    @property
    def side(self) -> int:
        """1 where there is more on the left, -1 where there is less, 0 where the two are equal."""
        if self.low <= 1 <= self.high or 1 / (1 + CONTROL) <= self.middle <= 1 + CONTROL:
            return 0
        return 1 if self.middle > 1 else -1


def ratio(left: Sequence[float], right: Sequence[float]) -> Ratio:
    """Return how many times as much there is on the left; both were measured in turns, round by round."""
    each = [one / other for one, other in zip(left, right, strict=True)]
    middle = statistics.median(left) / statistics.median(right)
    return Ratio(min(*each, middle), middle, max(*each, middle))


def spread(rounds: Sequence[float]) -> float:
    """Return how far the middle rounds lie apart, as a part of their median: one that was disturbed does not count."""
    middle = sorted(rounds)[1:-1] or rounds
    return (max(middle) - min(middle)) / statistics.median(rounds)


def ceiling(workload: Workload, way: Way) -> float | None:
    """Return how many requests a second there can be at most; None where nothing is known to limit them."""
    if workload.wait is None:
        return None
    places = workload.connections if way.at_once is None else way.workers * way.at_once
    return min(places, workload.connections) / workload.wait


def impossible(workload: Workload, way: Way, rate: float, p50_milliseconds: float) -> str:
    """Say why a value cannot be: more replies than there can be, or sooner. Empty where it can."""
    limit = ceiling(workload, way)
    if limit is None or workload.wait is None:
        return ""
    if rate > limit * (1 + EARLY):
        return f"{rate:.4g} requests a second, but no more than {limit:.4g} are possible"
    if p50_milliseconds < workload.wait * 1000 * (1 - EARLY):
        return f"replies after {p50_milliseconds:.0f} ms, but each waits {workload.wait * 1000:.0f} ms"
    return ""


def flaws(record: WorkloadRecord) -> Iterator[str]:
    """Yield what keeps a record from meaning anything."""
    counts = {len(rounds) for way in record.ways.values() for rounds in way.rounds.values()} | {len(record.control)}
    if len(counts) > 1:
        yield f"all ways need as many rounds; there are {' and '.join(map(str, sorted(counts)))}"
        return
    if (count := max(counts)) < ROUNDS or count % 2 == 0:
        yield f"{count} rounds; an odd number is needed, of at least {ROUNDS}"
    for way_id, way in record.ways.items():
        if not way.rates or min(way.rates) <= 0:
            continue
        said = ", ".join(f"{rate:.0f}" for rate in way.rates)
        if spread(way.rates) > SPREAD:
            yield (
                f"the middle rounds of '{way_id}' lie {spread(way.rates):.0%} apart ({said} requests a second); "
                f"more than {SPREAD:.0%} makes ratios meaningless"
            )
        elif max(way.rates) > FACTOR * min(way.rates):
            yield (
                f"the rounds of '{way_id}' differ by a factor of {max(way.rates) / min(way.rates):.1f} ({said} "
                f"requests a second); more than {FACTOR:.0f} makes ratios meaningless"
            )
    first = next(iter(record.ways.values()), None)
    if first and first.rates and min(*first.rates, *record.control) > 0:
        itself = ratio(record.control, first.rates)
        if abs(itself.middle - 1) > CONTROL:
            yield (
                f"'{next(iter(record.ways))}' against itself gives {itself.middle:.2f} ({itself.low:.2f} to "
                f"{itself.high:.2f}), and must give 1 within {CONTROL:.0%}"
            )
    if record.others > OTHERS:
        yield f"other programs took {record.others:.0%} of the processor during a run; allowed: {OTHERS:.0%}"


def contradictions(
    workload: Workload, old: Mapping[WayId, Sequence[float]], new: Mapping[WayId, Sequence[float]]
) -> list[str]:
    """Return the ratios of requests a second, between two ways each, that a new run does not share with an old one."""
    found = []
    for left, right in combinations([way_id for way_id in workload.samples if way_id in old and way_id in new], 2):
        before, now = ratio(old[left], old[right]), ratio(new[left], new[right])
        if now.low > before.high * (1 + CONTROL) or now.high * (1 + CONTROL) < before.low:
            found.append(
                f"'{left}' against '{right}': {now.low:.2f} to {now.high:.2f}, "
                f"recorded {before.low:.2f} to {before.high:.2f}"
            )
    return found
