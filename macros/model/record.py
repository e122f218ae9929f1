"""A record: what a run observed. Written by ``make verify``, read like any other data."""

from macros.model.base import Day, Id, Model


class Reply(Model):
    """What came back for one exchange, normalised, and the outcome that it fits."""

    outcome: Id
    status: int
    headers: dict[str, str]
    body: str


class Record(Model):
    """One sample's run: observations only, tied by ``proof`` to what ran."""

    proof: str
    """SHA-256 of the sample's files, its lock, its task and its mutations."""
    changed: Day
    """The day on which an observation last changed."""
    python: str
    system: str
    releases: dict[str, str]
    """Every package of the stack, and its release."""
    console: list[str]
    replies: dict[Id, Reply]
    mutants: list[dict[Id, str]]
    """For each mutation of this sample, in their order, the outcomes it led to."""


class Observed(Model):
    """A line of the history: what a run saw when it saw something new."""

    day: Day
    task: Id
    sample: Id
    releases: dict[str, str]
    outcomes: dict[Id, Id]


class ImageRecord(Model):
    """One guide's image: how it was built and started, and what its container answered."""

    proof: str
    """SHA-256 of the sample's and the guide's files and the exchanges."""
    built: Day
    builder: str
    base: str
    """What stood for the base image that the Dockerfile names."""
    instead_of: str
    python: str
    user: str
    """The number of the user that the app runs as."""
    command: list[str]
    releases: dict[str, str]
    """Every package that the guide pins, as it was found in the image."""
    outcomes: dict[Id, Id]


class Measurement(Model):
    """One criterion's measurement: a value a framework, all from one run on one machine."""

    proof: str
    measured: Day
    quantity: str
    machine: str
    releases: dict[Id, dict[str, str]]
    values: dict[Id, float]
    """The medians of the rounds."""
    rounds: dict[Id, list[float]] = {}
    commands: dict[Id, str]


class ScreenshotRecord(Model):
    """What a picture shows, as text, and what it was taken of."""

    proof: str
    taken: Day
    text: list[str]
    width: int
    height: int
    image: str
    """SHA-256 of the picture's file."""
