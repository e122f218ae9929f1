"""A criterion: one question put alike to every framework, and the answers to it."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import (
    DeploymentId,
    ExchangeId,
    FrameworkId,
    GroupId,
    Id,
    Line,
    Model,
    OutcomeId,
    Prose,
    SampleId,
    Short,
    Sources,
    TaskId,
    Url,
)

Verdict = Literal["yes", "partial", "no", "unknown"]
Kind = Literal["tested", "measured", "sourced", "opinion"]
Quantity = Literal["requests-per-second", "memory-megabytes", "packages", "installed-megabytes"]


class OtherWay(Model):
    """Another way to get it. It never changes a verdict."""

    by: Literal["extension", "own-code"]
    short: Short
    sample: SampleId | None = None
    docs: Url | None = None


class Answer(Model):
    """One cell, in a few words."""

    short: Short
    note: Prose | None = None
    docs: Url | None = None
    since: Line | None = None
    """The release that brought it, where that matters."""
    also: list[OtherWay] = []


class TestedAnswer(Answer):
    """A cell whose verdict a run has shown; ``by`` says how a yes or a partial comes."""

    verdict: Verdict
    by: Literal["core", "extra"] | None = None


class SourcedAnswer(Answer):
    """A cell that rests on what somebody published: a verdict, or a value in words."""

    verdict: Verdict | None = None
    by: Literal["core", "extra"] | None = None
    value: Short | None = None
    sources: Sources | None = None


class Test(Model):
    """What a run of the framework's own sample must show: all of ``yes`` for a yes, all of ``no`` for a no."""

    task: TaskId
    yes: Annotated[dict[ExchangeId, OutcomeId], Field(min_length=1)]
    no: Annotated[dict[ExchangeId, OutcomeId], Field(min_length=1)]


class Measure(Model):
    """What is measured, on which task's samples, started as this deployment's guides start theirs."""

    task: TaskId
    deployment: DeploymentId
    quantity: Quantity


class Correction(Model):
    """What the source article claimed of this row, paraphrased, and what we changed."""

    said: dict[FrameworkId, Short]
    change: Short


class Criterion(Model):
    """What the criteria of every kind share; the file's name is the ID."""

    title: Short
    question: Short
    why: Prose
    group: GroupId
    kind: Kind
    answers: dict[FrameworkId, Answer]
    article: Correction | None = None
    formerly: list[Id] = []
    """IDs that it had before; their addresses lead here."""


class TestedCriterion(Criterion):
    """A question that a sample answers."""

    kind: Literal["tested"]
    test: Test
    answers: dict[FrameworkId, TestedAnswer]  # type: ignore[assignment]


class MeasuredCriterion(Criterion):
    """A question that a measurement answers."""

    kind: Literal["measured"]
    measure: Measure


class SourcedCriterion(Criterion):
    """A question that published facts answer."""

    kind: Literal["sourced"]
    answers: dict[FrameworkId, SourcedAnswer]  # type: ignore[assignment]


class OpinionCriterion(Criterion):
    """A question on which we give our opinion, with what it rests on."""

    kind: Literal["opinion"]
    answers: dict[FrameworkId, SourcedAnswer]  # type: ignore[assignment]


AnyCriterion = TestedCriterion | MeasuredCriterion | SourcedCriterion | OpinionCriterion
CriterionByKind = Annotated[AnyCriterion, Field(discriminator="kind")]


def task_of(criterion: AnyCriterion) -> TaskId | None:
    """Return the task whose samples decide a criterion; None where no sample decides it."""
    match criterion:
        case TestedCriterion():
            return criterion.test.task
        case MeasuredCriterion():
            return criterion.measure.task
        case _:
            return None
