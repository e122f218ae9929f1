"""Written verdicts equal what runs observed, and the runs could have shown otherwise."""

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.fingerprints import is_current
from macros.kinds import CRITERION, MUTATIONS, SAMPLE_RECORD, TASK
from macros.model.base import CriterionId, ExchangeId, OutcomeId, SampleKey, TaskId
from macros.model.criterion import Test, TestedCriterion
from macros.problem import Finding
from macros.verdicts import answers_all, shown_by


def _tested(catalog: Catalog) -> Iterator[tuple[CriterionId, TestedCriterion]]:
    """Yield the tested criteria whose task has every exchange and outcome that they name; other rules name the rest."""
    for criterion_id, criterion in catalog.criteria.items():
        if isinstance(criterion, TestedCriterion) and _asks_what_exists(catalog, criterion.test):
            yield criterion_id, criterion


def _asks_what_exists(catalog: Catalog, test: Test) -> bool:
    task = catalog.tasks.get(test.task)
    return task is not None and all(
        exchange_id in task.exchanges and outcome_id in task.exchanges[exchange_id].outcomes
        for exchange_id, outcome_id in (*test.yes.items(), *test.no.items())
    )


def written_verdicts_equal_the_observed(catalog: Catalog) -> Iterator[Finding]:
    """The verdict of a tested criterion is the one that its record shows."""
    for criterion_id, criterion in _tested(catalog):
        test = criterion.test
        for framework_id, answer in criterion.answers.items():
            if framework_id not in catalog.frameworks:
                continue  # the rules of references say so
            place = CRITERION.place(criterion_id, "answers", framework_id, "verdict")
            key = catalog.own_sample(test.task, framework_id)
            if key is None:
                if answer.verdict != "unknown":
                    message = f"no run shows '{answer.verdict}': the task '{test.task}' has no sample '{framework_id}'"
                    yield Finding(place, f"{message}; add one, or answer 'unknown'")
                continue
            record = catalog.sample_records.get(key)
            if record is None or not answers_all(catalog, key, record):
                continue  # other rules say so
            if answer.verdict != (shown := shown_by(record, test)) and is_current(catalog, key):
                asked = dict.fromkeys((*test.yes, *test.no))
                observed = ", ".join(f"{name}: {record.outcomes[name]}" for name in asked if name in record.outcomes)
                yield Finding(
                    place,
                    f"the verdict '{answer.verdict}' contradicts the run in {{other}}, "
                    f"which shows '{shown}' ({observed})",
                    other=SAMPLE_RECORD.place(key),
                )


def extensions_show_a_yes(catalog: Catalog) -> Iterator[Finding]:
    """An extension that counts as another way to get something has shown a yes in its own run."""
    for criterion_id, criterion in _tested(catalog):
        for framework_id, answer in criterion.answers.items():
            for position, way in enumerate(answer.also):
                key = SampleKey(criterion.test.task, way.sample) if way.sample and way.by == "extension" else None
                record = catalog.sample_records.get(key) if key else None
                shown = shown_by(record, criterion.test) if record else "yes"
                if key and shown != "yes" and is_current(catalog, key):
                    place = CRITERION.place(criterion_id, "answers", framework_id, "also", position, "sample")
                    message = f"this way does not lead there: the run in {{other}} shows '{shown}'"
                    yield Finding(place, message, other=SAMPLE_RECORD.place(key))


def tests_tell_yes_from_no(catalog: Catalog) -> Iterator[Finding]:
    """What a test expects of a yes and of a no cannot hold at once."""
    for criterion_id, criterion in _tested(catalog):
        test = criterion.test
        if all(test.no.get(exchange_id, outcome_id) == outcome_id for exchange_id, outcome_id in test.yes.items()):
            message = "'yes' and 'no' can hold at once; some exchange must be in both, with different outcomes"
            yield Finding(CRITERION.place(criterion_id, "test"), message)


def tests_can_be_answered_both_ways(catalog: Catalog) -> Iterator[Finding]:
    """Some sample or mutant shows what a test expects of a yes, and some what it expects of a no.

    Before the first run that is not known; but where no mutation breaks what is asked, one will most likely be missing.
    """
    for criterion_id, criterion in _tested(catalog):
        task_id = criterion.test.task
        runs = _observed(catalog, task_id)
        ran = [SampleKey(task_id, name) in catalog.sample_records for name in catalog.tasks[task_id].samples]
        if not any(ran):
            broken = {name for mutation in catalog.mutations.get(task_id, ()) for name in mutation.breaks}
            for exchange_id in dict.fromkeys((*criterion.test.yes, *criterion.test.no)):
                if exchange_id not in broken:
                    message = f"no mutation breaks '{exchange_id}' in {MUTATIONS.path(task_id)}"
                    remedy = "unless one sample shows a yes and another a no, add one before 'make verify'"
                    yield Finding(CRITERION.place(criterion_id, "test"), f"{message}; {remedy}", severity="stale")
        if not all(ran) or not runs:
            continue
        for side, expected in (("yes", criterion.test.yes), ("no", criterion.test.no)):
            for exchange_id, outcome_id in expected.items():
                if all(run.get(exchange_id) != outcome_id for run in runs):
                    message = f"no sample and no mutant of '{task_id}' shows '{exchange_id}: {outcome_id}'"
                    place = CRITERION.place(criterion_id, "test", side, exchange_id)
                    yield Finding(place, f"{message}: a test that cannot show both proves nothing; add a mutation")


def _observed(catalog: Catalog, task_id: TaskId) -> list[dict[ExchangeId, OutcomeId]]:
    records = [record for key, record in catalog.sample_records.items() if key.task == task_id]
    return [record.outcomes for record in records] + [mutant for record in records for mutant in record.mutants]


def contracts_are_kept(catalog: Catalog) -> Iterator[Finding]:
    """Each sample's reply to a contract has the outcome that the contract demands."""
    for key, _ in catalog.samples():
        record = catalog.sample_records.get(key)
        for exchange_id, exchange in catalog.tasks[key.task].exchanges.items() if record else ():
            outcome_id = record.outcomes.get(exchange_id) if record else None
            if exchange.every in exchange.outcomes and outcome_id not in (None, exchange.every):
                place = TASK.place(key.task, "exchanges", exchange_id, "every")
                message = f"all samples must answer '{exchange.every}', but '{key.sample}' answered '{outcome_id}'"
                yield Finding(place, f"{message} ({{other}})", other=SAMPLE_RECORD.place(key))


def mutations_change_what_they_break(catalog: Catalog) -> Iterator[Finding]:
    """Each exchange that a mutation breaks has another outcome than without it."""
    for task_id, mutations in catalog.mutations.items():
        counts: dict[SampleKey, int] = {}
        for position, mutation in enumerate(mutations):
            key = SampleKey(task_id, mutation.sample)
            number = counts[key] = counts.get(key, -1) + 1
            record = catalog.sample_records.get(key)
            if record is None or number >= len(record.mutants):
                continue  # records_belong_to_what_ran says so
            for index, exchange_id in enumerate(mutation.breaks):
                outcome_id = record.outcomes.get(exchange_id)
                left = outcome_id and record.mutants[number].get(exchange_id) == outcome_id
                if left and is_current(catalog, key):  # asked last, since it takes longest
                    message = f"the mutation leaves '{exchange_id}' at '{outcome_id}': no proof would notice it"
                    yield Finding(MUTATIONS.place(task_id, position, "breaks", index), message)


def equivalents_excuse_something(catalog: Catalog) -> Iterator[Finding]:
    """What no outcome need notice went unnoticed in some run: each change, and for each exchange that is named."""
    for task_id, task in catalog.tasks.items():
        if not task.equivalent or (excused := _excused(catalog, task_id)) is None:
            continue
        for position, entry in enumerate(task.equivalent):
            place = TASK.place(task_id, "equivalent", position)
            unnoticed = [
                excused.get(change, set()) & {*(entry.exchanges or task.exchanges)} for change in entry.changes
            ]
            for number, change in enumerate(entry.changes):
                if not unnoticed[number]:
                    message = (
                        f"'{change}' excuses nothing: each run noticed it, or no reply can be changed so; remove it"
                    )
                    yield Finding(place.within("changes", number), message)
            for number, exchange_id in enumerate(entry.exchanges):
                if all(unnoticed) and exchange_id in task.exchanges and exchange_id not in set().union(*unnoticed):
                    message = f"no reply to '{exchange_id}' needs the excuse; remove it"
                    yield Finding(place.within("exchanges", number), message)


def _excused(catalog: Catalog, task_id: TaskId) -> dict[str, set[ExchangeId]] | None:
    """Return the changes that went unnoticed in all runs of a task, None where a run is missing."""
    excused: dict[str, set[ExchangeId]] = {}
    for sample_id in catalog.tasks[task_id].samples:
        key = SampleKey(task_id, sample_id)
        record = catalog.sample_records.get(key)
        if record is None or record.distortions is None or not is_current(catalog, key):
            return None
        for change, names in record.distortions.equivalent.items():
            excused.setdefault(change, set()).update(names)
    return excused
