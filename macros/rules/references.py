"""Whatever names something names something that is there."""

from collections.abc import Iterable, Iterator

from macros.catalog import Catalog
from macros.model.criterion import MeasuredCriterion, TestedCriterion
from macros.problem import Finding, Place, unknown
from macros.rules.base import (
    Known,
    comparison_at,
    criterion_at,
    deployment_at,
    framework_at,
    mutation_at,
    task_at,
)


def _named(kind: str, name: str, allowed: Iterable[str], at: Place) -> Iterator[Finding]:
    allowed = list(allowed)
    if name not in allowed:
        yield Finding(at, unknown(kind, name, allowed))


def comparisons_name_what_exists(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A comparison's frameworks and headline criteria exist, and none stands twice."""
    for name, comparison in catalog.comparisons.items():
        lists = (("frameworks", "framework", comparison.frameworks), ("headline", "criterion", comparison.headline))
        for key, kind, names in lists:
            for position, one in enumerate(names):
                at = comparison_at(name, key, position)
                yield from _named(kind, one, known[kind], at)
                if one in names[:position]:
                    yield Finding(at, f"the {kind} '{one}' stands twice")
        groups = [group.id for group in comparison.groups]
        for position, one in enumerate(groups):
            if one in groups[:position]:
                yield Finding(comparison_at(name, "groups", position, "id"), f"the group '{one}' stands twice")


def criteria_name_what_exists(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A criterion's group and the frameworks that it answers for exist."""
    groups = {group.id for comparison in catalog.comparisons.values() for group in comparison.groups}
    for name, criterion in catalog.criteria.items():
        if len(catalog.comparisons) == len(known["comparison"]):
            yield from _named("group", criterion.group, groups, criterion_at(name, "group"))
        for framework in criterion.answers:
            yield from _named("framework", framework, known["framework"], criterion_at(name, "answers", framework))
        for framework in criterion.article.said if criterion.article else ():
            at = criterion_at(name, "article", "said", framework)
            yield from _named("framework", framework, known["framework"], at)


def tests_name_what_exists(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A test's task, exchanges and outcomes exist, and so do the samples of other ways."""
    for name, criterion in catalog.criteria.items():
        task_name = None
        if isinstance(criterion, TestedCriterion):
            task_name = criterion.test.task
            yield from _named("task", task_name, known["task"], criterion_at(name, "test", "task"))
        elif isinstance(criterion, MeasuredCriterion):
            task_name = criterion.measure.task
            yield from _named("task", task_name, known["task"], criterion_at(name, "measure", "task"))
            yield from _measured_guides(catalog, known, name, criterion)
        task = catalog.tasks.get(task_name or "")
        for framework, answer in criterion.answers.items():
            for position, way in enumerate(answer.also):
                if way.sample is None or (task_name is not None and task is None):
                    continue
                at = criterion_at(name, "answers", framework, "also", position, "sample")
                ours = {one for one, sample in task.samples.items() if sample.framework == framework} if task else ()
                yield from _named(f"sample of '{framework}'", way.sample, ours, at)
        if not isinstance(criterion, TestedCriterion) or task is None:
            continue
        for side, wanted in (("yes", criterion.test.yes), ("no", criterion.test.no)):
            for exchange, outcome in wanted.items():
                at = criterion_at(name, "test", side, exchange)
                if exchange not in task.exchanges:
                    yield Finding(at, unknown("exchange", exchange, task.exchanges))
                else:
                    yield from _named("outcome", outcome, task.exchanges[exchange].outcomes, at)


def _measured_guides(catalog: Catalog, known: Known, name: str, criterion: MeasuredCriterion) -> Iterator[Finding]:
    target, task = criterion.measure.deployment, criterion.measure.task
    yield from _named("deployment", target, known["deployment"], criterion_at(name, "measure", "deployment"))
    for framework in criterion.answers:
        lacks = ""
        if target in catalog.deployments and framework not in catalog.deployments[target].guides:
            lacks = f"the deployment '{target}' has no guide for it"
        elif task in catalog.tasks and catalog.own_sample(task, framework) is None:
            lacks = f"the task '{task}' has no sample '{framework}'"
        if lacks:
            what = f"'{framework}' cannot be measured: {lacks}"
            yield Finding(criterion_at(name, "answers", framework), what)


def strengths_and_samples_name_what_exists(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A strength's criterion, a sample's framework and a contract's outcome exist."""
    for name, framework in catalog.frameworks.items():
        for position, strength in enumerate(framework.strengths):
            at = framework_at(name, "strengths", position, "criterion")
            yield from _named("criterion", strength.criterion, known["criterion"], at)
    for name, task in catalog.tasks.items():
        for sample_name, sample in task.samples.items():
            at = task_at(name, "samples", sample_name, "framework")
            yield from _named("framework", sample.framework, known["framework"], at)
            if sample.beside is not None:
                at = task_at(name, "samples", sample_name, "beside")
                yield from _named("program beside", sample.beside, task.beside, at)
        for beside in task.beside:
            if beside in task.samples:
                yield Finding(
                    task_at(name, "beside", beside), f"'{beside}' is a sample too; one of them needs another ID"
                )
            elif all(sample.beside != beside for sample in task.samples.values()):
                yield Finding(task_at(name, "beside", beside), f"no sample names '{beside}'; name it or remove it")
        for exchange_name, exchange in task.exchanges.items():
            for position, one in enumerate(exchange.send.after if exchange.send else ()):
                at = task_at(name, "exchanges", exchange_name, "send", "after", position)
                requests = [other for other, found in task.exchanges.items() if found.send and other != exchange_name]
                yield from _named("exchange", one, requests, at)
            if exchange.every is not None:
                at = task_at(name, "exchanges", exchange_name, "every")
                yield from _named("outcome", exchange.every, exchange.outcomes, at)


def mutations_name_what_exists(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A mutation's task, sample and exchanges exist."""
    for name, mutations in catalog.mutations.items():
        task = catalog.tasks.get(name)
        for position, mutation in enumerate(mutations if task else ()):
            assert task is not None
            yield from _named("sample", mutation.sample, task.samples, mutation_at(name, position, "sample"))
            for place, exchange in enumerate(mutation.breaks):
                at = mutation_at(name, position, "breaks", place)
                yield from _named("exchange", exchange, task.exchanges, at)


def guides_name_what_exists(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A guide's framework and task exist, and the task has a sample of that framework's own."""
    for name, deployment in catalog.deployments.items():
        for framework, guide in deployment.guides.items():
            yield from _named("framework", framework, known["framework"], deployment_at(name, "guides", framework))
            at = deployment_at(name, "guides", framework, "task")
            yield from _named("task", guide.task, known["task"], at)
            if guide.task in catalog.tasks and catalog.own_sample(guide.task, framework) is None:
                yield Finding(at, f"the task '{guide.task}' has no sample '{framework}'")


def former_names_are_free(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """An ID that something had before is nobody's now, and was only one thing's."""
    tables = (
        ("criterion", catalog.criteria, criterion_at),
        ("task", catalog.tasks, task_at),
        ("deployment", catalog.deployments, deployment_at),
    )
    for kind, things, at in tables:
        seen: dict[str, str] = {}
        for name, thing in sorted(things.items()):
            for position, old in enumerate(thing.formerly):
                place = at(name, "formerly", position)
                if old in known[kind]:
                    yield Finding(place, f"the {kind} '{old}' exists; its address cannot lead to '{name}'")
                elif old in seen:
                    yield Finding(place, f"the address of '{old}' leads to '{seen[old]}' already")
                seen.setdefault(old, name)
