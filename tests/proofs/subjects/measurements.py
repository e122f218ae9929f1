"""Measurements: what frameworks do and take, as their own guides to one target deploy them.

All frameworks are measured in turns in one run on one machine: ratios then hold better than figures.
"""

import os
import platform
import statistics
from dataclasses import dataclass
from datetime import date

from macros.fingerprints import measurement_fingerprint
from macros.kinds import MEASUREMENT
from macros.model.base import CriterionId, FrameworkId, GuideKey, SampleId, SampleKey
from macros.model.criterion import Measure, MeasuredCriterion
from macros.model.record import MeasurementRecord
from tests.proofs.project import RECORDS, Project
from tests.proofs.quantities import WAYS, Way
from tests.proofs.servers import machine
from tests.proofs.stacks import named_releases
from tests.proofs.subjects.base import ProofKind, Proved, Subject
from tests.proofs.subjects.guides import DeployedGuide


@dataclass(frozen=True)
class MeasurementProof(Subject[CriterionId]):
    """One measured criterion."""

    measure: Measure

    record = MEASUREMENT

    @property
    def alone(self) -> bool:
        """Whether it needs the machine for itself."""
        return True

    @property
    def guides(self) -> dict[FrameworkId, DeployedGuide]:
        """How each framework is deployed, by its ID."""
        answers = sorted(self.project.catalog.criteria[self.key].answers)
        target = self.measure.deployment
        return {framework_id: DeployedGuide(self.project, GuideKey(target, framework_id)) for framework_id in answers}

    def prove(self, today: date) -> Proved:
        """Measure all frameworks in turns, as many rounds as the quantity needs."""
        way, guides = WAYS[self.measure.quantity], self.guides
        rounds: dict[FrameworkId, list[float]] = {framework_id: [] for framework_id in guides}
        with machine(alone=True):
            for _ in range(way.rounds):
                for framework_id, guide in guides.items():
                    main = self.project.catalog.sample_files[SampleKey(self.measure.task, SampleId(framework_id))][
                        "main.py"
                    ]
                    rounds[framework_id].append(round(way.take(guide, main), way.digits))
        values = {name: round(statistics.median(taken), way.digits) for name, taken in rounds.items()}
        record = MeasurementRecord(
            fingerprint=measurement_fingerprint(self.project.catalog, self.key),
            measured=today,
            quantity=self.measure.quantity,
            machine=described(way),
            releases={framework_id: _releases(guide) for framework_id, guide in guides.items()},
            values=values,
            rounds=rounds,
            commands={framework_id: _command(guide) for framework_id, guide in guides.items()},
        )
        return Proved(record, summary=", ".join(f"{name} {value:.{way.digits}f}" for name, value in values.items()))


def _command(guide: DeployedGuide) -> str:
    port = guide.guide.start.listens_on()
    return guide.start.on_port(port, port)


def _releases(guide: DeployedGuide) -> dict[str, str]:
    """Return the releases of what the guide's stack was asked for, and of the server that it starts."""
    return named_releases([*guide.requirements.requirements, _command(guide).split()[0]], guide.stack)


def described(way: Way) -> str:
    """Say what the measurement was made on and how, without naming the machine."""
    return f"{os.cpu_count()} processor cores, {platform.system()}, Python {platform.python_version()}; {way.how}"


def measurement_proofs(project: Project) -> list[MeasurementProof]:
    """Return every measured criterion."""
    return [
        MeasurementProof(project, criterion_id, criterion.measure)
        for criterion_id, criterion in sorted(project.catalog.criteria.items())
        if isinstance(criterion, MeasuredCriterion)
    ]


MEASUREMENTS = ProofKind(
    command="measure",
    help="measure what measured criteria ask for",
    wanted="criterion",
    folder=f"{RECORDS}/measurements",
    subjects=measurement_proofs,
    programs=("wrk",),
)
