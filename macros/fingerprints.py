"""Fingerprints: what ties a record to what ran, a hash over everything that could change what a run observes."""

import functools
import re
from collections.abc import Callable
from typing import Any, TypeVar

from macros.catalog import REQUIREMENTS, Catalog
from macros.digests import canonical_hash
from macros.kinds import CRITERION, WORKLOAD
from macros.model.base import (
    AnswerKey,
    CriterionId,
    FrontEndId,
    GuideKey,
    SampleId,
    SampleKey,
    ScreenshotKey,
    WorkloadId,
)
from macros.model.criterion import MeasuredCriterion, TestedCriterion
from macros.model.task import Task

NOT_RUN = {"older", "bare"}
"""What is said of a framework's server that has no part in how samples are started."""

K = TypeVar("K")


def _once(fingerprint: Callable[[Catalog, K], str]) -> Callable[[Catalog, K], str]:
    """Let a fingerprint be worked out once for each key, in a preview for all builds: rules ask often."""

    @functools.wraps(fingerprint)
    def known(catalog: Catalog, key: K) -> str:
        if catalog.memory.keeps:
            return catalog.memory.ask(fingerprint, catalog, key)
        name = (fingerprint.__name__, key)
        if name not in catalog.fingerprints:
            catalog.fingerprints[name] = fingerprint(catalog, key)
        return catalog.fingerprints[name]

    return known


IMAGE = "Dockerfile"
"""The file of a guide's folder that an image is built from."""


def _asked(task: Task) -> dict[str, Any]:
    """Return a task's exchanges without their texts for readers: rewording one makes no record out of date."""
    return {
        exchange_id: exchange.model_dump(mode="json", exclude={"short"}, exclude_unset=True)
        for exchange_id, exchange in task.exchanges.items()
    }


def _ran(catalog: Catalog, key: SampleKey) -> dict[str, Any]:
    """Return what runs when a sample is started: its files, stack and command, and its service."""
    task, sample = catalog.tasks[key.task], catalog.sample(key)
    stack = catalog.sample_stack(key)
    matter: dict[str, Any] = {
        "files": catalog.sample_files[key],
        "requirements": stack.requirements,
        "lock": catalog.locks.get(stack.name),
        "run": sample.run,
        "serve": catalog.frameworks[sample.framework].serve.model_dump(mode="json", exclude=NOT_RUN),
    }
    if sample.workers:
        matter["workers"] = [worker.model_dump(mode="json") for worker in sample.workers]
    if task.host:
        matter["host"] = task.host
    if sample.service in task.services:
        service = task.services[sample.service]
        unset = {"hosts", "scheme", "program"} - service.model_fields_set
        matter["service"] = {
            "files": catalog.service_files(key.task, sample.service),
            "lock": catalog.locks.get(catalog.service_stack(key.task, sample.service).name),
            "how": service.model_dump(mode="json", exclude={"title", "text", "sources", *unset}),
        }
    return matter


@_once
def sample_fingerprint(catalog: Catalog, key: SampleKey) -> str:
    """Return the SHA-256 of what runs, what is asked of it and how it varies, and the mutations."""
    task = catalog.tasks[key.task]
    matter = _ran(catalog, key) | {
        "exchanges": _asked(task),
        "mutations": [mutation.model_dump(mode="json") for mutation in catalog.sample_mutations(key)],
    }
    equivalent = [entry.model_dump(mode="json", exclude={"reason"}) for entry in task.equivalent]
    return canonical_hash(
        matter | ({"vary": task.vary} if task.vary else {}) | ({"equivalent": equivalent} if equivalent else {})
    )


@_once
def since_fingerprint(catalog: Catalog, key: AnswerKey) -> str:
    """Return the SHA-256 of the release that an answer names, of what runs on it, and of what is asked.

    What else is installed with a release is chosen as of its day: the sample's own lock has no part in it.
    """
    criterion = catalog.get(CRITERION, key.criterion)
    if not isinstance(criterion, TestedCriterion):
        raise TypeError(f"'{key.criterion}' is not tested")
    framework, task = catalog.frameworks[key.framework], catalog.tasks[criterion.test.task]
    sample_key = SampleKey(criterion.test.task, SampleId(key.framework))
    older = [*framework.serve.older, *catalog.sample(sample_key).older]
    ran = {name: value for name, value in _ran(catalog, sample_key).items() if name != "lock"}
    matter = ran | {
        "package": framework.package,
        "since": criterion.answers[key.framework].since,
        "older": [each.model_dump(mode="json", exclude_unset=True) for each in older],
        "exchanges": _asked(task),
        "test": criterion.test.model_dump(mode="json"),
    }
    return canonical_hash(matter)


@_once
def screenshot_fingerprint(catalog: Catalog, key: ScreenshotKey) -> str:
    """Return the SHA-256 of what a screenshot is taken of: what runs, and how it is opened."""
    screenshot = catalog.screenshot(key)
    how = screenshot.model_dump(mode="json", exclude={"alt"}, exclude_unset=True)
    return canonical_hash({"ran": _ran(catalog, SampleKey(key.task, screenshot.sample)), "how": how})


@_once
def frontend_fingerprint(catalog: Catalog, frontend_id: FrontEndId) -> str:
    """Return the SHA-256 of a front end's files and of the samples that serve it."""
    frontend = catalog.frontends[frontend_id]
    served_by = {
        sample_id: sample
        for sample_id, sample in catalog.tasks[frontend.task].samples.items()
        if sample_id == SampleId(sample.framework)
    }
    visit = catalog.tasks[frontend.task].visit
    matter: dict[str, Any] = {
        "files": catalog.frontend_files[frontend_id],
        "output": frontend.output,
        "visit": visit.model_dump(mode="json") if visit else None,
    }
    for sample_id, sample in served_by.items():
        key = SampleKey(frontend.task, sample_id)
        matter[f"sample {sample_id}"] = {
            "files": catalog.sample_files.get(key),
            "lock": catalog.locks.get(catalog.sample_stack(key).name),
            "serve": catalog.frameworks[sample.framework].serve.model_dump(mode="json", exclude=NOT_RUN),
            "run": sample.run,
        }
    return canonical_hash(matter)


@_once
def image_fingerprint(catalog: Catalog, key: GuideKey) -> str:
    """Return the SHA-256 of what an image is made of and asked: the app, the guide's files, the exchanges."""
    guide = catalog.guide(key)
    # Files that the image does not get, such as a cluster's manifests, do not make it out of date.
    made_of = (IMAGE, ".dockerignore", REQUIREMENTS)
    files = catalog.guide_files[key]
    sample = catalog.own_sample(guide.task, key.framework)
    return canonical_hash(
        {
            "files": {path: text for path, text in files.items() if path in made_of or path.endswith(".py")},
            "sample": catalog.sample_files.get(sample) if sample else None,
            "port": guide.start.port,
            "exchanges": {name: asked for name, asked in _asked(catalog.tasks[guide.task]).items() if "send" in asked},
        }
    )


@_once
def measurement_fingerprint(catalog: Catalog, criterion_id: CriterionId) -> str:
    """Return the SHA-256 of what a criterion counts in: the quantity, and the locks of its stacks."""
    criterion = catalog.get(CRITERION, criterion_id)
    if not isinstance(criterion, MeasuredCriterion):
        raise TypeError(f"'{criterion_id}' is not measured")
    stacks = {
        f"{set_id} {framework_id}": [*stack.requirements, catalog.locks.get(stack.name)]
        for named, set_id, framework_id, stack in catalog.measured_stacks()
        if named == criterion_id
    }
    return canonical_hash({"quantity": criterion.measure.quantity, "stacks": stacks})


def _app_files(catalog: Catalog, key: SampleKey) -> dict[str, str] | None:
    """Return the files that a sample's app is made of: not the programs that only its task's commands start."""
    files, task = catalog.sample_files.get(key), catalog.tasks.get(key.task)
    if files is None or task is None:
        return files
    commands = {word for exchange in task.exchanges.values() for word in (exchange.run or "").split()}
    imported = {
        name for text in files.values() for name in re.findall(r"^\s*(?:import|from) (\w+)", text, re.MULTILINE)
    }
    return {path: text for path, text in files.items() if path not in commands or path.removesuffix(".py") in imported}


def _started(catalog: Catalog, key: GuideKey) -> dict[str, str]:
    """Return the files of a guide that have a part in how its app is started: what installs or fronts it has none."""
    deployment = catalog.deployments.get(key.deployment)
    guide = deployment.guides.get(key.framework) if deployment else None
    start = guide.start.file if guide else None
    files = catalog.guide_folders.get(key, {})
    return {path: text for path, text in files.items() if path == start or path.endswith(".py")}


@_once
def workload_fingerprint(catalog: Catalog, workload_id: WorkloadId) -> str:
    """Return the SHA-256 of what is measured: the request, and each way with its app's files, lock and command."""
    workload = catalog.get(WORKLOAD, workload_id)
    ways: dict[str, Any] = {}
    for way_id, sample_id in workload.samples.items():
        way, stack = catalog.ways.get(way_id), catalog.way_stack(workload_id, way_id)
        ways[way_id] = {
            "sample": _app_files(catalog, SampleKey(workload.task, sample_id)),
            "way": way.model_dump(mode="json", exclude={"title", "says", "docs"}) if way else None,
            "guide": _started(catalog, GuideKey(way.guide, way.framework)) if way else None,
            "requirements": stack.requirements if stack else None,
            "lock": catalog.locks.get(stack.name) if stack else None,
        }
    task = catalog.tasks.get(workload.task)
    asked = _asked(task).get(workload.exchange) if task else None
    how = workload.model_dump(mode="json", include={"connections", "wait"})
    # A list: the first way is the one that is measured against itself.
    return canonical_hash({"asked": asked, "how": how, "ways": list(ways.items())})


def is_current(catalog: Catalog, key: SampleKey) -> bool:
    """Tell whether a sample has a record, and the record is of exactly this sample."""
    record = catalog.sample_records.get(key)
    if record is None or key not in catalog.sample_files:
        return False
    known = catalog.sample(key).framework in catalog.frameworks
    return known and record.fingerprint == sample_fingerprint(catalog, key)
