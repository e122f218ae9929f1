"""Nothing stands in the data that no page shows and no proof asks."""

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.model.criterion import MeasuredCriterion, TestedCriterion
from macros.problem import Finding
from macros.rules.base import Known, comparison_at, framework_at, task_at


def everything_is_used(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Each group has a criterion, each framework a comparison, each task a criterion, a guide or a front end."""
    # What could not be read may be the very thing that uses it: then nothing is said.
    if len(catalog.criteria) == len(known["criterion"]):
        used = {criterion.group for criterion in catalog.criteria.values()}
        for name, comparison in catalog.comparisons.items():
            for position, group in enumerate(comparison.groups):
                if group.id not in used:
                    at = comparison_at(name, "groups", position)
                    yield Finding(at, f"the group '{group.id}' has no criterion; add one or take the group out")
    compared = {one for comparison in catalog.comparisons.values() for one in comparison.frameworks}
    for framework in catalog.frameworks if len(catalog.comparisons) == len(known["comparison"]) else ():
        if framework not in compared:
            what = f"the framework '{framework}' is in no comparison; name it in one or remove the file"
            yield Finding(framework_at(framework), what)
    readable = len(catalog.frontends) == len(known["front end"]) and len(catalog.deployments) == len(
        known["deployment"]
    )
    if readable and len(catalog.criteria) == len(known["criterion"]):
        tasks = {c.test.task for c in catalog.criteria.values() if isinstance(c, TestedCriterion)}
        tasks |= {c.measure.task for c in catalog.criteria.values() if isinstance(c, MeasuredCriterion)}
        tasks |= {one.task for one in catalog.frontends.values()}
        tasks |= {name for name, task in catalog.tasks.items() if any(one.expects for one in task.samples.values())}
        tasks |= {g.task for d in catalog.deployments.values() for g in d.guides.values()}
        for task in catalog.tasks:
            if task not in tasks:
                what = f"no criterion, guide or front end uses the task '{task}'; use it or remove it"
                yield Finding(task_at(task), what)


def exchanges_are_asked(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """An exchange is a contract, or some criterion asks it, or some step of a tutorial expects it."""
    if len(catalog.criteria) != len(known["criterion"]):
        return
    asked: dict[str, set[str]] = {}
    for criterion in catalog.criteria.values():
        if isinstance(criterion, TestedCriterion):
            asked.setdefault(criterion.test.task, set()).update(criterion.test.yes, criterion.test.no)
    for name, task in catalog.tasks.items():
        for sample in task.samples.values():
            asked.setdefault(name, set()).update(sample.expects)
        for exchange_name, exchange in task.exchanges.items():
            if exchange.every is None and exchange_name not in asked.get(name, set()):
                at = task_at(name, "exchanges", exchange_name)
                what = f"no criterion asks '{exchange_name}', and it is no contract; add 'every:' or ask it"
                yield Finding(at, what)
