"""What makes a measurement hold: ratios with their ranges, ceilings, and what contradicts what."""

import pytest

from macros.measuring import Ratio, ceiling, contradictions, impossible, ratio, spread
from macros.model.base import DeploymentId, ExchangeId, FrameworkId, SampleId, TaskId, WayId
from macros.model.workload import Way, Workload

A, B = WayId("a"), WayId("b")


def way(workers: int = 2, at_once: int | None = None) -> Way:
    return Way(
        title="W",
        says="w",
        framework=FrameworkId("f"),
        guide=DeploymentId("g"),
        workers=workers,
        at_once=at_once,
    )


def workload(connections: int = 100, wait: float | None = 0.05) -> Workload:
    samples = {A: SampleId("s"), B: SampleId("s")}
    return Workload(
        title="L",
        says="l",
        short="L.",
        task=TaskId("t"),
        exchange=ExchangeId("e"),
        connections=connections,
        wait=wait,
        samples=samples,
    )


def test_a_ratio_is_that_of_the_medians_with_the_range_of_the_rounds() -> None:
    assert ratio([10.0, 20.0, 30.0], [10.0, 10.0, 10.0]) == Ratio(1.0, 2.0, 3.0)
    assert Ratio(1.0, 2.0, 4.0).inverse == Ratio(0.25, 0.5, 1.0)


@pytest.mark.parametrize(
    ("value", "side"),
    [
        (Ratio(1.5, 2, 3), 1),
        (Ratio(0.3, 0.5, 0.7), -1),
        (Ratio(0.9, 1.5, 2), 0),
        (Ratio(1.05, 1.08, 1.2), 0),
        (Ratio(0.85, 0.92, 0.95), 0),
    ],
)
def test_two_are_equal_where_the_range_holds_1_or_a_way_could_differ_as_much_from_itself(
    value: Ratio, side: int
) -> None:
    assert value.side == side
    assert value.inverse.side == -side


def test_the_spread_leaves_out_the_lowest_and_the_highest_round() -> None:
    assert spread([1.0, 9.0, 10.0, 11.0, 99.0]) == pytest.approx(0.2)
    assert spread([9.0, 10.0]) == pytest.approx(1 / 9.5)


@pytest.mark.parametrize(
    ("started", "load", "limit"),
    [
        (way(2, 8), workload(), 320),  # 16 requests, each 20 times a second
        (way(2, 1), workload(), 40),
        (way(2, 50), workload(), 2000),
        (way(2, 80), workload(), 2000),  # there are no more than 100 connections
        (way(2), workload(), 2000),
        (way(2, 8), workload(wait=None), None),
    ],
)
def test_what_waits_has_a_ceiling(started: Way, load: Workload, limit: float | None) -> None:
    assert ceiling(load, started) == limit


def test_more_than_the_ceiling_and_sooner_than_the_wait_is_impossible() -> None:
    assert impossible(workload(), way(2, 8), 330, 300) == "", "a timer may end a little early"
    assert impossible(workload(), way(2, 8), 340, 300) == "340 requests a second, but no more than 320 are possible"
    assert impossible(workload(), way(2, 8), 300, 40) == "replies after 40 ms, but each waits 50 ms"
    assert impossible(workload(wait=None), way(2, 8), 99999, 0.01) == ""


@pytest.mark.parametrize(
    ("now", "contradicts"),
    [
        ([20.0, 21.0, 22.0], False),
        ([23.0, 23.0, 23.0], False),  # 2.3 against at most 2.2, and a way differs as much from itself
        ([25.0, 25.0, 26.0], True),
        ([11.0, 11.0, 11.0], True),
        ([11.0, 19.0, 40.0], False),  # its range is wide, and holds what was recorded
    ],
)
def test_a_run_contradicts_another_where_their_ranges_do_not_meet(now: list[float], contradicts: bool) -> None:
    old = {A: [20.0, 21.0, 22.0], B: [10.0] * 3}
    found = contradictions(workload(), old, {A: now, B: [10.0] * 3})
    assert bool(found) is contradicts


def test_a_contradiction_names_both_ranges() -> None:
    found = contradictions(workload(), {A: [20.0] * 5, B: [10.0] * 5}, {A: [11.0] * 5, B: [10.0] * 5})
    assert found == ["'a' against 'b': 1.10 to 1.10, recorded 2.00 to 2.00"]
