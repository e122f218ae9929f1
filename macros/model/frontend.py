"""A front end: files that npm builds and a task's samples serve."""

from typing import Annotated

from pydantic import Field

from macros.model.base import Day, Id, Line, Model, Prose, Short, Sources, Url
from macros.model.task import Note


class FrontEnd(Model):
    """The folder's name is the ID; its files are laid over those of the task's samples."""

    title: Short
    summary: Short
    choose_when: Prose
    how: Prose
    """What its files do, for a reader who has never seen one."""
    docs: Url
    task: Id
    """The task whose samples serve it: each compared framework's own."""
    package: Line
    """The npm package that it is named after."""
    output: Line
    """The folder that the build writes."""
    notes: list[Note] = []
    sources: Sources


class Visit(Model):
    """What a browser saw of a front end on one framework's sample."""

    before: list[list[str]]
    """The rows of the table at first."""
    after: list[list[str]]
    """The rows once a player was added through the form."""
    files: dict[str, int]
    """How many files of each media type the page asked for."""
    style_rules: int
    """How many style rules the page had."""
    releases: dict[str, str]
    """The framework's packages, and their releases."""


class FrontEndRecord(Model):
    """A front end's build and visits: observations only, tied by ``proof`` to what ran."""

    proof: str
    changed: Day
    checked: Day
    node: str
    releases: dict[str, str]
    """Every package that package.json names, and its release."""
    built_bytes: Annotated[int, Field(ge=1)]
    """The size of all files that the build wrote."""
    visits: dict[Id, Visit]
