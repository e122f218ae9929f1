"""The types that every model shares: identifiers, texts, days, links, sources."""

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NewType
from urllib.parse import urlsplit

from packaging.requirements import InvalidRequirement
from packaging.version import InvalidVersion, Version
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from macros.requirements import written_name
from macros.text import has_image, links_in_prose

SHORT_LIMIT = 240
"""The longest short text, in characters: what still reads well in a table's cell on a phone."""


FIRST_YEAR = 1991
"""The year of the first page of the web: nothing here is older."""


ALIAS_LIMIT = 60
"""The longest alias, in characters: a question that somebody types."""


PROSE_LIMIT = 3000
"""The longest prose, in characters: three times what any text here needs."""


LINE_LIMIT = 400
"""The longest command, path or requirement, in characters."""


class Model(BaseModel):
    """A mapping whose keys are all known and whose values are not converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


def _short(value: str) -> str:
    if re.search(r"[\t\r\n]", value):
        raise PydanticCustomError("short_text", "a short text is one line")
    if not value.strip():
        raise PydanticCustomError("short_text", "the text is empty")
    if value != value.strip():
        raise PydanticCustomError("short_text", "a short text neither begins nor ends with a space")
    if len(value) > SHORT_LIMIT:
        raise PydanticCustomError(
            "short_text", f"a short text has at most {SHORT_LIMIT} characters, this one {len(value)}"
        )
    if value.count("`") % 2:
        raise PydanticCustomError("short_text", "a ` is not closed")
    return value


def _prose(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("prose_text", "the text is empty")
    if len(value) > PROSE_LIMIT:
        raise PydanticCustomError("prose_text", f"prose has at most {PROSE_LIMIT} characters, this one {len(value)}")
    for link in links_in_prose(value):
        if not is_safe_link(link):
            raise PydanticCustomError("prose_text", f"the link '{link}' does not start with https://")
    if has_image(value):
        raise PydanticCustomError("prose_text", "an image; a page may not load anything from another host")
    return value


def is_safe_link(link: str) -> bool:
    """Tell whether ``link`` may be used in prose: an https URL with a host, and no credentials."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def _alias(value: str) -> str:
    if "`" in value or not re.search(r"\w", value):
        raise PydanticCustomError("alias", "plain words are needed, as a reader types them")
    if len(_short(value)) > ALIAS_LIMIT:
        raise PydanticCustomError("alias", f"an alias has at most {ALIAS_LIMIT} characters, this one {len(value)}")
    return value


def _https(value: str) -> str:
    if not is_safe_link(value) or re.search(r"[\s\"<>\\^`{|}]", value):
        raise PydanticCustomError("https_url", "an https:// address is needed")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("day", "a day is needed, written YYYY-MM-DD")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day", "there is no such day") from None
    if day.year < FIRST_YEAR:
        raise PydanticCustomError("day", f"a day of {FIRST_YEAR} or later is needed: there was no web before")
    return day


def _port(value: int) -> int:
    if not 1 <= value <= 65535:
        raise PydanticCustomError("port", "a port is needed, from 1 to 65535")
    return value


def _line(value: str) -> str:
    if not value.strip() or len(value) > LINE_LIMIT or re.search(r"[\t\r\n]", value):
        raise PydanticCustomError("line", f"one line of at most {LINE_LIMIT} characters is needed")
    return value


def _requirement(value: str) -> str:
    try:
        written_name(_line(value))
    except InvalidRequirement:
        raise PydanticCustomError("requirement", "a requirement is needed, such as name[extra]>=1") from None
    return value


def _release(value: str) -> str:
    try:
        Version(value)
    except InvalidVersion:
        raise PydanticCustomError("release", "a release is needed, as the package index writes it") from None
    return value


def _json(value: Any) -> Any:
    match value:
        case float() if not math.isfinite(value):
            raise PydanticCustomError("json", "JSON has no such number")
        case list():
            for element in value:
                _json(element)
        case dict():
            _json(list(value.values()))
    return value


ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
"""A permanent name: small letters, digits and single hyphens."""

FrameworkId = NewType("FrameworkId", Id)
CriterionId = NewType("CriterionId", Id)
GroupId = NewType("GroupId", Id)
TaskId = NewType("TaskId", Id)
SampleId = NewType("SampleId", Id)
ServiceId = NewType("ServiceId", Id)
ExchangeId = NewType("ExchangeId", Id)
OutcomeId = NewType("OutcomeId", Id)
ScreenshotId = NewType("ScreenshotId", Id)
DeploymentId = NewType("DeploymentId", Id)
FrontEndId = NewType("FrontEndId", Id)
SetupId = NewType("SetupId", Id)
TopicId = NewType("TopicId", Id)
ClaimId = NewType("ClaimId", Id)
WorkloadId = NewType("WorkloadId", Id)
WayId = NewType("WayId", Id)
StackSetId = NewType("StackSetId", Id)
SourceId = NewType("SourceId", Id)


@dataclass(frozen=True, order=True)
class SampleKey:
    """A sample: the task that it belongs to, and its ID within the task."""

    task: TaskId
    sample: SampleId

    def __str__(self) -> str:
        return f"{self.task}/{self.sample}"


@dataclass(frozen=True, order=True)
class FolderKey:
    """A folder of a task: of one of its samples or services, or of the files that its samples share."""

    task: TaskId
    folder: str


@dataclass(frozen=True, order=True)
class ScreenshotKey:
    """A screenshot: the task that asks for it, and its ID within the task."""

    task: TaskId
    screenshot: ScreenshotId

    def __str__(self) -> str:
        return f"{self.task}/{self.screenshot}"


@dataclass(frozen=True, order=True)
class GuideKey:
    """A guide: the deployment that it belongs to, and the framework that it is for."""

    deployment: DeploymentId
    framework: FrameworkId

    def __str__(self) -> str:
        return f"{self.deployment}/{self.framework}"


@dataclass(frozen=True, order=True)
class AnswerKey:
    """An answer: the criterion, and the framework that it is about."""

    criterion: CriterionId
    framework: FrameworkId

    def __str__(self) -> str:
        return f"{self.criterion}/{self.framework}"


Short = Annotated[str, AfterValidator(_short)]
"""One line of plain text in which `code` is possible."""

Prose = Annotated[str, AfterValidator(_prose)]
"""CommonMark in which HTML is shown as text and links are https."""

Url = Annotated[str, AfterValidator(_https)]
"""An https address."""

Day = Annotated[date, BeforeValidator(_day)]
"""A day of the calendar, written YYYY-MM-DD."""

Port = Annotated[int, AfterValidator(_port)]
"""A port that a server listens on."""

Line = Annotated[str, AfterValidator(_line)]
"""One line that is not text for reading: a command, a path."""

Requirement = Annotated[str, AfterValidator(_requirement)]
"""What pip installs: a package, with extras and releases where they matter."""

Release = Annotated[str, AfterValidator(_release)]
"""A release of a package, as the package index writes it."""

Json = Annotated[Any, AfterValidator(_json)]
"""A value that can be sent and compared as JSON."""

Alias = Annotated[str, AfterValidator(_alias)]
"""A word or a question by which readers search; pages do not show it."""


class Searched(Model):
    """What has a page that readers search for by other words than those of its title."""

    aka: list[Alias] = []
    """What a reader may type who wants this page: each word leads to one place."""
    aka_shared: list[Alias] = []
    """The same, where other pages have the word too and that is meant."""

    @property
    def aliases(self) -> list[str]:
        """All of its aliases."""
        return [*self.aka, *self.aka_shared]


def as_compared(alias: str) -> str:
    """Return an alias as it is compared with others: neither capitals nor spaces tell two apart."""
    return " ".join(alias.casefold().split())


class Source(Model):
    """A page somebody else wrote, and the day we opened it.

    One that several documents rest on is in ``data/sources.yml``, and they give its ID in its place.
    """

    title: Short
    url: Url
    opened: Day
    published: Day | None = None


Sources = Annotated[list[Source], Field(min_length=1)]


class Note(Model):
    """A remark on one line of a file, where a comment in the code would be noise."""

    file: Line
    line: Line
    """A piece of text that only one line of the file contains."""
    short: Short
