"""Measurements: workloads with all their ways in turns, and what is counted in environments.

All ways of a workload are measured in one run on one machine: ratios then hold better than figures.
What would mean nothing is refused, and a run that contradicts the record is kept beside it.
"""

import platform
import shlex
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from macros import measuring
from macros.fingerprints import measurement_fingerprint, workload_fingerprint
from macros.kinds import MEASUREMENT, WORKLOAD_RECORD
from macros.measuring import contradictions, flaws
from macros.model.base import CriterionId, FrameworkId, GuideKey, SampleKey, StackSetId, WayId, WorkloadId
from macros.model.criterion import LoadQuantity, MeasuredCriterion, StackMeasure
from macros.model.record import MeasurementRecord, Observation, Releases, WayRecord, WorkloadRecord
from macros.model.workload import Way, Workload
from macros.stacks import Stack
from macros.starts import StartCommand
from tests.proofs import records
from tests.proofs.errors import ToolError, indented
from tests.proofs.load import generator
from tests.proofs.processor import this_machine, wait_until_quiet
from tests.proofs.project import RECORDS, Project
from tests.proofs.quantities import COUNTED, DIGITS, Run, run_under_load, sizes
from tests.proofs.servers import App, machine
from tests.proofs.stacks import named_releases
from tests.proofs.subjects.base import ProofKind, Proved, Subject
from tests.proofs.subjects.guides import DeployedGuide


@dataclass(frozen=True)
class DeployedWay:
    """One way on one workload: the sample that it serves, started as its guide starts its own, or by its command."""

    project: Project
    workload_id: WorkloadId
    way_id: WayId

    @property
    def way(self) -> Way:
        """What the data says of it."""
        return self.project.catalog.ways[self.way_id]

    @property
    def workload(self) -> Workload:
        """What it is loaded with."""
        return self.project.catalog.workloads[self.workload_id]

    @property
    def requirements(self) -> Stack:
        """What is installed for it."""
        stack = self.project.catalog.way_stack(self.workload_id, self.way_id)
        assert stack is not None, "the data has no mistake"
        return stack

    @property
    def _guide(self) -> DeployedGuide:
        return DeployedGuide(self.project, GuideKey(self.way.guide, self.way.framework))

    @property
    def command(self) -> str:
        """The command, on the port that the guide names."""
        port = self._guide.guide.start.listens_on()
        return self._start.on_port(port, port)

    @property
    def _start(self) -> StartCommand:
        start = self._guide.start
        return replace(start, words=shlex.split(self.way.run), line=None, procfile=False) if self.way.run else start

    def app(self) -> App:
        """Return what is started."""
        sample = SampleKey(self.workload.task, self.workload.samples[self.way_id])
        context = {**self.project.catalog.sample_files[sample], **self._guide.files}
        return self._guide.app(context, {}, self._start, self.project.environment(self.requirements))

    def releases(self) -> Releases:
        """Return the releases of what its stack names, and of the server that it starts."""
        stack = self.project.environment(self.requirements)
        return named_releases([*self.requirements.requirements, self.command.split()[0]], stack)

    def run(self) -> Run:
        """Run it under load, once."""
        exchange = self.project.catalog.exchange(self.workload.task, self.workload.exchange)
        try:
            return run_under_load(self.app(), self.workload, self.way, self.workload.exchange, exchange)
        except ToolError as error:
            raise ToolError(f"{self.way_id}: {error}") from error


class _Taken:
    """The rounds of one workload, as they are taken."""

    def __init__(self, ways: Mapping[WayId, DeployedWay]) -> None:
        self.ways = ways
        self.rounds: dict[WayId, list[Run]] = {way_id: [] for way_id in ways}
        self.control: list[Run] = []
        self.retaken = 0

    def one_round(self, number: int) -> None:
        """Run each way once, the first one twice; every second round in the opposite order."""
        first = next(iter(self.ways))
        order = [*((way_id, self.rounds[way_id]) for way_id in self.ways), (first, self.control)]
        for way_id, runs in reversed(order) if number % 2 else order:
            runs.append(self._quiet_run(way_id))

    def _quiet_run(self, way_id: WayId) -> Run:
        """Run a way while the machine is quiet; a run that others disturbed is taken again."""
        while True:
            wait_until_quiet(measuring.OTHERS)
            run = self.ways[way_id].run()
            if run.others <= measuring.OTHERS:
                return run
            self.retaken += 1
            if self.retaken > len(self.ways):
                raise ToolError(
                    f"refused: other programs disturbed {self.retaken} runs, the last one with {run.others:.0%} of the "
                    f"processor; more than {measuring.OTHERS:.0%} makes ratios meaningless. Measure when the machine "
                    "is quiet."
                )


@dataclass(frozen=True)
class WorkloadProof(Subject[WorkloadId]):
    """One workload, with all its ways."""

    record = WORKLOAD_RECORD

    @property
    def name(self) -> str:
        """How it is called on the command line."""
        return WORKLOAD_RECORD.asked_as.format(self.key)

    @property
    def alone(self) -> bool:
        """Whether it needs the machine for itself."""
        return True

    @property
    def ways(self) -> dict[WayId, DeployedWay]:
        """Its ways, the first one first."""
        samples = self.project.catalog.workloads[self.key].samples
        return {way_id: DeployedWay(self.project, self.key, way_id) for way_id in samples}

    def prove(self, today: date) -> Proved:
        """Measure all ways in turns; refuse what means nothing, and keep beside the record what contradicts it."""
        taken = _Taken(self.ways)
        for way in taken.ways.values():  # built before anything is measured
            way.app()
        with machine(alone=True):
            for number in range(measuring.ROUNDS):
                taken.one_round(number)
        fresh = self._record(taken, today)
        if reasons := list(flaws(fresh)):
            raise ToolError("refused, since the ratios would mean nothing:\n" + indented("\n".join(reasons), "  - "))
        return self._beside_the_old(fresh)

    def _record(self, taken: _Taken, today: date) -> WorkloadRecord:
        everything = [*taken.control, *(run for runs in taken.rounds.values() for run in runs)]
        return WorkloadRecord(
            fingerprint=workload_fingerprint(self.project.catalog, self.key),
            measured=today,
            machine=this_machine(),
            generator=generator(),
            connections=self.project.catalog.workloads[self.key].connections,
            seconds=self.project.catalog.workloads[self.key].seconds,
            others=round(max(run.others for run in everything), 3),
            retaken=taken.retaken,
            control=[run.values["requests-per-second"] for run in taken.control],
            ways={way_id: _way_record(taken.ways[way_id], runs) for way_id, runs in taken.rounds.items()},
        )

    def _beside_the_old(self, fresh: WorkloadRecord) -> Proved:
        old = records.read(self.project, self, WorkloadRecord)
        if old is None or old.fingerprint != fresh.fingerprint:
            return Proved(fresh, summary=_summary(fresh))
        rates = {way_id: way.rates for way_id, way in fresh.ways.items()}
        before = {way_id: way.rates for way_id, way in old.ways.items()}
        contradicts = contradictions(self.project.catalog.workloads[self.key], before, rates)
        if not contradicts:
            return Proved(fresh.model_copy(update={"observations": old.observations}), summary=_summary(fresh))
        seen = Observation(measured=fresh.measured, machine=fresh.machine, rates=rates, contradicts=contradicts)
        return Proved(
            old.model_copy(update={"observations": [*old.observations, seen]}),
            summary=f"contradicts the record of {old.measured}, which stays; this run is kept beside it:\n"
            + indented("\n".join(contradicts), "  - ")
            + f"\nTo begin anew, remove {self.paths[0]} and measure again.",
        )


def _way_record(way: DeployedWay, runs: list[Run]) -> WayRecord:
    names: tuple[LoadQuantity, ...] = tuple(runs[0].values)
    rounds = {name: [run.values[name] for run in runs] for name in names}
    values = {name: statistics.median(taken) for name, taken in rounds.items()}
    return WayRecord(command=way.command, releases=way.releases(), values=values, rounds=rounds)


def _summary(record: WorkloadRecord) -> str:
    rates = (f"{way_id} {way.values['requests-per-second']:.0f}" for way_id, way in record.ways.items())
    return f"{', '.join(rates)} requests a second"


@dataclass(frozen=True)
class StackProof(Subject[CriterionId]):
    """One criterion that counts something in environments."""

    measure: StackMeasure

    record = MEASUREMENT

    @property
    def name(self) -> str:
        """How it is called on the command line."""
        return MEASUREMENT.asked_as.format(self.key)

    def prove(self, today: date) -> Proved:
        """Count in each environment."""
        count, digits = COUNTED[self.measure.quantity], DIGITS[self.measure.quantity]
        values: dict[StackSetId, dict[FrameworkId, float]] = {}
        releases: dict[StackSetId, dict[FrameworkId, Releases]] = {}
        parts: dict[StackSetId, dict[FrameworkId, dict[str, int]]] = {}
        for criterion_id, set_id, framework_id, stack in self.project.catalog.measured_stacks():
            if criterion_id == self.key:
                environment: Path = self.project.environment(stack)
                values.setdefault(set_id, {})[framework_id] = round(float(count(environment)), digits)
                found = named_releases(stack.requirements, environment)
                releases.setdefault(set_id, {})[framework_id] = found
                parts.setdefault(set_id, {})[framework_id] = sizes(environment)
        record = MeasurementRecord(
            fingerprint=measurement_fingerprint(self.project.catalog, self.key),
            measured=today,
            python=platform.python_version(),
            system=platform.system(),
            values=values,
            releases=releases,
        )
        if self.measure.quantity == "installed-megabytes":
            record = record.model_copy(update={"sizes": parts})
        said = (
            f"{framework_id} {value:.{digits}f}" for each in values.values() for framework_id, value in each.items()
        )
        return Proved(record, summary=", ".join(said))


def measurement_proofs(project: Project) -> list[Subject[CriterionId] | Subject[WorkloadId]]:
    """Return every workload, and every criterion that counts in environments."""
    stacks = [
        StackProof(project, criterion_id, criterion.measure)
        for criterion_id, criterion in sorted(project.catalog.criteria.items())
        if isinstance(criterion, MeasuredCriterion) and isinstance(criterion.measure, StackMeasure)
    ]
    return [*stacks, *(WorkloadProof(project, workload_id) for workload_id in sorted(project.catalog.workloads))]


MEASUREMENTS = ProofKind(
    command="measure",
    help="measure workloads, and count in stacks",
    wanted="measurement",
    folder=f"{RECORDS}/measurements",
    subjects=measurement_proofs,
    programs=("wrk",),
    each_by_itself=True,
)
