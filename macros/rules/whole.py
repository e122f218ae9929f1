"""Records are whole: each that is not out of date has what its run observes, and nothing else."""

from collections.abc import Iterable, Iterator
from typing import Any

from macros.catalog import Catalog
from macros.fingerprints import (
    frontend_fingerprint,
    image_fingerprint,
    is_current,
    measurement_fingerprint,
    workload_fingerprint,
)
from macros.kinds import FRONTEND_RECORD, IMAGE_RECORD, MEASUREMENT, SAMPLE_RECORD, WORKLOAD_RECORD, Kind
from macros.model.base import FrameworkId, SampleKey
from macros.model.record import SampleRecord
from macros.problem import Finding

_SAID = 3
"""How many differences of a record a message names."""


def _differences(word: str, recorded: Iterable[str], asked: Iterable[str]) -> Iterator[str]:
    """Yield what a record lacks of what was asked, and what it has besides."""
    recorded, asked = dict.fromkeys(recorded), dict.fromkeys(asked)
    yield from (f"it lacks the {word} '{name}'" for name in asked if name not in recorded)
    yield from _besides(word, recorded, asked)


def _besides(word: str, recorded: Iterable[str], asked: Iterable[str]) -> Iterator[str]:
    """Yield what a record has that nothing asked for."""
    asked = dict.fromkeys(asked)
    yield from (f"it has the {word} '{name}', which nothing asks for" for name in recorded if name not in asked)


def _findings(kind: Kind[Any, Any], key: Any, wrong: Iterable[str]) -> Iterator[Finding]:
    """Say all that is wrong with a record in one line: one command mends it."""
    if messages := list(wrong):
        more = f", and {len(messages) - _SAID} more" if len(messages) > _SAID else ""
        yield Finding(kind.place(key), f"{', '.join(messages[:_SAID])}{more}; run '{kind.rewritten_by(key)}'")


def samples_records_are_whole(catalog: Catalog) -> Iterator[Finding]:
    """A sample's record has a known reply to each exchange, and the outcomes of each of its mutants."""
    samples = dict(catalog.samples())
    for key, record in catalog.sample_records.items():
        if key in samples and (wrong := list(_wrong(catalog, key, record))) and is_current(catalog, key):
            yield from _findings(SAMPLE_RECORD, key, wrong)


def _wrong(catalog: Catalog, key: SampleKey, record: SampleRecord) -> Iterator[str]:
    exchanges = catalog.tasks[key.task].exchanges
    yield from _differences("reply to", record.replies, exchanges)
    mutations = catalog.sample_mutations(key)
    if len(record.mutants) != len(mutations):
        yield f"it has {len(record.mutants)} mutants, and the sample {len(mutations)}"
    for exchange_id, outcome_id in record.outcomes.items():
        if exchange_id in exchanges and outcome_id not in exchanges[exchange_id].outcomes:
            yield f"it has the outcome '{outcome_id}' of '{exchange_id}', which is none of its outcomes"
    for number, outcomes in enumerate(record.mutants, 1):
        yield from (f"of mutant {number}, {said}" for said in _differences("outcome of", outcomes, exchanges))


def images_records_are_whole(catalog: Catalog) -> Iterator[Finding]:
    """An image's record has the outcome of each request of its guide's task."""
    guides = dict(catalog.guides())
    for key, record in catalog.image_records.items():
        task = catalog.tasks.get(guides[key].task) if key in guides else None
        if task and record.fingerprint == image_fingerprint(catalog, key):
            sent = [name for name, exchange in task.exchanges.items() if exchange.send]
            yield from _findings(IMAGE_RECORD, key, _differences("outcome of", record.outcomes, sent))


def frontends_records_are_whole(catalog: Catalog) -> Iterator[Finding]:
    """A front end's record has a visit by each framework that serves it, and changed before it was last looked at."""
    for key, record in catalog.frontend_records.items():
        frontend = catalog.frontends.get(key)
        task = catalog.tasks.get(frontend.task) if frontend else None
        if (
            frontend is None
            or task is None
            or any(each.framework not in catalog.frameworks for each in task.samples.values())
        ):
            continue
        if record.changed > record.checked:
            message = f"changed on {record.changed}, after its last visit on {record.checked}"
            yield from _findings(FRONTEND_RECORD, key, [message])
        if record.fingerprint == frontend_fingerprint(catalog, key):
            serving = [each.framework for each in task.samples.values()]
            served = [name for name in serving if catalog.own_sample(frontend.task, FrameworkId(name))]
            yield from _findings(FRONTEND_RECORD, key, _differences("visit on", record.visits, served))


def measurements_are_of_what_is_measured(catalog: Catalog) -> Iterator[Finding]:
    """What was counted is of the stacks that the criterion names, and what was measured of the workload's ways.

    What is missing there is said where it is named (measurements_have_all_values).
    """
    stacks: dict[Any, list[str]] = {}
    for criterion_id, set_id, framework_id, _ in catalog.measured_stacks():
        stacks.setdefault(criterion_id, []).append(f"{set_id}, {framework_id}")
    for criterion_id, asked in stacks.items():
        counted = catalog.measurements.get(criterion_id)
        if counted and counted.fingerprint == measurement_fingerprint(catalog, criterion_id):
            named = [f"{set_id}, {name}" for set_id, values in counted.values.items() for name in values]
            yield from _findings(MEASUREMENT, criterion_id, _besides("value of", named, asked))
    for workload_id, workload in catalog.workloads.items():
        record = catalog.workload_records.get(workload_id)
        if record and record.fingerprint == workload_fingerprint(catalog, workload_id):
            wrong = _besides("way", record.ways, workload.samples)
            yield from _findings(WORKLOAD_RECORD, workload_id, wrong)
