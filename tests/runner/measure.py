"""``make measure``: what frameworks do and take, as their own guides to one target deploy them.

All frameworks are measured in turns in one run on one machine: ratios then hold better than figures.
"""

import os
import platform
import statistics
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from macros.catalog import Catalog
from macros.model.criterion import MeasuredCriterion
from macros.model.record import Measurement
from macros.proof import measurement_proof_of
from macros.reader.layout import MEASUREMENTS
from macros.views.samples import releases_among
from tests.deploy.guides import Case, lay_out
from tests.deploy.start import start_command
from tests.runner.errors import RunnerError
from tests.runner.jobs import sound_catalog
from tests.runner.quantities import WAYS, Way
from tests.runner.records import text_of
from tests.runner.stacks import releases
from tests.system_packages import find, remedy


def measure(root: Path, wanted: tuple[str, ...], say: Callable[[str], None]) -> int:
    """Measure the wanted criteria (all without any) and write their records, or nothing where one fails."""
    if find("wrk") is None:
        raise RunnerError(f"wrk is missing; {remedy('wrk')}")
    catalog = sound_catalog(root)
    measured = {name for name, one in catalog.criteria.items() if isinstance(one, MeasuredCriterion)}
    if unknown := sorted(set(wanted) - measured):
        raise RunnerError(f"{', '.join(unknown)} is not measured; these are: {', '.join(sorted(measured))}")
    found: dict[Path, str] = {}
    for name in sorted(wanted or measured):
        criterion = catalog.criteria[name]
        if isinstance(criterion, MeasuredCriterion):
            record = _measured(root, catalog, name, criterion, say)
            path = root / "data" / "records" / MEASUREMENTS / f"{name}.json"
            found[path] = text_of(record.model_dump(mode="json"))
    for path, text in found.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    return 0


def _measured(
    root: Path, catalog: Catalog, name: str, criterion: MeasuredCriterion, say: Callable[[str], None]
) -> Measurement:
    target, task = criterion.measure.deployment, criterion.measure.task
    way = WAYS[criterion.measure.quantity]
    cases = {one: Case(target, one) for one in sorted(criterion.answers)}
    rounds: dict[str, list[float]] = {one: [] for one in cases}
    for number in range(way.rounds):
        for one, case in cases.items():
            value = way.take(case, root / "data" / "tasks" / task / one / "main.py")
            rounds[one].append(value)
            say(f"{name}, round {number + 1} of {way.rounds}: {one} {value:.{way.digits}f}")
    return Measurement(
        proof=measurement_proof_of(catalog, name),
        measured=date.today(),
        quantity=criterion.measure.quantity,
        machine=machine(way),
        releases={one: _releases(catalog, case) for one, case in cases.items()},
        values={one: round(statistics.median(values), way.digits) for one, values in rounds.items()},
        rounds={one: [round(value, way.digits) for value in values] for one, values in rounds.items()},
        commands={one: _command(case) for one, case in cases.items()},
    )


def _command(case: Case) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = lay_out(case, Path(folder) / "app") / case.guide.start.file
        port = case.guide.start.listens_on()
        return start_command(file).on_port(port, port)


def _releases(catalog: Catalog, case: Case) -> dict[str, str]:
    """Return the releases of what the guide's stack was asked for, and of the server that it starts."""
    installed = releases(case.stack())
    asked = [catalog.frameworks[case.framework].package, *case.guide.adds, _command(case).split()[0]]
    return dict(releases_among(asked, installed))


def machine(way: Way) -> str:
    """Say what the measurement was made on and how, without naming the machine."""
    return f"{os.cpu_count()} processor cores, {platform.system()}, Python {platform.python_version()}; {way.how}"
