"""Nothing is in the data that no page shows and no proof asks."""

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.kinds import (
    CLAIM_TOPIC,
    COMPARISON,
    CRITERION,
    DEPLOYMENT,
    FRAMEWORK,
    FRONTEND,
    LOCK,
    TASK,
    WAY,
    WORKLOAD,
)
from macros.model.criterion import LoadMeasure, MeasuredCriterion, TestedCriterion
from macros.problem import Finding

# A task is run before a criterion asks for it: that nothing uses it stops a build, and no run.
# What could not be read may be the very thing that uses another: then nothing is said.


def groups_have_criteria(catalog: Catalog) -> Iterator[Finding]:
    """Each group has a criterion."""
    used = {criterion.group for criterion in catalog.criteria.values()}
    for comparison in catalog.comparisons.values() if catalog.all_readable(CRITERION) else ():
        for position, group in enumerate(comparison.groups):
            if group.id not in used:
                place = COMPARISON.place(None, "groups", position)
                yield Finding(place, f"the group '{group.id}' has no criterion; add one or take the group out")


def frameworks_are_compared(catalog: Catalog) -> Iterator[Finding]:
    """Each framework is in the comparison."""
    for comparison in catalog.comparisons.values():
        for framework_id in catalog.frameworks:
            if framework_id not in comparison.frameworks:
                message = f"the framework '{framework_id}' is not in the comparison; name it there or remove the file"
                yield Finding(FRAMEWORK.place(framework_id), message)


def tasks_are_used(catalog: Catalog) -> Iterator[Finding]:
    """Each task decides a criterion, is deployed, serves a front end, is measured, or is a tutorial."""
    if not catalog.all_readable(CRITERION, DEPLOYMENT, FRONTEND, WORKLOAD):
        return
    claims = {CLAIM_TOPIC.path(topic_id) for topic_id in catalog.claims}
    used = {key for place, kind, key in catalog.references() if kind is TASK and place.path not in claims}
    used |= {key.task for key, sample in catalog.samples() if sample.expects}
    for task_id in catalog.tasks:
        if task_id not in used:
            message = f"no criterion, guide, front end or workload uses the task '{task_id}'; use it or remove it"
            yield Finding(TASK.place(task_id), message, severity="stale")


def exchanges_are_asked(catalog: Catalog) -> Iterator[Finding]:
    """Each exchange is a contract, or a criterion asks it, or a tutorial step expects it."""
    if not catalog.all_readable(CRITERION):
        return
    asked = {
        (criterion.test.task, exchange_id)
        for criterion in catalog.criteria.values()
        if isinstance(criterion, TestedCriterion)
        for exchange_id in (*criterion.test.yes, *criterion.test.no)
    }
    asked |= {(key.task, exchange_id) for key, sample in catalog.samples() for exchange_id in sample.expects}
    for task_id, task in catalog.tasks.items():
        for exchange_id, exchange in task.exchanges.items():
            if exchange.every is None and (task_id, exchange_id) not in asked:
                message = f"no criterion asks '{exchange_id}', and it is no contract; add 'every:' or ask it"
                yield Finding(TASK.place(task_id, "exchanges", exchange_id), message, severity="stale")


def services_are_used(catalog: Catalog) -> Iterator[Finding]:
    """Each service runs beside some sample."""
    for task_id, task in catalog.tasks.items():
        for service_id in task.services:
            if all(sample.service != service_id for sample in task.samples.values()):
                place = TASK.place(task_id, "services", service_id)
                yield Finding(place, f"no sample names the service '{service_id}'; name it or remove it")


def workloads_and_ways_are_used(catalog: Catalog) -> Iterator[Finding]:
    """Each workload is read by a criterion, and each way is measured on a workload."""
    if not catalog.all_readable(CRITERION, WORKLOAD):
        return
    read = {
        workload_id
        for criterion in catalog.criteria.values()
        if isinstance(criterion, MeasuredCriterion) and isinstance(criterion.measure, LoadMeasure)
        for workload_id in criterion.measure.workloads
    }
    for workload_id in catalog.workloads:
        if workload_id not in read:
            message = f"no criterion reads the workload '{workload_id}'; name it in one or remove the file"
            yield Finding(WORKLOAD.place(workload_id), message)
    started = {way_id for _, way_id in catalog.measured_ways()}
    for way_id in catalog.ways:
        if way_id not in started:
            yield Finding(
                WAY.place(way_id), f"no workload is measured with '{way_id}'; name it in one or remove the file"
            )


def locks_are_used(catalog: Catalog) -> Iterator[Finding]:
    """Each lock is of a stack that a sample, a service, a guide or a measurement installs."""
    if catalog.all_readable(TASK, DEPLOYMENT, FRAMEWORK, WORKLOAD, WAY, CRITERION):
        used = {stack.name for stack in catalog.stacks()}
        for name in catalog.locks:
            if name not in used:
                message = "no sample, service, guide or measurement installs this stack; run 'make lock'"
                yield Finding(LOCK.place(name), message, severity="stale")
