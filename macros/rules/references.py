"""Whatever is named exists."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from macros.catalog import SHARED, Catalog
from macros.kinds import COMPARISON, CRITERION, DEPLOYMENT, KINDS, MUTATIONS, TASK, WAY, WORKLOAD
from macros.model.base import FrameworkId, SampleId
from macros.model.criterion import MeasuredCriterion, StackMeasure, TestedCriterion, task_of
from macros.model.task import Task
from macros.problem import Finding, Place, unknown


def _named(word: str, name: str, allowed: Iterable[str], place: Place) -> Iterator[Finding]:
    allowed = list(allowed)
    if name not in allowed:
        yield Finding(place, unknown(word, name, allowed))


def ids_exist(catalog: Catalog) -> Iterator[Finding]:
    """Every framework, criterion, task, deployment and setup that a document names has a file."""
    for place, kind, key in catalog.references():
        if key not in catalog.files[kind.table]:
            now = catalog.renamed(kind).get(key, "")
            yield Finding(place, unknown(kind.word, key, catalog.files[kind.table], now=now))


def lists_of_the_comparison_have_no_duplicates(catalog: Catalog) -> Iterator[Finding]:
    """No framework, headline criterion or group is in the comparison twice."""
    for comparison in catalog.comparisons.values():
        lists: tuple[tuple[str, str, list[str]], ...] = (
            ("framework", "frameworks", [*comparison.frameworks]),
            ("criterion", "headline", [*comparison.headline]),
            ("group", "groups", [group.id for group in comparison.groups]),
        )
        for word, field, names in lists:
            for position, name in enumerate(names):
                if name in names[:position]:
                    place = COMPARISON.place(None, field, position, *(["id"] if field == "groups" else []))
                    yield Finding(place, f"the {word} '{name}' is listed twice")


def groups_exist(catalog: Catalog) -> Iterator[Finding]:
    """Each criterion's group is one of the comparison's."""
    for comparison in catalog.comparisons.values():
        groups = [group.id for group in comparison.groups]
        for criterion_id, criterion in catalog.criteria.items():
            yield from _named("group", criterion.group, groups, CRITERION.place(criterion_id, "group"))


def tests_ask_what_exists(catalog: Catalog) -> Iterator[Finding]:
    """The exchanges and outcomes that a criterion's test names are those of its task."""
    for criterion_id, criterion in catalog.criteria.items():
        if not isinstance(criterion, TestedCriterion) or criterion.test.task not in catalog.tasks:
            continue
        exchanges = catalog.tasks[criterion.test.task].exchanges
        for side, expected in (("yes", criterion.test.yes), ("no", criterion.test.no)):
            for exchange_id, outcome_id in expected.items():
                place = CRITERION.place(criterion_id, "test", side, exchange_id)
                if exchange_id not in exchanges:
                    yield Finding(place, unknown("exchange", exchange_id, exchanges))
                else:
                    yield from _named("outcome", outcome_id, exchanges[exchange_id].outcomes, place)


def other_ways_name_samples_of_their_framework(catalog: Catalog) -> Iterator[Finding]:
    """The sample of another way to get something is one of the same framework, in the criterion's task."""
    for criterion_id, criterion in catalog.criteria.items():
        task_id = task_of(criterion)
        task = catalog.tasks.get(task_id) if task_id else None
        if task_id and not task:
            continue
        for framework_id, answer in criterion.answers.items():
            for position, way in enumerate(answer.also):
                if way.sample is not None:
                    place = CRITERION.place(criterion_id, "answers", framework_id, "also", position, "sample")
                    samples = _samples_of(task, framework_id) if task else []
                    if way.sample not in samples:
                        yield Finding(place, unknown("sample", way.sample, samples, of=framework_id))


def _samples_of(task: Task, framework_id: FrameworkId) -> list[SampleId]:
    return [name for name, sample in task.samples.items() if sample.framework == framework_id]


def measures_compare_what_is_measured(catalog: Catalog) -> Iterator[Finding]:
    """A criterion's ways are of the framework that they stand for, and each framework has one on every workload."""
    for criterion_id, criterion in catalog.criteria.items():
        if not isinstance(criterion, MeasuredCriterion):
            continue
        measure, place = criterion.measure, CRITERION.place(criterion_id, "measure")
        if isinstance(measure, StackMeasure):
            for set_id, stack_set in measure.stacks.items():
                where = place.within("stacks", set_id, "needs")
                yield from _all_answered(criterion.answers, stack_set.needs, where)
            continue
        yield from _all_answered(criterion.answers, measure.ways, place.within("ways"))
        for framework_id, way_ids in measure.ways.items():
            own = [way_id for way_id, way in catalog.ways.items() if way.framework == framework_id]
            for position, way_id in enumerate(way_ids):
                if way_id in catalog.ways and way_id not in own:
                    yield Finding(
                        place.within("ways", framework_id, position), unknown("way", way_id, own, of=framework_id)
                    )
            for position, workload_id in enumerate(measure.workloads):
                workload = catalog.workloads.get(workload_id)
                if workload and measure.way_of(framework_id, workload) is None:
                    message = f"no way of '{framework_id}' is measured on '{workload_id}'; name one under 'ways'"
                    yield Finding(place.within("workloads", position), message)


def _all_answered(answers: Iterable[FrameworkId], given: Iterable[FrameworkId], place: Place) -> Iterator[Finding]:
    given = list(given)
    for framework_id in answers:
        if framework_id not in given:
            yield Finding(place, f"'{framework_id}' is answered for and not measured; name it here")


def workloads_name_what_exists(catalog: Catalog) -> Iterator[Finding]:
    """A workload's exchange is a contract of its task that sends one request, and its samples are of their ways."""
    for workload_id, workload in catalog.workloads.items():
        task = catalog.tasks.get(workload.task)
        if task is None:
            continue
        contracts = [
            name
            for name, exchange in task.exchanges.items()
            if exchange.every and exchange.send and exchange.send.websocket is None and not exchange.send.after
        ]
        yield from _named("contract", workload.exchange, contracts, WORKLOAD.place(workload_id, "exchange"))
        for way_id, sample_id in workload.samples.items():
            if way := catalog.ways.get(way_id):
                samples, place = _samples_of(task, way.framework), WORKLOAD.place(workload_id, "samples", way_id)
                if sample_id not in samples:
                    yield Finding(place, unknown("sample", sample_id, samples, of=way.framework))


def ways_follow_a_guide_with_as_many_workers(catalog: Catalog) -> Iterator[Finding]:
    """A way's deployment has a guide for its framework, and all ways of a workload have as many workers."""
    for way_id, way in catalog.ways.items():
        deployment = catalog.deployments.get(way.guide)
        if deployment and way.framework not in deployment.guides:
            message = f"the deployment '{way.guide}' has no guide for '{way.framework}'"
            yield Finding(WAY.place(way_id, "guide"), message)
    for workload_id, workload in catalog.workloads.items():
        ways = {way_id: catalog.ways[way_id] for way_id in workload.samples if way_id in catalog.ways}
        first = next(iter(ways.values()), None)
        for way_id, way in ways.items():
            if first and way.workers != first.workers:
                message = f"'{way_id}' has {way.workers} workers and '{next(iter(ways))}' {first.workers}"
                place = WORKLOAD.place(workload_id, "samples", way_id)
                yield Finding(place, f"{message}: only as many can be compared")


def tasks_name_what_they_have(catalog: Catalog) -> Iterator[Finding]:
    """A sample's service, a contract's outcome, the requests sent before another and a screenshot's sample exist."""
    for task_id, task in catalog.tasks.items():
        for sample_id, sample in task.samples.items():
            if sample.service is not None:
                place = TASK.place(task_id, "samples", sample_id, "service")
                yield from _named("service", sample.service, task.services, place)
        for exchange_id, exchange in task.exchanges.items():
            others = [name for name, other in task.exchanges.items() if other.send and name != exchange_id]
            for key in ("after", "elsewhere") if exchange.send else ():
                for position, earlier in enumerate(getattr(exchange.send, key)):
                    place = TASK.place(task_id, "exchanges", exchange_id, "send", key, position)
                    yield from _named("exchange", earlier, others, place)
            if exchange.every is not None:
                place = TASK.place(task_id, "exchanges", exchange_id, "every")
                yield from _named("outcome", exchange.every, exchange.outcomes, place)
        for screenshot_id, screenshot in task.screenshots.items():
            place = TASK.place(task_id, "screenshots", screenshot_id, "sample")
            yield from _named("sample", screenshot.sample, task.samples, place)


def browsers_find_what_they_open(catalog: Catalog) -> Iterator[Finding]:
    """A page that a browser opens is of the task's own host, or of a service of the task."""
    for task_id, task in catalog.tasks.items():
        hosts = [host for service in task.services.values() for host in service.hosts]
        hosts += [task.host] if task.host else []
        for exchange_id, exchange in task.exchanges.items():
            for position, step in enumerate(exchange.browse.steps if exchange.browse else ()):
                host = urlsplit(step.open or "").hostname
                if host and host not in hosts:
                    place = TASK.place(task_id, "exchanges", exchange_id, "browse", "steps", position, "open")
                    yield Finding(place, unknown("host", host, hosts))


def services_have_their_own_ids(catalog: Catalog) -> Iterator[Finding]:
    """No service has the ID of a sample of its task, and none of them is "shared": each has the folder of its name."""
    for task_id, task in catalog.tasks.items():
        for service_id in task.services:
            if SampleId(service_id) in task.samples:
                place = TASK.place(task_id, "services", service_id)
                yield Finding(place, f"'{service_id}' is a sample too; one of the two needs another ID")
        for field, ids in (("samples", [*task.samples]), ("services", [*task.services])):
            if SHARED in ids:
                message = f"'{SHARED}' is the folder of the files that all samples share; another ID is needed"
                yield Finding(TASK.place(task_id, field, SHARED), message)


def mutations_name_what_exists(catalog: Catalog) -> Iterator[Finding]:
    """A mutation's sample and exchanges are those of its task."""
    for task_id, mutations in catalog.mutations.items():
        if task := catalog.tasks.get(task_id):
            for position, mutation in enumerate(mutations):
                place = MUTATIONS.place(task_id, position)
                yield from _named("sample", mutation.sample, task.samples, place.within("sample"))
                for number, exchange_id in enumerate(mutation.breaks):
                    yield from _named("exchange", exchange_id, task.exchanges, place.within("breaks", number))


def equivalents_name_what_exists(catalog: Catalog) -> Iterator[Finding]:
    """The exchanges of what no outcome need notice are those of its task."""
    for task_id, task in catalog.tasks.items():
        for position, entry in enumerate(task.equivalent):
            for number, exchange_id in enumerate(entry.exchanges):
                place = TASK.place(task_id, "equivalent", position, "exchanges", number)
                yield from _named("exchange", exchange_id, task.exchanges, place)


def guides_deploy_a_sample(catalog: Catalog) -> Iterator[Finding]:
    """A guide's task has a sample of the framework's own."""
    for key, guide in catalog.guides():
        if guide.task in catalog.tasks and catalog.own_sample(guide.task, key.framework) is None:
            place = DEPLOYMENT.place(key.deployment, "guides", key.framework, "task")
            yield Finding(place, f"the task '{guide.task}' has no sample '{key.framework}'")


def former_ids_are_free(catalog: Catalog) -> Iterator[Finding]:
    """A former ID is not in use, and only one document had it."""
    for kind in KINDS:
        renamed: dict[str, str] = {}
        documents = getattr(catalog, kind.table) if kind.page else {}
        for key, document in sorted(documents.items()):
            for position, former in enumerate(getattr(document, "formerly", ())):
                place = kind.place(key, "formerly", position)
                if catalog.exists(kind, former):
                    yield Finding(place, f"the {kind.word} '{former}' exists; its address cannot lead to '{key}'")
                elif former in renamed:
                    yield Finding(place, f"the address of '{former}' leads to '{renamed[former]}' already")
                renamed.setdefault(former, key)
