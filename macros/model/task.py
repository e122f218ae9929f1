"""A task: what a reader wants to do, the samples that do it, and what is asked of them."""

from typing import Annotated, Any, Literal

from pydantic import Field

from macros.model.base import Id, Line, Model, Prose, Short


class Note(Model):
    """A remark on one line of a file, where a comment in the code would be noise."""

    file: Line
    line: Line
    """A piece of text that stands in exactly one line of the file."""
    short: Short


class Sample(Model):
    """A stack (a framework and what is added to it); its files stand in the folder of its name."""

    framework: Id
    short: Short
    adds: list[Line] = []
    run: Line | None = None
    """The command that starts it, where it is not the framework's own."""
    notes: list[Note] = []


class Send(Model):
    """One HTTP request, or several copies of it at the same moment."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"] = "GET"
    path: Annotated[str, Field(pattern=r"^/[^\s]*$")]
    headers: dict[Line, Line] = {}
    json_: Annotated[Any, Field(alias="json")] = None
    form: dict[str, str] | None = None
    body: str | None = None
    copies: Annotated[int, Field(ge=1, le=50)] = 1


class Outcome(Model):
    """What a reply must look like to be called this; all that is written must hold."""

    status: int | list[int] | None = None
    media_type: Line | None = None
    headers: dict[Line, Line] = {}
    """Header names, and what each must be."""
    lacks_headers: list[Line] = []
    json_: Annotated[Any, Field(alias="json")] = None
    """The whole body, as JSON."""
    json_contains: Any = None
    """What the body holds among other things: keys of a mapping at any depth."""
    contains: list[str] = []
    lacks: list[str] = []
    seconds_below: float | None = None
    """All copies were answered in less than this."""
    seconds_from: float | None = None
    """All copies took at least this."""


class Exchange(Model):
    """A request with named outcomes. With ``every`` it is a contract, without it a question."""

    short: Short
    send: Send
    outcomes: Annotated[dict[Id, Outcome], Field(min_length=1)]
    every: Id | None = None


class Task(Model):
    """The folder's name is the ID."""

    title: Short
    summary: Prose
    samples: Annotated[dict[Id, Sample], Field(min_length=1)]
    exchanges: Annotated[dict[Id, Exchange], Field(min_length=1)]


class Mutation(Model):
    """A change to a sample that must change the outcomes of the exchanges it ``breaks``."""

    sample: Id
    file: Line
    replace: str
    with_: Annotated[str, Field(alias="with")]
    breaks: Annotated[list[Id], Field(min_length=1)]
