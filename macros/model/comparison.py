"""The comparison: which frameworks, which groups of criteria, which headline criteria."""

from typing import Annotated

from pydantic import Field

from macros.model.base import CriterionId, Day, FrameworkId, GroupId, Model, Short, Url


class Group(Model):
    """A heading under which criteria are grouped."""

    id: GroupId
    title: Short
    short: Short


class Article(Model):
    """The article that the comparison started from, credited and corrected."""

    title: Short
    subtitle: Short
    author: Short | None = None
    publisher: Short
    published: Day
    url: Url | None = None


class Comparison(Model):
    """Frameworks (shown in the alphabetical order of their names), groups in order, headline criteria."""

    title: Short
    frameworks: Annotated[list[FrameworkId], Field(min_length=2)]
    groups: Annotated[list[Group], Field(min_length=1)]
    headline: Annotated[list[CriterionId], Field(min_length=1)]
    article: Article | None = None
