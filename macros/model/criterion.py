"""A criterion: one question put alike to every framework, and the answers to it."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from macros.model.base import (
    ExchangeId,
    FrameworkId,
    GroupId,
    Id,
    Line,
    Model,
    OutcomeId,
    Prose,
    Requirement,
    SampleId,
    Searched,
    Short,
    Sources,
    StackSetId,
    TaskId,
    Url,
    WayId,
    WorkloadId,
)
from macros.model.workload import Workload

Verdict = Literal["yes", "partial", "no", "unknown"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Kind = Literal["tested", "measured", "sourced", "opinion"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LoadQuantity = Literal[
    "requests-per-second",
    "p50-milliseconds",
    "p99-milliseconds",
    "cpu-milliseconds",
    "memory-megabytes",
    "start-seconds",
]
"""What each run of a workload yields."""
LOAD_QUANTITIES: tuple[LoadQuantity, ...] = get_args(LoadQuantity)
StackQuantity = Literal["packages", "installed-megabytes"]
"""What is counted in an environment; nothing runs."""
Quantity = LoadQuantity | StackQuantity


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
    value: Line | None = None
    """What follows the verdict where it does not come with a framework, such as a licence's name."""


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


class LoadMeasure(Model):
    """What is read off the measured workloads."""

    quantity: LoadQuantity
    beside: list[LoadQuantity] = []
    """Other quantities of the same runs, shown with it."""
    workloads: Annotated[list[WorkloadId], Field(min_length=1)]
    ways: Annotated[dict[FrameworkId, Annotated[list[WayId], Field(min_length=1)]], Field(min_length=1)]
    """The ways by which the frameworks are compared: of each framework the first that a workload has."""

    def way_of(self, framework_id: FrameworkId, workload: Workload) -> WayId | None:
        """Return the way by which a framework is compared on a workload; None where the workload has none."""
        return next((way_id for way_id in self.ways.get(framework_id, ()) if way_id in workload.samples), None)


class StackSet(Model):
    """A stack of each framework, put side by side."""

    title: Short
    says: Short
    """The same as part of a sentence."""
    needs: Annotated[dict[FrameworkId, Annotated[list[Requirement], Field(min_length=1)]], Field(min_length=1)]
    """What pip is asked to install."""


class StackMeasure(Model):
    """What is counted in the environments of some stacks."""

    quantity: StackQuantity
    stacks: Annotated[dict[StackSetId, StackSet], Field(min_length=1)]
    """The first gives the value that the comparison shows first."""


class Correction(Model):
    """What the source article claimed of this row, paraphrased, and what we changed."""

    said: dict[FrameworkId, Short]
    change: Short


class Criterion(Searched):
    """What the criteria of every kind share; the file's name is the ID."""

    title: Short
    question: Short
    why: Prose
    group: GroupId
    kind: Kind
    answers: Annotated[dict[FrameworkId, Answer], Field(min_length=1)]
    article: Correction | None = None
    same: bool = False
    """The answers say the same in other words, so the row does not count as one that differs."""
    formerly: list[Id] = []
    """IDs that it had before; their addresses lead here."""


class TestedCriterion(Criterion):
    """A question that a sample answers."""

    kind: Literal["tested"]
    test: Test
    answers: Annotated[dict[FrameworkId, TestedAnswer], Field(min_length=1)]  # type: ignore[assignment]


class MeasuredCriterion(Criterion):
    """A question that a measurement answers."""

    kind: Literal["measured"]
    measure: Annotated[LoadMeasure | StackMeasure, Field(discriminator="quantity")]


class SourcedCriterion(Criterion):
    """A question that published facts answer."""

    kind: Literal["sourced"]
    answers: Annotated[dict[FrameworkId, SourcedAnswer], Field(min_length=1)]  # type: ignore[assignment]


class OpinionCriterion(Criterion):
    """A question on which we give our opinion, with what it rests on."""

    kind: Literal["opinion"]
    answers: Annotated[dict[FrameworkId, SourcedAnswer], Field(min_length=1)]  # type: ignore[assignment]


AnyCriterion = TestedCriterion | MeasuredCriterion | SourcedCriterion | OpinionCriterion
CriterionByKind = Annotated[AnyCriterion, Field(discriminator="kind")]


def task_of(criterion: AnyCriterion) -> TaskId | None:
    """Return the task whose samples decide a criterion; None where no sample decides it."""
    match criterion:
        case TestedCriterion():
            return criterion.test.task
        case _:
            return None
