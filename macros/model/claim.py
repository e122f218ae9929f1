"""What the source article claims in its text, beyond its table: paraphrased, judged, and what it rests on."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Id, Model, Prose, Short, Source
from macros.model.criterion import Verdict

Judgement = Literal["holds", "simplified", "outdated", "wrong", "opinion", "unconfirmed"]


class ClaimProof(Model):
    """A part of this site that bears a judgement out: exactly one thing, by its ID."""

    criterion: Id | None = None
    framework: Id | None = None
    shows: Verdict | None = None
    """The verdict of ``criterion`` for ``framework`` on which the judgement rests."""
    task: Id | None = None
    deployment: Id | None = None
    system: Id | None = None


class Claim(Model):
    """One claim."""

    said: Short
    """In our own words."""
    verdict: Judgement
    say: Prose
    """What we say instead, or what to add."""
    proofs: list[ClaimProof] = []
    sources: list[Source] = []


class Topic(Model):
    """The claims on one topic; the file's name is the ID."""

    title: Short
    order: int
    """The place of the topic in the article."""
    claims: Annotated[dict[Id, Claim], Field(min_length=1)]
