"""The chooser: a few questions about a project, and the criteria that each answer makes weigh."""

from typing import Annotated

from pydantic import Field

from macros.model.base import CriterionId, FrameworkId, Id, Model, Short


class Choice(Model):
    """One answer to a question."""

    id: Id
    short: Short
    speaks: dict[FrameworkId, Annotated[list[CriterionId], Field(min_length=1)]] = {}
    """For each framework, the criteria that now speak for it: on each it must stand before all others."""


class Question(Model):
    """A plain question about the reader's project."""

    id: Id
    question: Short
    choices: Annotated[list[Choice], Field(min_length=2)]
