"""What changed on the site that a reader may want to hear of."""

from macros.model.base import Day, Id, Model, Prose, Short


class Change(Model):
    """One piece of news, written by an editor. Changed answers are taken from the records' history."""

    id: Id
    day: Day
    title: Short
    text: Prose
