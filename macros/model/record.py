"""Records: what runs observed. Written by the proof tool, read like any other data."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.model.base import (
    Day,
    ExchangeId,
    FrameworkId,
    Json,
    Model,
    OutcomeId,
    Release,
    SampleId,
    SampleKey,
    StackSetId,
    TaskId,
    WayId,
)
from macros.model.criterion import LoadQuantity

Releases = dict[str, str]
"""The release of each package, by the package's name."""

Positive = Annotated[float, Field(gt=0)]
"""A value that was measured."""


KEPT_HEADERS = ("content-type", "location", "www-authenticate", "allow", "set-cookie")
KEPT_PREFIX = "access-control-"


def keeps_header(name: str) -> bool:
    """Tell whether a record keeps the headers of this name: they say something about the framework."""
    return name.lower() in KEPT_HEADERS or name.lower().startswith(KEPT_PREFIX)


class Reply(Model):
    """What came back for one exchange, normalised, and the outcome that it fits.

    The body is kept in the form that is easiest to read: as JSON where it is JSON, as the answers to a
    WebSocket's messages, or as lines.
    """

    outcome: OutcomeId
    status: int
    reason: str = ""
    """The phrase that the server sent with the status; a command has none."""
    headers: dict[str, str] = {}
    json_: Annotated[Json, Field(alias="json")] = None
    lines: list[str] | None = None
    messages: list[str] | None = None

    @model_validator(mode="after")
    def _has_one_body(self) -> Self:
        if len(self.model_fields_set & {"json_", "lines", "messages"}) != 1:
            raise PydanticCustomError("reply", "a reply has exactly one of 'json', 'lines' and 'messages'")
        return self

    @property
    def is_http(self) -> bool:
        """Whether it came over HTTP: a command's output has no headers, and a WebSocket's messages have none."""
        return self.messages is None and bool(self.reason or self.headers)


class Record(Model):
    """What the proof tool writes; ``digest`` is the hash over the rest (see ``macros.digests``)."""

    digest: str = ""


class Distortions(Model):
    """What became of the changes that the tool made to the replies of one sample, to see whether outcomes notice."""

    noticed: Annotated[int, Field(ge=0)]
    equivalent: dict[str, list[ExchangeId]] = {}
    """Those that were not noticed and need not be, as the task says: each change, and the exchanges."""


class SampleRecord(Record):
    """One sample's run: observations only, tied by ``fingerprint`` to what ran."""

    fingerprint: str
    changed: Day
    """The day on which an observation last changed."""
    python: str
    system: str
    releases: Releases
    """Of the packages that the stack and its service name, and of the server."""
    console: list[str]
    replies: dict[ExchangeId, Reply]
    mutants: list[dict[ExchangeId, OutcomeId]]
    """For each mutation of this sample, in their order, the outcomes that it led to."""
    distortions: Distortions | None = None

    @property
    def outcomes(self) -> dict[ExchangeId, OutcomeId]:
        """The outcome of each exchange."""
        return {exchange_id: reply.outcome for exchange_id, reply in self.replies.items()}


class LastRun(Model):
    """The last run of a sample; ``digest`` ties its day to the record and to the history (see ``macros.digests``)."""

    day: Day
    digest: str


class HistoryLine(Record):
    """A line of the history: what a run observed when it differed from the run before."""

    before: str = ""
    """The digest of its sample's line before; the first has none."""
    day: Day
    task: TaskId
    sample: SampleId
    releases: Releases
    outcomes: dict[ExchangeId, OutcomeId]

    @property
    def key(self) -> SampleKey:
        """The sample that ran."""
        return SampleKey(self.task, self.sample)

    def is_news(self, before: "HistoryLine") -> bool:
        """Tell whether it says something else than the line before of the same sample: more packages are no news."""
        upgraded = any(self.releases.get(package) != release for package, release in before.releases.items())
        return upgraded or self.outcomes != before.outcomes


State = Literal["yes", "partial", "no", "did-not-start"]
"""What a criterion's question showed on a release; that a program did not start is no answer."""


class ReleaseRun(Model):
    """What one release showed."""

    release: Release
    published: Day
    """The day as of which the packages beside it were chosen, too."""
    state: State
    reason: str = ""
    """Why it did not start, or what was observed in place of a yes; in a few words."""


class SinceRecord(Record):
    """Whether a release brought what an answer says that it brought: a run on it, and one on the release before."""

    fingerprint: str
    checked: Day
    python: str
    before: ReleaseRun
    since: ReleaseRun


class ImageRecord(Record):
    """One guide's image: how it was built and started, and what its container answered."""

    fingerprint: str
    built: Day
    builder: str
    base: str
    """What replaced the base image that the Dockerfile names."""
    instead_of: str
    python: str
    user: str
    """The number of the user that the app runs as."""
    command: list[str]
    releases: Releases
    """Of every package that the guide pins, as found in the image."""
    outcomes: dict[ExchangeId, OutcomeId]


class MeasurementRecord(Record):
    """What was counted in the environments that a criterion names."""

    fingerprint: str
    measured: Day
    python: str
    system: str
    values: dict[StackSetId, dict[FrameworkId, Positive]]
    releases: dict[StackSetId, dict[FrameworkId, Releases]]
    """Of the packages that each stack names."""
    sizes: dict[StackSetId, dict[FrameworkId, dict[str, Annotated[int, Field(ge=0)]]]] = {}
    """The bytes of each package that is installed, where the value is their sum."""


class Machine(Model):
    """What was measured on."""

    processor: str
    cores: Annotated[int, Field(ge=1)]
    system: str
    """The system's kernel and its release."""
    python: str


Rounds = Annotated[list[Positive], Field(min_length=1)]
"""One value for each round, in their order."""


class WayRecord(Model):
    """One way on one workload: the median of each quantity, and the rounds that it is the median of."""

    command: str
    releases: Releases
    """Of the packages that its stack names."""
    values: dict[LoadQuantity, Positive]
    rounds: dict[LoadQuantity, Rounds]

    @property
    def rates(self) -> list[float]:
        """The requests a second of each round."""
        return self.rounds.get("requests-per-second", [])


class Observation(Model):
    """A later run that contradicts the record beside which it is kept."""

    measured: Day
    machine: Machine
    rates: dict[WayId, Rounds]
    """The requests a second of each round."""
    contradicts: Annotated[list[str], Field(min_length=1)]
    """Which ratios it had that the record has not."""


class WorkloadRecord(Record):
    """One workload, measured with all its ways in turns, in one run on one machine."""

    fingerprint: str
    measured: Day
    machine: Machine
    generator: str
    """The program that sent the requests and checked each reply, with its release."""
    connections: int
    seconds: Annotated[int, Field(ge=1)]
    """How long it sent them in each round."""
    others: Annotated[float, Field(ge=0, le=1)]
    """The greatest share of the processor that other programs took during a run."""
    retaken: Annotated[int, Field(ge=0)]
    """How many runs were taken again, because other programs took more."""
    control: Rounds
    """The first way's requests a second, measured a second time in each round."""
    ways: dict[WayId, WayRecord]
    observations: list[Observation] = []


class Visit(Model):
    """What a browser saw of a front end served by one framework's sample."""

    before: list[list[str]]
    """The rows of the table at first."""
    after: list[list[str]]
    """The rows after a player was added through the form."""
    files: dict[str, int]
    """How many files of each media type the page asked for."""
    style_rules: int
    """How many style rules the page had."""
    releases: Releases


class FrontEndRecord(Record):
    """A front end's build and visits: observations only, tied by ``fingerprint`` to what ran."""

    fingerprint: str
    changed: Day
    checked: Day
    node: str
    releases: Releases
    """Of every package that package.json names."""
    built_bytes: Annotated[int, Field(ge=1)]
    """The size of all files that the build wrote."""
    visits: dict[FrameworkId, Visit]


class ScreenshotRecord(Record):
    """What a screenshot shows, as text, and what it was taken of."""

    fingerprint: str
    taken: Day
    text: list[str]
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    image: str
    """SHA-256 of the image's file."""
