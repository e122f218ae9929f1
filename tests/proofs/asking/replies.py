"""Replies as they came, before anything is made of them."""

from dataclasses import dataclass, field
from functools import cached_property

import httpx

from macros.judging import media_type


@dataclass(frozen=True)
class RawReply:
    """What came back for one request, or what a command printed, and how long that took."""

    status: int
    """What the server sent; of a command, its exit code."""
    body: bytes
    seconds: float
    """Until all copies of the request were answered."""
    reason: str = ""
    """The phrase that the server sent with the status."""
    headers: httpx.Headers = field(default_factory=httpx.Headers)
    pieces: int = 1
    """At how many separate moments the body arrived."""
    moments: tuple[int, ...] = ()
    """How much of the body had arrived at each of these moments, in bytes."""
    spread: float = 1
    """How many times as long as the quickest copy the slowest one took, in proportion to their numbers."""
    first: float | None = None
    """Until the first copy of the request was answered, where there are several."""
    messages: tuple[str, ...] | None = None
    """What was answered over a WebSocket; the body holds the same as JSON."""

    @property
    def quickest(self) -> float:
        """Until the first copy of the request was answered."""
        return self.seconds if self.first is None else self.first

    @cached_property
    def text(self) -> str:
        """The body as text; bytes that are not text are described."""
        try:
            return self.body.decode("utf-8")
        except UnicodeDecodeError:
            return f"({len(self.body)} bytes that are no text)"

    @property
    def is_http(self) -> bool:
        """Whether it came over HTTP: a command's output has no headers, and a WebSocket's messages have none."""
        return self.messages is None and bool(self.reason or self.headers)

    @property
    def media_type(self) -> str:
        """The Content-Type without its parameters."""
        return media_type(self.headers)
