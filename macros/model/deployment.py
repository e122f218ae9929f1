"""A deployment: a target, and for each framework the guide to it."""

from typing import Annotated

from pydantic import Field

from macros.model.base import Id, Line, Model, Prose, Short, Sources, Url


class Step(Model):
    """One thing to do: a text, then a file to write or commands to type, or both."""

    title: Short
    text: Prose
    file: Line | None = None
    """A file of the guide's folder, shown and offered for download."""
    run: list[Line] = []
    expect: Prose | None = None
    """What the reader should see then."""


class Start(Model):
    """How the proof starts what the guide deploys: the command or function is read from the guide's own file."""

    file: Line
    port: int | None = None
    """The port that the command of the file listens on; none where the target calls a function instead."""

    def listens_on(self) -> int:
        """Return the port of an app that is a server."""
        if self.port is None:
            raise ValueError(f"what {self.file} deploys is a function: it listens on no port")
        return self.port


class Guide(Model):
    """Step by step to one target with one framework; its files stand in the folder of the framework's ID."""

    summary: Short
    task: Id
    """The task whose sample for this framework is deployed."""
    adds: list[Line] = []
    """What the stack needs beside the sample's: a production server, an adapter."""
    requirement: Line | None = None
    """What stands for the framework's own requirement, where production needs less of it."""
    start: Start
    steps: Annotated[list[Step], Field(min_length=1)]
    limits: Prose | None = None
    """What was not carried out here, and what a reader should know of it."""
    sources: Sources


class Deployment(Model):
    """A target; the folder's name is the ID."""

    title: Short
    summary: Short
    choose_when: Prose
    docs: Url
    guides: Annotated[dict[Id, Guide], Field(min_length=1)]
    formerly: list[Id] = []
    """IDs that it had before; their addresses lead here."""
