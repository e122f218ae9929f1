"""Records belong to what ran: each subject has one of exactly what it is now, and no record is left over."""

import hashlib
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from macros.catalog import Catalog
from macros.fingerprints import (
    IMAGE,
    frontend_fingerprint,
    measurement_fingerprint,
    sample_fingerprint,
    screenshot_fingerprint,
    since_fingerprint,
    workload_fingerprint,
)
from macros.kinds import (
    CHECKED,
    CRITERION,
    DEPLOYMENT,
    FRAMEWORK,
    FRONTEND,
    FRONTEND_RECORD,
    HISTORY,
    IMAGE_RECORD,
    LOCK,
    MEASUREMENT,
    SAMPLE_RECORD,
    SCREENSHOT,
    SCREENSHOT_RECORD,
    SINCE_RECORD,
    TASK,
    WORKLOAD,
    WORKLOAD_RECORD,
    Kind,
)
from macros.measuring import flaws, impossible
from macros.model.base import SampleKey
from macros.model.criterion import LOAD_QUANTITIES, MeasuredCriterion, StackMeasure
from macros.problem import Finding, Place
from macros.since import dated_answers
from macros.stacks import Stack

Subjects = Iterator[tuple[Any, Place]]


@dataclass(frozen=True)
class _Recorded:
    """What has records of one kind: its subjects, their fingerprints, and what is said where a record is missing."""

    kind: Kind[Any, Any]
    word: str
    subjects: Callable[[Catalog], Subjects]
    fingerprint: Callable[[Catalog, Any], str]
    owners: tuple[Kind[Any, Any], ...]
    never: str
    changed: str
    each_by_itself: bool = False
    """Whether the message names the one that is to be run: running all of them takes long."""


def _samples(catalog: Catalog) -> Subjects:
    for key, sample in catalog.samples():
        if catalog.sample_files[key] and sample.framework in catalog.frameworks:
            yield key, TASK.place(key.task, "samples", key.sample)


def _measured(catalog: Catalog) -> Subjects:
    for criterion_id, criterion in catalog.criteria.items():
        if isinstance(criterion, MeasuredCriterion) and isinstance(criterion.measure, StackMeasure):
            yield criterion_id, CRITERION.place(criterion_id, "measure")


def _workloads(catalog: Catalog) -> Subjects:
    for workload_id, workload in catalog.workloads.items():
        if all(catalog.way_stack(workload_id, way_id) for way_id in workload.samples):
            yield workload_id, WORKLOAD.place(workload_id)


def _since(catalog: Catalog) -> Subjects:
    for key, _ in dated_answers(catalog):
        yield key, CRITERION.place(key.criterion, "answers", key.framework, "since")


def _frontends(catalog: Catalog) -> Subjects:
    for frontend_id, frontend in catalog.frontends.items():
        task = catalog.tasks.get(frontend.task)
        if task and all(sample.framework in catalog.frameworks for sample in task.samples.values()):
            yield frontend_id, FRONTEND.place(frontend_id)


def _screenshots(catalog: Catalog) -> Subjects:
    ready = {key for key, _ in _samples(catalog)}
    for key, screenshot in catalog.asked_screenshots():
        if SampleKey(key.task, screenshot.sample) in ready:
            yield key, TASK.place(key.task, "screenshots", key.screenshot)


_RECORDED = (
    _Recorded(
        SAMPLE_RECORD,
        "sample",
        _samples,
        sample_fingerprint,
        (TASK,),
        "was never run",
        "the sample '{}', its task or its stack changed since it was run",
    ),
    _Recorded(
        SINCE_RECORD,
        "'since' of",
        _since,
        since_fingerprint,
        (CRITERION, TASK, FRAMEWORK),
        "was never run, nor the release before it",
        "the answer '{}', its sample or what is asked changed since the two releases were run",
        each_by_itself=True,
    ),
    _Recorded(
        MEASUREMENT,
        "criterion",
        _measured,
        measurement_fingerprint,
        (CRITERION,),
        "was never measured",
        "a stack of '{}' changed since it was measured",
    ),
    _Recorded(
        WORKLOAD_RECORD,
        "workload",
        _workloads,
        workload_fingerprint,
        (WORKLOAD,),
        "was never measured",
        "a sample, a stack or a way of '{}' changed since it was measured",
    ),
    _Recorded(
        FRONTEND_RECORD,
        "front end",
        _frontends,
        frontend_fingerprint,
        (FRONTEND,),
        "was never built and visited",
        "the front end '{}' or a sample that serves it changed since it was visited",
    ),
    _Recorded(
        SCREENSHOT_RECORD,
        "screenshot",
        _screenshots,
        screenshot_fingerprint,
        (TASK,),
        "was never taken",
        "the sample changed since the screenshot '{}' was taken",
    ),
)


def records_belong_to_what_ran(catalog: Catalog) -> Iterator[Finding]:
    """Each subject has a record of exactly what it is now; each record has a subject."""
    for recorded in _RECORDED:
        records = getattr(catalog, recorded.kind.table)
        subjects = dict(recorded.subjects(catalog))
        for key, place in subjects.items():
            message = ""
            if not catalog.exists(recorded.kind, key):
                message = f"the {recorded.word} '{key}' {recorded.never}"
            elif key in records and records[key].fingerprint != recorded.fingerprint(catalog, key):
                message = f"out of date: {recorded.changed.format(key)}"
            if message:
                remedy = recorded.kind.rewritten_by(key) if recorded.each_by_itself else recorded.kind.written_by
                follows = message.startswith("out of date")
                yield Finding(place, f"{message}; run '{remedy}'", severity="stale", subject=key, follows=follows)
        if catalog.all_readable(*recorded.owners):
            everything = {*subjects, *_unready(catalog, recorded.kind)}
            for key in catalog.files.get(recorded.kind.table, ()):
                if key not in everything:
                    message = f"the {recorded.word} '{key}' no longer exists; run '{recorded.kind.written_by}'"
                    yield Finding(recorded.kind.place(key), message, severity="stale", follows=True)


def _unready(catalog: Catalog, kind: Kind[Any, Any]) -> Iterator[Any]:
    """Yield the subjects that exist and lack something that other rules name."""
    match kind:
        case _ if kind is SAMPLE_RECORD:
            yield from (key for key, _ in catalog.samples())
        case _ if kind is SCREENSHOT_RECORD:
            yield from (key for key, _ in catalog.asked_screenshots())
        case _ if kind is SINCE_RECORD:
            yield from (key for key, _ in dated_answers(catalog))
        case _ if kind is FRONTEND_RECORD:
            yield from catalog.frontends
        case _ if kind is WORKLOAD_RECORD:
            yield from catalog.workloads
        case _:
            yield from (key for key, *_ in catalog.measured_stacks())


def runs_have_a_day(catalog: Catalog) -> Iterator[Finding]:
    """Each record of a sample has the day of its last run, and each day a sample."""
    samples = dict(catalog.samples())
    if catalog.sample_records and not catalog.checked:
        message = "it has no day though samples have run; restore it: 'git checkout data/records/checked.json'"
        yield Finding(CHECKED.place(None), message)
    for key in catalog.sample_records if catalog.checked else ():
        if key in samples and key not in catalog.checked:
            place = TASK.place(key.task, "samples", key.sample)
            message = f"the day of the last run of '{key}' is missing; run 'make verify'"
            yield Finding(place, message, severity="stale", subject=key)
    for key in catalog.checked if catalog.all_readable(TASK) else ():
        if key not in samples:
            message = f"the sample '{key}' no longer exists; run 'make verify'"
            yield Finding(CHECKED.place(None), message, severity="stale", follows=True)


def replies_were_distorted(catalog: Catalog) -> Iterator[Finding]:
    """Each record of a sample says what became of the changes to its replies."""
    samples = dict(catalog.samples())
    for key, record in catalog.sample_records.items():
        if key in samples and record.distortions is None:
            message = f"the replies of '{key}' were not changed on purpose; run 'make verify'"
            yield Finding(TASK.place(key.task, "samples", key.sample), message, severity="stale", subject=key)


def measurements_have_all_values(catalog: Catalog) -> Iterator[Finding]:
    """A measurement has a value for each stack that its criterion names, and a workload's record one for each way."""
    for criterion_id, set_id, framework_id, _ in catalog.measured_stacks():
        measurement = catalog.measurements.get(criterion_id)
        if measurement and framework_id not in measurement.values.get(set_id, {}):
            place = CRITERION.place(criterion_id, "measure", "stacks", set_id, "needs", framework_id)
            message = f"no value was measured for '{framework_id}'; run 'make measure'"
            yield Finding(place, message, severity="stale", subject=criterion_id)
    for workload_id, way_id in catalog.measured_ways():
        record = catalog.workload_records.get(workload_id)
        if record is None or way_id not in catalog.ways:
            continue
        if way_id not in record.ways or set(record.ways[way_id].values) != set(LOAD_QUANTITIES):
            place = WORKLOAD.place(workload_id, "samples", way_id)
            message = f"not every quantity was measured for '{way_id}'; run 'make measure'"
            yield Finding(place, message, severity="stale", subject=workload_id)


def screenshots_are_those_that_were_taken(catalog: Catalog) -> Iterator[Finding]:
    """Each screenshot's file is the one that its record describes, and each has a record."""
    for key, record in catalog.screenshot_records.items():
        image = catalog.screenshots.get(key)
        if image is None or record.image != hashlib.sha256(image).hexdigest():
            message = "the image is not the one that was taken; run 'make screenshots'"
            yield Finding(SCREENSHOT_RECORD.place(key), message, severity="stale", subject=key)
    for key in catalog.screenshots:
        if not catalog.exists(SCREENSHOT_RECORD, key):
            yield Finding(SCREENSHOT.place(key), "an image without a record; run 'make screenshots'", severity="stale")


def images_belong_to_a_guide(catalog: Catalog) -> Iterator[Finding]:
    """Each record of an image has a guide that builds it.

    An image that was never built, or changed since, stops nobody who cannot build one: the guide's page
    says so, and a test asks for it.
    """
    for key in catalog.image_records:
        if IMAGE not in catalog.guide_folders.get(key, {}):
            yield Finding(
                IMAGE_RECORD.place(key), f"no guide builds the image '{key}'; remove the file", severity="stale"
            )


def stacks_are_locked(catalog: Catalog) -> Iterator[Finding]:
    """Each stack that a sample, a service or a guide installs has a lock of exactly its requirements."""
    for stack, place, subject in _installed(catalog):
        lock = catalog.locks.get(stack.name)
        if lock is None:
            if not catalog.exists(LOCK, stack.name):
                message = f"the stack '{stack.name}' has no lock; run 'make lock'"
                yield Finding(place, message, severity="stale", subject=subject)
        elif lock.partition("\n")[0] != stack.header:
            message = f"the lock of '{stack.name}' was made from other requirements; run 'make lock'"
            yield Finding(place, message, severity="stale", subject=subject)


def _installed(catalog: Catalog) -> Iterator[tuple[Stack, Place, Any]]:
    for framework_id in catalog.sampled_frameworks():
        yield catalog.bare_stack(framework_id), FRAMEWORK.place(framework_id, "package"), None
        if catalog.frameworks[framework_id].serve.bare:
            yield catalog.bare_server_stack(framework_id), FRAMEWORK.place(framework_id, "serve", "bare", "adds"), None
    for key, sample in catalog.samples():
        if sample.framework in catalog.frameworks:
            yield catalog.sample_stack(key), TASK.place(key.task, "samples", key.sample), key
    for task_id, task in catalog.tasks.items():
        for service_id in task.services:
            yield catalog.service_stack(task_id, service_id), TASK.place(task_id, "services", service_id), None
    for guide_key, _ in catalog.guides():
        if stack := catalog.guide_stack(guide_key):
            yield stack, DEPLOYMENT.place(guide_key.deployment, "guides", guide_key.framework), guide_key
    for workload_id, way_id in catalog.measured_ways():
        if stack := catalog.way_stack(workload_id, way_id):
            yield stack, WORKLOAD.place(workload_id, "samples", way_id), workload_id
    for criterion_id, set_id, framework_id, stack in catalog.measured_stacks():
        yield stack, CRITERION.place(criterion_id, "measure", "stacks", set_id, "needs", framework_id), criterion_id


def days_of_records_follow_each_other(catalog: Catalog) -> Iterator[Finding]:
    """Nothing was observed after today, and nothing changed after it was last looked at."""
    today = date.today()
    for key, record in catalog.sample_records.items():
        checked = catalog.day_of_last_run(key) or today
        if record.changed > checked:
            message = f"changed on {record.changed}, after its last run on {checked}"
            yield Finding(SAMPLE_RECORD.place(key), message)
    days: list[tuple[Place, date]] = [(CHECKED.place(None), run.day) for run in catalog.checked.values()]
    days += [(MEASUREMENT.place(key), counted.measured) for key, counted in catalog.measurements.items()]
    for workload_id, workload_record in catalog.workload_records.items():
        place = WORKLOAD_RECORD.place(workload_id)
        days += [(place, workload_record.measured), *((place, seen.measured) for seen in workload_record.observations)]
    days += [(SINCE_RECORD.place(key), record.checked) for key, record in catalog.since_records.items()]
    days += [(FRONTEND_RECORD.place(key), record.checked) for key, record in catalog.frontend_records.items()]
    days += [(IMAGE_RECORD.place(key), record.built) for key, record in catalog.image_records.items()]
    days += [(SCREENSHOT_RECORD.place(key), record.taken) for key, record in catalog.screenshot_records.items()]
    days += [(HISTORY.place(None), line.day) for line in catalog.history]
    for place, day in days:
        if day > today:
            yield Finding(place, f"{day} is in the future; today is {today}")


def measured_values_are_medians(catalog: Catalog) -> Iterator[Finding]:
    """Each value of a workload's record is the median of its rounds, and each median is there."""
    for workload_id, record in catalog.workload_records.items():
        for way_id, way in record.ways.items():
            for quantity in dict.fromkeys(chain(way.values, way.rounds)):
                value, rounds = way.values.get(quantity), way.rounds.get(quantity)
                median = statistics.median(rounds) if rounds else None
                if value != median:
                    message = f"{quantity} of '{way_id}' is {_said(value)}, the median of its rounds {_said(median)}"
                    yield Finding(WORKLOAD_RECORD.place(workload_id), message)


def _said(value: float | None) -> str:
    return "missing" if value is None else f"{value:g}"


def measured_rounds_mean_something(catalog: Catalog) -> Iterator[Finding]:
    """The rounds are enough and agree, a way equals itself, and other programs were quiet."""
    for workload_id, record in catalog.workload_records.items():
        for flaw in flaws(record):
            yield Finding(WORKLOAD_RECORD.place(workload_id), flaw)


def measured_values_are_possible(catalog: Catalog) -> Iterator[Finding]:
    """No round has more replies than there can be, or sooner ones, where all of them wait."""
    for workload_id, record in catalog.workload_records.items():
        workload = catalog.workloads.get(workload_id)
        for way_id, measured in record.ways.items() if workload else ():
            way = catalog.ways.get(way_id)
            for rate, p50 in zip(measured.rates, measured.rounds.get("p50-milliseconds", []), strict=False):
                if workload and way and (reason := impossible(workload, way, rate, p50)):
                    yield Finding(WORKLOAD_RECORD.place(workload_id), f"'{way_id}': {reason}")
