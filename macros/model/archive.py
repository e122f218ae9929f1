"""What an archive says of its sample; a reader downloads it to repeat the sample without this project."""

from macros.model.base import Day, ExchangeId, Model, OutcomeId, SampleId, TaskId
from macros.model.framework import Serve
from macros.model.record import Releases


class OnRecord(Model):
    """What the site has on record of a sample, and how its framework is started."""

    title: str
    task: TaskId
    sample: SampleId
    serve: Serve
    releases: Releases
    python: str
    system: str
    checked: Day
    """The day of the last run."""
    outcomes: dict[ExchangeId, OutcomeId]
