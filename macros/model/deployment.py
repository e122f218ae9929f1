"""A deployment: a target, and for each framework the guide to it."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.model.base import (
    FrameworkId,
    Id,
    Line,
    Model,
    Port,
    Prose,
    Requirement,
    Searched,
    Short,
    Sources,
    TaskId,
    Url,
)


class GuideStep(Model):
    """One thing to do: a text, then a file to write or commands to type, or both."""

    title: Short
    text: Prose
    file: Line | None = None
    """A file of the guide's folder, shown and offered for download."""
    run: list[Line] = []
    expect: Prose | None = None
    """What the reader should see then."""


class GuideStart(Model):
    """How a proof starts what the guide deploys: the command or function is read from the guide's own file.

    Of a file that is not read here, the command is given.
    """

    file: Line | None = None
    command: Line | None = None
    port: Port | None = None
    """The port that the command of the file listens on; none where the target calls a function instead."""

    @model_validator(mode="after")
    def _is_read_or_given(self) -> Self:
        if (self.file is None) == (self.command is None):
            raise PydanticCustomError("start", "either 'file', from which the command is read, or 'command' is needed")
        if self.command is not None and self.port is None:
            raise PydanticCustomError("start", "the key 'port' is missing: where the command lets the app listen")
        return self

    def listens_on(self) -> int:
        """Return the port of an app that is a server."""
        if self.port is None:
            raise ValueError(f"what {self.file} deploys is a function: it listens on no port")
        return self.port


class Guide(Model):
    """Step by step to one target with one framework; its files are in the folder named after the framework."""

    summary: Short
    task: TaskId
    """The task whose sample for this framework is deployed."""
    adds: list[Requirement] = []
    """What the stack needs in addition to the sample's: a production server, an adapter."""
    requirement: Requirement | None = None
    """What replaces the framework's own requirement, where production needs less of it."""
    start: GuideStart
    steps: Annotated[list[GuideStep], Field(min_length=1)]
    limits: Prose | None = None
    """What was not carried out here, and what a reader should know of it."""
    sources: Sources


class Deployment(Searched):
    """A target; the folder's name is the ID."""

    title: Short
    summary: Short
    choose_when: Prose
    docs: Url
    python: Annotated[Line, Field(pattern=r"^3\.\d+$")]
    """The release of Python that runs the app there: what is pinned must work on it."""
    guides: Annotated[dict[FrameworkId, Guide], Field(min_length=1)]
    formerly: list[Id] = []
    """IDs that it had before; their addresses lead here."""
