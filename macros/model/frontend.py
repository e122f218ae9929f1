"""A front end: files that npm builds and a task's samples serve."""

from macros.model.base import Line, Note, Prose, Searched, Short, Sources, TaskId, Url


class FrontEnd(Searched):
    """The folder's name is the ID; its files are laid over those of the task's samples."""

    title: Short
    summary: Short
    choose_when: Prose
    how: Prose
    """What its files do, for a reader who has never seen one."""
    docs: Url
    task: TaskId
    """The task whose samples serve it: each compared framework's own."""
    package: Line
    """The npm package that it is named after."""
    output: Line
    """The folder that the build writes."""
    notes: list[Note] = []
    sources: Sources
