"""What changed on the site that a reader may want to hear of."""

from typing import Literal

from macros.model.base import CriterionId, Day, FrameworkId, Id, Model, Prose, Short

ChangeKind = Literal["news", "new-rows", "answers", "correction"]


class Change(Model):
    """One piece of news, written by an editor. Answers that a run changed are taken from the records."""

    id: Id
    day: Day
    title: Short
    text: Prose
    kind: ChangeKind = "news"
    """What readers get: rows that are new, answers that we changed, a mistake that we corrected, or other news."""
    criteria: list[CriterionId] = []
    """The criteria that it is about: the news leads there, and is in the feeds of their groups."""
    frameworks: list[FrameworkId] = []
    """The frameworks that it is about, where it is not about all: it is in their feeds only."""
