"""Setup: the commands that prepare an operating system for a project."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Line, Model, Prose, Short, Sources


class SetupStep(Model):
    """One thing to do on the system."""

    title: Short
    text: Prose
    run: list[Line] = []
    administrator: bool = False
    """Whether the commands change the system itself, and so need an administrator."""
    prompt: Line | None = None
    """What the prompt begins with once the commands have run."""
    expect: Prose | None = None


class Setup(Model):
    """How an operating system is prepared; the file's name is the ID."""

    name: Short
    shell: Literal["bash", "powershell"]
    steps: Annotated[list[SetupStep], Field(min_length=1)]
    tried: Short
    """Which of the steps the tests run, and which not."""
    sources: Sources
