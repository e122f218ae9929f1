"""``make measure``: how fast frameworks answer, as their own guides to one target deploy them.

All frameworks are measured in turns in one run on one machine: ratios then hold better than figures.
The load generator is wrk (Debian's package), on the same machine; it takes a part of the processor.
"""

import os
import platform
import re
import statistics
import subprocess
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
from tests.deploy.guides import Case, deployed, lay_out
from tests.deploy.start import start_command
from tests.runner.errors import RunnerError
from tests.runner.jobs import sound_catalog
from tests.runner.records import text_of
from tests.runner.stacks import releases
from tests.system_packages import find, remedy

ROUNDS = 5
SECONDS = 5
CONNECTIONS = 32


def measure(root: Path, say: Callable[[str], None]) -> int:
    """Measure every measured criterion and write its record, or nothing where one fails."""
    if find("wrk") is None:
        raise RunnerError(f"wrk is missing; {remedy('wrk')}")
    catalog = sound_catalog(root)
    found: dict[Path, str] = {}
    for name, criterion in sorted(catalog.criteria.items()):
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
    cases = {one: Case(target, one) for one in sorted(criterion.answers)}
    rounds: dict[str, list[float]] = {one: [] for one in cases}
    for number in range(ROUNDS):
        for one, case in cases.items():
            value = _requests_per_second(root / "data" / "tasks" / task / one / "main.py", case)
            rounds[one].append(value)
            say(f"{name}, round {number + 1} of {ROUNDS}: {one} {value:.0f}")
    return Measurement(
        proof=measurement_proof_of(catalog, name),
        measured=date.today(),
        quantity=criterion.measure.quantity,
        machine=machine(),
        releases={one: _releases(catalog, case) for one, case in cases.items()},
        values={one: round(statistics.median(values)) for one, values in rounds.items()},
        commands={one: _command(case) for one, case in cases.items()},
    )


def _requests_per_second(main: Path, case: Case) -> float:
    with tempfile.TemporaryDirectory() as folder, deployed(case, Path(folder), main) as server:
        _wrk(server.url, 1)  # warm
        return _wrk(server.url, SECONDS)


def _wrk(url: str, seconds: int) -> float:
    """Return the requests a second that were answered, all of them with success."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"{url}/"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", ran)
    if rate is None or "Non-2xx" in ran or "Socket errors" in ran:
        raise RunnerError(f"the load went wrong:\n{ran}")
    return float(rate[1])


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


def machine() -> str:
    """Say what the measurement was made on and how, without naming the machine."""
    return (
        f"{os.cpu_count()} processor cores, {platform.system()}, Python {platform.python_version()}; "
        f"wrk on the same machine with {CONNECTIONS} connections, "
        f"median of {ROUNDS} rounds of {SECONDS} seconds in turns"
    )
