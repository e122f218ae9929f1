"""From what a run observed to a verdict."""

from typing import Literal

from macros.catalog import Catalog
from macros.model.criterion import AnyCriterion, SourcedAnswer, Test, TestedAnswer, TestedCriterion, Verdict
from macros.model.record import Record

Seen = Literal["yes", "partial", "no"]


def seen(test: Test, record: Record) -> Seen:
    """Return what a record shows: "yes" where all of ``yes`` was observed, "no" where all of ``no``."""
    outcomes = {name: reply.outcome for name, reply in record.replies.items()}
    if all(outcomes.get(exchange) == outcome for exchange, outcome in test.yes.items()):
        return "yes"
    if all(outcomes.get(exchange) == outcome for exchange, outcome in test.no.items()):
        return "no"
    return "partial"


def evidence(catalog: Catalog, criterion: AnyCriterion, framework: str) -> Record | None:
    """Return the record on which a framework's verdict of a tested criterion rests, if there is one."""
    if not isinstance(criterion, TestedCriterion) or criterion.test.task not in catalog.tasks:
        return None
    sample = catalog.own_sample(criterion.test.task, framework)
    return catalog.records.get((criterion.test.task, sample)) if sample else None


def verdict(criterion: AnyCriterion, framework: str) -> Verdict | None:
    """Return the written verdict; "unknown" where there is no answer, None where the answer is a value."""
    answer = criterion.answers.get(framework)
    if answer is None:
        return "unknown"
    if isinstance(answer, TestedAnswer | SourcedAnswer):
        return answer.verdict
    return None
