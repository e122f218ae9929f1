"""Since when: the answers that name the release which brought them, and what speaks against one."""

from collections.abc import Iterator

from packaging.version import Version

from macros.catalog import Catalog
from macros.model.base import AnswerKey, CriterionId, SampleKey
from macros.model.criterion import TestedAnswer, TestedCriterion, Verdict
from macros.model.record import SinceRecord, State

RANKS: dict[State | Verdict, int] = {"did-not-start": 0, "unknown": 0, "no": 0, "partial": 1, "yes": 2}
"""How much of what is asked for a release has: one that brought it has more than the one before."""


def dated_answers(catalog: Catalog) -> Iterator[tuple[AnswerKey, SampleKey]]:
    """Yield each answer whose ``since`` a run can check, and the sample that is run."""
    for criterion_id in catalog.criteria:
        yield from dated_answers_of(catalog, criterion_id)


def dated_answers_of(catalog: Catalog, criterion_id: CriterionId) -> Iterator[tuple[AnswerKey, SampleKey]]:
    """Yield those of one criterion."""
    criterion = catalog.criteria[criterion_id]
    if not isinstance(criterion, TestedCriterion) or criterion.test.task not in catalog.tasks:
        return
    for framework_id, answer in criterion.answers.items():
        sample_key = catalog.own_sample(criterion.test.task, framework_id)
        if answer.since and sample_key and framework_id in catalog.frameworks and catalog.sample_files[sample_key]:
            yield AnswerKey(criterion_id, framework_id), sample_key


def contradiction(answer: TestedAnswer, record: SinceRecord) -> str:
    """Return why the two runs do not show that the release brought what the answer says; "" where they do."""
    before, since = record.before, record.since
    if answer.since is None or Version(since.release) != Version(answer.since):
        return f"the record is of {since.release}"
    if Version(before.release) >= Version(since.release):
        return f"the record names {before.release} as the release before {since.release}"
    if since.state != answer.verdict:
        return f"on {since.release} the program {said(since.state)}, but the verdict is '{answer.verdict}'"
    if RANKS[before.state] >= RANKS[since.state]:
        return f"on {before.release}, the release before it, the program {said(before.state)} already"
    return ""


def said(state: State) -> str:
    """Return what a program did on a release."""
    return "did not start" if state == "did-not-start" else f"showed '{state}'"
