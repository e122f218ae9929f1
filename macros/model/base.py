"""The types that every model shares: identifiers, texts, days, links, sources."""

import math
import re
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from macros.text import has_image, links_in_prose

SHORT_LIMIT = 240
"""The longest short text, in characters: what still reads well in a table's cell on a phone."""


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
    for link in links_in_prose(value):
        if not is_safe_link(link):
            raise PydanticCustomError("prose_text", f"the link '{link}' does not start with https://")
    if has_image(value):
        raise PydanticCustomError("prose_text", "an image; a page may not load anything from another host")
    return value


def is_safe_link(link: str) -> bool:
    """Tell whether ``link`` may stand in prose: an https URL with a host, and no credentials."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


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
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day", "there is no such day") from None


def _line(value: str) -> str:
    if not value.strip() or len(value) > LINE_LIMIT or re.search(r"[\t\r\n]", value):
        raise PydanticCustomError("line", f"one line of at most {LINE_LIMIT} characters is needed")
    return value


def _json(value: Any) -> Any:
    match value:
        case float() if not math.isfinite(value):
            raise PydanticCustomError("json", "JSON has no such number")
        case list():
            for one in value:
                _json(one)
        case dict():
            _json(list(value.values()))
    return value


ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
"""A permanent name: small letters, digits and single hyphens."""

Short = Annotated[str, AfterValidator(_short)]
"""One line of plain text in which `code` may stand."""

Prose = Annotated[str, AfterValidator(_prose)]
"""CommonMark in which HTML is shown as it stands and links are https."""

Url = Annotated[str, AfterValidator(_https)]
"""An https address."""

Day = Annotated[date, BeforeValidator(_day)]
"""A day of the calendar, written YYYY-MM-DD."""

Line = Annotated[str, AfterValidator(_line)]
"""One line that is not text for reading: a command, a path, a requirement."""

Json = Annotated[Any, AfterValidator(_json)]
"""A value that can be sent and compared as JSON."""


class Source(Model):
    """A page somebody else wrote, and the day we opened it."""

    title: Short
    url: Url
    opened: Day
    published: Day | None = None


Sources = Annotated[list[Source], Field(min_length=1)]
