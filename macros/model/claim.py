"""Claims that the source article makes in its text, beyond its table: paraphrased, judged, with evidence."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import (
    ClaimId,
    CriterionId,
    DeploymentId,
    FrameworkId,
    Model,
    Prose,
    SetupId,
    Short,
    Source,
    TaskId,
)
from macros.model.criterion import Verdict

Judgement = Literal["holds", "simplified", "outdated", "wrong", "opinion", "unconfirmed"]


class Evidence(Model):
    """A page of this site that a judgement rests on: exactly one, by its ID."""

    criterion: CriterionId | None = None
    framework: FrameworkId | None = None
    shows: Verdict | None = None
    """The verdict of ``criterion`` for ``framework`` on which the judgement rests."""
    task: TaskId | None = None
    deployment: DeploymentId | None = None
    setup: SetupId | None = None


class Claim(Model):
    """One claim."""

    said: Short
    """In our own words."""
    verdict: Judgement
    say: Prose
    """What we say instead, or what to add."""
    evidence: list[Evidence] = []
    sources: list[Source] = []


class ClaimTopic(Model):
    """The claims on one topic; the file's name is the ID."""

    title: Short
    order: int
    """The place of the topic in the article."""
    claims: Annotated[dict[ClaimId, Claim], Field(min_length=1)]
