"""A criterion: one question put alike to every framework, and the answers to it."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Id, Line, Model, Prose, Short, Sources, Url

Verdict = Literal["yes", "partial", "no", "unknown"]
Kind = Literal["tested", "measured", "sourced", "opinion"]
Quantity = Literal["requests-per-second", "memory-megabytes", "packages", "installed-megabytes"]


class OtherWay(Model):
    """Another way to get it. It never changes a verdict."""

    by: Literal["extension", "own-code"]
    short: Short
    sample: Id | None = None
    docs: Url | None = None


class Answer(Model):
    """One cell, in a few words."""

    short: Short
    note: Prose | None = None
    docs: Url | None = None
    since: Line | None = None
    """The release that brought it, where that matters."""
    also: list[OtherWay] = []


class VerdictAnswer(Answer):
    """A cell with a verdict; ``by`` says how a yes or a partial comes."""

    verdict: Verdict
    by: Literal["core", "extra"] | None = None


class TestedAnswer(VerdictAnswer):
    """A cell whose verdict a run has shown."""


class MeasuredAnswer(Answer):
    """A cell whose value a run has measured; the value itself stands in the record."""


class SourcedAnswer(Answer):
    """A cell that rests on what somebody published: a verdict, or a value in words."""

    verdict: Verdict | None = None
    by: Literal["core", "extra"] | None = None
    value: Short | None = None
    sources: Sources | None = None


class Test(Model):
    """What must be seen on the framework's own sample: all of ``yes`` for a yes, all of ``no`` for a no."""

    task: Id
    yes: Annotated[dict[Id, Id], Field(min_length=1)]
    no: Annotated[dict[Id, Id], Field(min_length=1)]


class Measure(Model):
    """What is measured, on which task's samples, started as the guides to which target start theirs."""

    task: Id
    deployment: Id
    quantity: Quantity


class Correction(Model):
    """What the source article claimed of this row, paraphrased, and what we changed."""

    said: dict[Id, Short]
    change: Short


class Criterion(Model):
    """What the criteria of every kind share; the file's name is the ID."""

    title: Short
    question: Short
    why: Prose
    group: Id
    kind: Kind
    answers: dict[Id, Answer]
    article: Correction | None = None
    formerly: list[Id] = []
    """IDs that it had before; their addresses lead here."""


class TestedCriterion(Criterion):
    """A question that a program answers."""

    kind: Literal["tested"]
    test: Test
    answers: dict[Id, TestedAnswer]  # type: ignore[assignment]


class MeasuredCriterion(Criterion):
    """A question that a measurement answers."""

    kind: Literal["measured"]
    measure: Measure
    answers: dict[Id, MeasuredAnswer]  # type: ignore[assignment]


class SourcedCriterion(Criterion):
    """A question that published facts answer."""

    kind: Literal["sourced"]
    answers: dict[Id, SourcedAnswer]  # type: ignore[assignment]


class OpinionCriterion(Criterion):
    """A question on which we give our opinion, with what it rests on."""

    kind: Literal["opinion"]
    answers: dict[Id, SourcedAnswer]  # type: ignore[assignment]


AnyCriterion = TestedCriterion | MeasuredCriterion | SourcedCriterion | OpinionCriterion


KINDS: dict[str, type[AnyCriterion]] = {
    "tested": TestedCriterion,
    "measured": MeasuredCriterion,
    "sourced": SourcedCriterion,
    "opinion": OpinionCriterion,
}
"""The model of each kind, by the word that stands in the YAML."""
