"""From what a run observed to a verdict."""

from collections.abc import Mapping
from typing import Literal

from macros.catalog import Catalog
from macros.model.base import AnswerKey, ExchangeId, FrameworkId, OutcomeId, SampleKey
from macros.model.criterion import AnyCriterion, SourcedAnswer, Test, TestedAnswer, TestedCriterion, Verdict
from macros.model.record import SampleRecord

Shown = Literal["yes", "partial", "no"]


def shown_by(record: SampleRecord, test: Test) -> Shown:
    """Return what a record shows."""
    return verdict_of(record.outcomes, test)


def verdict_of(outcomes: Mapping[ExchangeId, OutcomeId], test: Test) -> Shown:
    """Return what outcomes show: "yes" where all of ``yes`` was observed, "no" where all of ``no`` was."""
    if all(outcomes.get(exchange_id) == outcome_id for exchange_id, outcome_id in test.yes.items()):
        return "yes"
    if all(outcomes.get(exchange_id) == outcome_id for exchange_id, outcome_id in test.no.items()):
        return "no"
    return "partial"


def answers_all(catalog: Catalog, key: SampleKey, record: SampleRecord) -> bool:
    """Tell whether a record has a reply to each exchange of its task and to no other."""
    task = catalog.tasks.get(key.task)
    return task is not None and record.replies.keys() == task.exchanges.keys()


def deciding_record(catalog: Catalog, criterion: AnyCriterion, framework_id: FrameworkId) -> SampleRecord | None:
    """Return the record that decides a framework's verdict on a tested criterion, if there is one."""
    if not isinstance(criterion, TestedCriterion) or criterion.test.task not in catalog.tasks:
        return None
    key = catalog.own_sample(criterion.test.task, framework_id)
    return catalog.sample_records.get(key) if key else None


def written_verdict(criterion: AnyCriterion, framework_id: FrameworkId) -> Verdict | None:
    """Return the written verdict; "unknown" where there is no answer, None where the answer is a value."""
    answer = criterion.answers.get(framework_id)
    if answer is None:
        return "unknown"
    return answer.verdict if isinstance(answer, TestedAnswer | SourcedAnswer) else None


def core_samples(catalog: Catalog) -> dict[SampleKey, list[AnswerKey]]:
    """Return the samples that show only what comes with their framework, and the answers that say so.

    One that shows something of an extra besides may need the extra.
    """
    shown: dict[SampleKey, dict[AnswerKey, str]] = {}
    for criterion_id, criterion in catalog.criteria.items():
        if not isinstance(criterion, TestedCriterion) or criterion.test.task not in catalog.tasks:
            continue
        for framework_id, answer in criterion.answers.items():
            key = catalog.own_sample(criterion.test.task, framework_id)
            if answer.by and key and framework_id in catalog.frameworks:
                shown.setdefault(key, {})[AnswerKey(criterion_id, framework_id)] = answer.by
    return {key: list(answers) for key, answers in shown.items() if set(answers.values()) == {"core"}}
