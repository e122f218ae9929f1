"""What is written equals what a run observed, and the run could have said otherwise."""

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.model.criterion import MeasuredCriterion, Test, TestedCriterion
from macros.problem import Finding, Place
from macros.proof import IMAGE, measurement_proof_of, proof_of
from macros.rules.base import Known, criterion_at, mutation_at, record_at, task_at
from macros.verdicts import seen

REMEDY = "run 'make verify'"


def written_verdicts_equal_the_observed(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """The verdict of a tested criterion is the one that its record shows."""
    for name, criterion in catalog.criteria.items():
        if not isinstance(criterion, TestedCriterion) or not _asks_what_exists(catalog, criterion.test):
            continue  # references say so
        task = criterion.test.task
        for framework, answer in criterion.answers.items():
            at = criterion_at(name, "answers", framework, "verdict")
            if catalog.own_sample(task, framework) is None:
                if answer.verdict != "unknown":
                    what = f"'{answer.verdict}' is not shown: the task '{task}' has no sample '{framework}'"
                    yield Finding(at, f"{what}; add one, or answer 'unknown'")
                continue
            record = catalog.records.get((task, framework))
            if record is None:
                continue  # records_belong_to_what_ran says so
            shown = seen(criterion.test, record)
            if answer.verdict != shown:
                observed = ", ".join(
                    f"{exchange}: {record.replies[exchange].outcome}"
                    for exchange in dict.fromkeys((*criterion.test.yes, *criterion.test.no))
                    if exchange in record.replies
                )
                yield Finding(
                    at,
                    f"the verdict '{answer.verdict}' contradicts the run in {{other}}, "
                    f"which shows '{shown}' ({observed})",
                    other=record_at(task, framework),
                )


def _asks_what_exists(catalog: Catalog, test: Test) -> bool:
    """Tell whether the task can be read and has each exchange and outcome that the test names."""
    task = catalog.tasks.get(test.task)
    return task is not None and all(
        exchange in task.exchanges and outcome in task.exchanges[exchange].outcomes
        for exchange, outcome in (*test.yes.items(), *test.no.items())
    )


def questions_can_be_answered_both_ways(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Some sample or mutant shows a question's yes and some its no: else it proves nothing."""
    for name, criterion in catalog.criteria.items():
        if not isinstance(criterion, TestedCriterion) or not _asks_what_exists(catalog, criterion.test):
            continue  # references say so
        task = criterion.test.task
        if not any(criterion.test.no.get(name, outcome) != outcome for name, outcome in criterion.test.yes.items()):
            what = "'yes' and 'no' can hold at once; some exchange must stand in both, with different outcomes"
            yield Finding(criterion_at(name, "test"), what)
        runs = _observed(catalog, task)
        if not runs or any((task, sample) not in catalog.records for sample in catalog.tasks[task].samples):
            continue
        for side, wanted in (("yes", criterion.test.yes), ("no", criterion.test.no)):
            for exchange, outcome in wanted.items():
                if not any(run.get(exchange) == outcome for run in runs):
                    what = f"no sample and no mutant of '{task}' shows '{exchange}: {outcome}'"
                    at = criterion_at(name, "test", side, exchange)
                    yield Finding(at, f"{what}: a test that cannot say both proves nothing; add a mutation")


def _observed(catalog: Catalog, task: str) -> list[dict[str, str]]:
    records = [record for (of, _), record in catalog.records.items() if of == task]
    runs = [{name: reply.outcome for name, reply in record.replies.items()} for record in records]
    return runs + [mutant for record in records for mutant in record.mutants]


def contracts_are_kept(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Each sample's reply to a contract has the outcome that the contract demands."""
    for (task_name, sample), record in catalog.records.items():
        task = catalog.tasks.get(task_name)
        if task is None or sample not in task.samples:
            continue
        for name, exchange in task.exchanges.items():
            reply = record.replies.get(name)
            if exchange.every in exchange.outcomes and reply and reply.outcome != exchange.every:
                at = task_at(task_name, "exchanges", name, "every")
                what = f"all samples must answer '{exchange.every}', but '{sample}' answered '{reply.outcome}'"
                yield Finding(at, f"{what} ({{other}})", other=record_at(task_name, sample))


def mutations_change_what_they_break(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A mutant answers differently where its mutation says that it breaks something."""
    for task, mutations in catalog.mutations.items():
        counts: dict[str, int] = {}
        for position, mutation in enumerate(mutations):
            number = counts.get(mutation.sample, 0)
            counts[mutation.sample] = number + 1
            record = catalog.records.get((task, mutation.sample))
            if record is None or number >= len(record.mutants) or not _is_current(catalog, task, mutation.sample):
                continue  # records_belong_to_what_ran says so
            for place, exchange in enumerate(mutation.breaks):
                reply = record.replies.get(exchange)
                if reply and record.mutants[number].get(exchange) == reply.outcome:
                    what = f"the mutation leaves '{exchange}' at '{reply.outcome}': the proof would not notice it"
                    yield Finding(mutation_at(task, position, "breaks", place), what)


def _is_current(catalog: Catalog, task: str, sample: str) -> bool:
    """Tell whether a record is there, and is of exactly this sample."""
    record = catalog.records.get((task, sample))
    known = task in catalog.tasks and sample in catalog.tasks[task].samples
    if record is None or not known or (task, sample) not in catalog.sample_files:
        return False
    framework = catalog.tasks[task].samples[sample].framework
    return framework in catalog.frameworks and record.proof == proof_of(catalog, task, sample)


def records_belong_to_what_ran(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Each sample has a lock and a record of exactly this sample; each record has a sample."""
    for name, task in catalog.tasks.items():
        for beside in task.beside:
            if (name, beside) in catalog.sample_files and (name, beside) not in catalog.sample_locks:
                at = task_at(name, "beside", beside)
                yield Finding(at, f"the program '{beside}' has no lock; run 'make lock'", kind="stale")
        for sample, stack in task.samples.items():
            at = task_at(name, "samples", sample)
            if (name, sample) not in catalog.sample_files or stack.framework not in catalog.frameworks:
                continue  # other rules say so
            if (name, sample) not in catalog.sample_locks:
                yield Finding(at, f"the sample '{sample}' has no lock; run 'make lock'", kind="stale")
            record = catalog.records.get((name, sample))
            if record is None:
                yield Finding(at, f"the sample '{sample}' was never run; {REMEDY}", kind="stale")
            elif not _is_current(catalog, name, sample):
                what = f"out of date: the sample '{sample}', its task or its lock changed since it ran; {REMEDY}"
                yield Finding(at, what, kind="stale")
            elif (name, sample) not in catalog.checked:
                yield Finding(at, f"the day of the last run of '{sample}' is missing; {REMEDY}", kind="stale")
    for task_name, sample in {*catalog.records, *catalog.checked}:
        gone = task_name not in known["task"]
        its_task = catalog.tasks.get(task_name)
        if gone or (its_task and sample not in its_task.samples):
            what = f"a record of '{task_name}/{sample}', which is no longer there; {REMEDY}"
            here = (task_name, sample) in catalog.records
            at = record_at(task_name, sample) if here else Place("data/records/checked.json")
            yield Finding(at, what, kind="stale")


def measurements_belong_to_what_ran(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Each measured criterion has a measurement of exactly these samples, and each answer a value."""
    for name, criterion in catalog.criteria.items():
        if not isinstance(criterion, MeasuredCriterion) or criterion.measure.task not in catalog.tasks:
            continue
        found = catalog.measurements.get(name)
        at = criterion_at(name, "measure")
        if found is None:
            yield Finding(at, "this was never measured; run 'make measure'", kind="stale")
            continue
        if found.proof != measurement_proof_of(catalog, name):
            what = "out of date: a sample or a guide changed since it was measured; run 'make measure'"
            yield Finding(at, what, kind="stale")
        for framework in criterion.answers:
            if framework not in found.values:
                what = f"no value was measured for '{framework}'; run 'make measure'"
                yield Finding(criterion_at(name, "answers", framework), what, kind="stale")
    for name in catalog.measurements:
        if name not in known["criterion"]:
            what = f"a measurement of '{name}', which is no longer there; remove the file"
            yield Finding(record_at("measurements", name), what)


def images_belong_to_a_guide(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Each record of an image has a guide that builds it.

    An image that was not built, or changed since, stops nobody who cannot build one: the guide's page
    says so, and a test asks for it.
    """
    guides = {f"{target}-{framework}" for (target, framework), files in catalog.guide_files.items() if IMAGE in files}
    for name in catalog.images if len(catalog.deployments) == len(known["deployment"]) else ():
        if name not in guides:
            what = f"a record of the image '{name}', which no guide builds; remove the file"
            yield Finding(record_at("images", name), what, kind="stale")
