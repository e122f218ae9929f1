"""Limits count the seconds of a quiet machine."""

import time

import pytest

from tests.proofs.patience import Deadline, patient, slowness, wait_until


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The load that the machine seems to have; a test may change it."""
    load = [0.0]
    monkeypatch.setattr("os.getloadavg", lambda: (load[0], 0.0, 0.0))
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    return load


@pytest.mark.parametrize(("programs", "times"), [(0.0, 1), (2.0, 1), (12.0, 6)])
def test_a_limit_lasts_longer_on_a_busy_machine(load: list[float], programs: float, times: int) -> None:
    load[0] = programs
    assert slowness() == times
    assert patient(10) == 10 * times


def test_a_deadline_follows_the_load_while_it_runs(load: list[float]) -> None:
    deadline = Deadline(0.05)
    assert not deadline.passed()
    load[0] = 2000.0
    time.sleep(0.1)
    assert not deadline.passed(), "a thousandth of the time counted"
    load[0] = 0.0
    time.sleep(0.1)
    assert deadline.passed()


def test_a_wait_ends_with_what_it_waits_for_or_with_the_time(load: list[float]) -> None:
    assert wait_until(lambda: True, 0)
    assert not wait_until(lambda: False, 0.05)
    calls = iter([False, False, True])
    assert wait_until(lambda: next(calls), 60)
