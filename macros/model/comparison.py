"""A comparison: which frameworks, which groups of criteria, which rows first."""

from typing import Annotated

from pydantic import Field

from macros.model.base import Day, Id, Model, Short


class Group(Model):
    """A heading under which criteria stand together."""

    id: Id
    title: Short
    short: Short


class Article(Model):
    """The article that the comparison started from, credited and corrected."""

    title: Short
    subtitle: Short
    publisher: Short
    published: Day


class Comparison(Model):
    """Frameworks (shown in the alphabetical order of their names), groups in order, headline rows."""

    title: Short
    frameworks: Annotated[list[Id], Field(min_length=2)]
    groups: Annotated[list[Group], Field(min_length=1)]
    headline: Annotated[list[Id], Field(min_length=1)]
    article: Article | None = None
