"""What an archive says of its sample; a reader downloads it to repeat the sample without this project."""

from macros.model.base import Day, ExchangeId, Line, Model, OutcomeId, SampleId, TaskId
from macros.model.framework import Serve
from macros.model.record import Releases


class OnRecord(Model):
    """What the site has on record of a sample, and how that was started."""

    title: str
    task: TaskId
    sample: SampleId
    command: Line
    serve: Serve
    releases: Releases
    python: str
    system: str
    checked: Day
    """The day of the last run."""
    outcomes: dict[ExchangeId, OutcomeId]
