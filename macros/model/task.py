"""A task: what a reader wants to do, the samples that do it, and what is asked of them."""

import difflib
import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from macros.model.base import (
    ExchangeId,
    FrameworkId,
    Id,
    Json,
    Line,
    Model,
    Note,
    OutcomeId,
    Port,
    Prose,
    Release,
    Requirement,
    SampleId,
    ScreenshotId,
    Searched,
    ServiceId,
    Short,
    Source,
    Url,
)
from macros.model.framework import Serve


def _host(value: str) -> str:
    if not re.fullmatch(r"([a-z0-9-]+\.)+example", value):
        raise PydanticCustomError("host", "a name that ends in .example is needed: such names belong to nobody")
    return value


Host = Annotated[str, AfterValidator(_host)]
"""The name of a site, for a browser that finds it on this machine."""

BROWSER = ("chromium", "openssl")
"""The programs of the system that it takes to ask in a browser."""


def port_in(port: int) -> re.Pattern[str]:
    """Return what finds a port in a command."""
    return re.compile(rf"(?<!\d){port}(?!\d)")


class Service(Model):
    """A program that runs beside samples because they talk to it; its files are in the folder named after it."""

    title: Short
    text: Prose
    """What it is, and what it replaces where it replaces something."""
    needs: list[Requirement] = []
    """What pip installs for it, in an environment of its own."""
    run: Line
    port: Port
    port_variable: Line | None = None
    """The environment variable that moves it to another port; without one, the port in the command is changed."""
    tells: list[Line] = []
    """The environment variables by which samples learn its address."""
    scheme: Annotated[Line, Field(pattern=r"^[a-z][a-z0-9+.-]*$")] = "http"
    """What its address begins with."""
    program: Line | None = None
    """The program of the system that it is, where it is one."""
    hosts: list[Host] = []
    """The names of sites under which a browser reaches it."""
    sources: list[Source] = []
    """Where its answers were taken from, unless they are its own, and what it shows."""

    @model_validator(mode="after")
    def _can_be_moved(self) -> Self:
        if self.port_variable is None and len(port_in(self.port).findall(self.run)) != 1:
            message = f"'run' does not name the port {self.port} once; do so, or add 'port_variable'"
            raise PydanticCustomError("service", message)
        return self


class Worker(Model):
    """A program that runs beside a sample's server, in the same folder."""

    run: Line
    ready: Line
    """What it prints once it is ready."""


class Edit(Model):
    """A change to a sample: one piece of a file is replaced."""

    file: Line
    replace: str
    with_: Annotated[str, Field(alias="with")]


class OlderEdit(Edit):
    """What a sample writes otherwise on older releases, where the same is written in another way."""

    before: Release
    """Made for releases of the framework before this one."""


class Sample(Model):
    """A stack (a framework and what is added to it); its files are in the folder named after it."""

    framework: FrameworkId
    short: Short
    adds: list[Requirement] = []
    run: Line | None = None
    """The command that starts it, where it is not the framework's own, nor that of the sample that it follows."""
    notes: list[Note] = []
    title: Short | None = None
    """What it is called where the framework's name and what is added would not tell it from others."""
    follows: SampleId | None = None
    """The sample from which this one was made: it has that one's files, apart from those that it brings itself."""
    expects: dict[ExchangeId, OutcomeId] = {}
    """Exchanges that this step of a tutorial is about, and the outcomes that they must have."""
    removes: list[Line] = []
    """Files of the step that it follows, or shared files, that it no longer has."""
    service: ServiceId | None = None
    """The service of the task that must run beside it."""
    older: list[OlderEdit] = []
    """What is written otherwise on older releases, when the sample is run on one."""
    workers: list[Worker] = []
    """What else is started in its folder."""

    def command(self, serve: Serve) -> str:
        """Return the command that starts it: its own, or that of its framework's server."""
        return self.run or serve.command


def _path(value: str) -> str:
    if not re.fullmatch(r"/\S*", value):
        raise PydanticCustomError("path", "a path is needed that begins with / and has no spaces")
    return value


class Upload(Model):
    """A file that a form carries."""

    name: Line
    content: str
    media_type: Line = "text/plain"


PLACEHOLDER = re.compile(r"\$\{([a-z0-9-]+)(\|changed)?\}")
"""``${token}`` is the value that was taken as ``token``; ``${session|changed}`` is a forger's version of it."""


COPY = "copy"
"""``${copy}`` is the number of a copy, where a request's copies are numbered."""


class Taken(Model):
    """A value of a reply that a later request sends: of a cookie, of a header, or a piece of the body."""

    cookie: Line | None = None
    header: Line | None = None
    text: Line | None = None
    """A regular expression with one group, for the body."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("taken", "a value is taken from one of 'cookie', 'header' and 'text'")
        return self


class Send(Model):
    """One HTTP request, or several copies of it at the same moment, or messages over a WebSocket."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"] = "GET"
    path: Annotated[str, AfterValidator(_path)]
    headers: dict[Line, Line] = {}
    json_: Annotated[Json, Field(alias="json")] = None
    form: dict[str, str] | None = None
    body: str | None = None
    files: dict[Line, Upload] | None = None
    """Files of a multipart form, by the fields' names; ``form`` may accompany them."""
    websocket: list[str] | None = None
    """Text messages, sent one by one; each is answered before the next. The reply's body is the answers."""
    copies: Annotated[int, Field(ge=1, le=50)] = 1
    numbered_from: Annotated[int, Field(ge=1)] | None = None
    """The number of the first copy, which it sends as ``${copy}``; the next ones follow. Each is to take as long as its
    number says: what is asked of their spread is in proportion to that. So none can wait in place of another."""
    after: list[ExchangeId] = []
    """Exchanges that the same client sends first; it keeps their cookies."""
    elsewhere: list[ExchangeId] = []
    """Exchanges that another client sends first: its cookies are not this one's."""
    take: dict[Id, Taken] = {}
    """Values of the reply, by the name by which later requests send them: ``${name}``, or ``${name|changed}``
    for what a forger makes of it."""
    cookies: dict[Line, str] = {}
    """Cookies that are sent in place of the client's own of that name."""
    wait: Annotated[float, Field(ge=0, le=5)] = 0
    """Seconds between those and this request."""

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        bodies = self.model_fields_set & {"json_", "form", "body", "websocket"}
        if len(bodies) > 1 or (self.files and bodies - {"form"}):
            raise PydanticCustomError("send", "a request has one of 'json', 'form', 'body' and 'websocket'")
        if self.websocket is not None and self.copies > 1:
            raise PydanticCustomError("send", "'copies' and 'websocket' exclude each other")
        if self.numbered_from is not None and (self.copies == 1 or f"${{{COPY}}}" not in self.path):
            message = f"copies that are numbered are several, and their path has '${{{COPY}}}'"
            raise PydanticCustomError("send", message)
        return self

    @property
    def numbers(self) -> range:
        """The numbers of its copies."""
        first = self.numbered_from or 1
        return range(first, first + self.copies)


TIMED = {"seconds_below", "seconds_from", "slowest_from", "pieces_below", "apart", "spread_below", "spread_from"}
"""What an outcome may say that depends on how long replies take."""


class Outcome(Model):
    """What a reply must look like to be called this; all that is written must hold."""

    status: int | list[int] | None = None
    media_type: Line | Annotated[list[Line], Field(min_length=1)] | None = None
    """One, or several that are all right. Without it, ``json`` expects the type of JSON, and ``contains`` any type."""
    headers: dict[Line, Line] = {}
    """Header names, and what each must be."""
    headers_contain: dict[Line, Line] = {}
    """Header names, and a piece of text that each must contain, whatever its case."""
    lacks_headers: list[Line] = []
    json_: Annotated[Json, Field(alias="json")] = None
    """The whole body, as JSON."""
    json_contains: Json = None
    """What the body holds among other things: keys of a mapping at any depth."""
    contains: list[str] = []
    lacks: list[str] = []
    """What neither the body nor any header contains."""
    seconds_below: float | None = None
    """All copies were answered in less than this."""
    seconds_from: float | None = None
    """All copies took at least this, the quickest one too."""
    slowest_from: float | None = None
    """The slowest copy took at least this."""
    pieces_below: int | None = None
    """The body arrived at fewer separate moments than this."""
    apart: list[str] = []
    """Pieces of the body, each of which was complete at a moment of its own, in this order."""
    spread_below: float | None = None
    """The slowest copy took less than this many times as long as the quickest, in proportion to their numbers."""
    spread_from: float | None = None
    """The slowest copy took at least this many times as long as the quickest."""

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("outcome", "an outcome says at least one thing that a reply must have")
        return self


class Step(Model):
    """One thing that somebody does in a browser."""

    open: Url | None = None
    """The address of a page."""
    leads_on: bool = False
    """The page that is opened leads to another one by itself."""
    fill: Line | None = None
    """A selector of a field, as Playwright writes them, which is filled in with ``text``."""
    text: str | None = None
    click: Line | None = None
    """A selector of what leads to another page: a link, or a form's button."""

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if [self.open, self.fill, self.click].count(None) != 2 or (self.fill is None) != (self.text is None):
            raise PydanticCustomError("step", "a step is one of 'open', 'click', and 'fill' with 'text'")
        if self.leads_on and self.open is None:
            raise PydanticCustomError("step", "'leads_on' is said of a page that is opened")
        return self


class Browse(Model):
    """What somebody does in a browser that has no cookies yet.

    The reply's status is that of the last page. Its body says what the browser asked for and got, page by page, and
    which text the last page shows.
    """

    two_minutes_later: bool = False
    """The browser treats each cookie as if it had been set more than two minutes ago."""
    steps: Annotated[list[Step], Field(min_length=1)]


class Exchange(Model):
    """A request with named outcomes, a command that the sample's folder runs, or what is done in a browser.

    With ``every`` it is a contract, without it a question.
    """

    short: Short
    send: Send | None = None
    run: Line | None = None
    """A command; its exit code takes the place of the status, and its output that of the body."""
    browse: Browse | None = None
    outcomes: Annotated[dict[OutcomeId, Outcome], Field(min_length=1)]
    every: OutcomeId | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if [self.send, self.run, self.browse].count(None) != 2:
            raise PydanticCustomError("exchange", "an exchange has one of 'send', 'run' and 'browse'")
        return self


HALF_THE_BODY = "half the body"
ONE_REPLY = "one reply"


def _distortion(value: str) -> str:
    if value not in (HALF_THE_BODY, ONE_REPLY) and not re.fullmatch(r"status \d{1,3}|without [a-z0-9-]+", value):
        allowed = f"'status 202', 'without allow', '{HALF_THE_BODY}' and '{ONE_REPLY}', with any status and header"
        close = difflib.get_close_matches(value, (HALF_THE_BODY, ONE_REPLY, "status 202", "without allow"), n=1)
        guess = f"; did you mean '{close[0]}'?" if close else ""
        raise PydanticCustomError("distortion", f"a change of replies is needed; allowed: {allowed}{guess}")
    return value


class Equivalent(Model):
    """Changes that the tool makes to replies and that no outcome need notice, with the reason."""

    changes: Annotated[list[Annotated[Line, AfterValidator(_distortion)]], Field(min_length=1)]
    """``status 202``, ``without allow`` (a header), ``half the body``, ``one reply`` (whatever is asked)."""
    exchanges: list[ExchangeId] = []
    """Those whose replies are changed; without it, all."""
    reason: Short


class Do(Model):
    """One thing that is done in the browser before the screenshot is taken: a click, or a field filled in."""

    click: Line | None = None
    fill: Line | None = None
    text: str | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if (self.click is None) == (self.fill is None) or (self.fill is None) != (self.text is None):
            raise PydanticCustomError("do", "a step is either 'click' or 'fill' with 'text'")
        return self


class BrowserVisit(Model):
    """What a browser does with the page that the task's samples serve: it adds a row to a list."""

    ready: Line
    """A selector of what must be visible first, as Playwright writes them."""
    rows: Line
    """A selector of the rows of the list."""
    do: Annotated[list[Do], Field(min_length=1)]
    """What adds a row; its cells are then the texts that were filled in."""

    @property
    def new_row(self) -> list[str]:
        """The texts of the row that is added: HTML among them must be shown as it was typed."""
        return [step.text for step in self.do if step.text is not None]


class Screenshot(Model):
    """An image of a running sample: its console, or a page in a browser."""

    sample: SampleId
    alt: Short
    """What it shows, for those who do not see it."""
    open: Annotated[str, AfterValidator(_path)] | None = None
    """The path to open in the browser; without it, the screenshot shows the console."""
    do: list[Do] = []
    only: Line | None = None
    """A CSS selector of the part of the page to show."""
    has: list[str] = []
    """Texts that the screenshot must show."""


class Task(Searched):
    """The folder's name is the ID."""

    title: Short
    summary: Prose
    samples: Annotated[dict[SampleId, Sample], Field(min_length=1)]
    exchanges: Annotated[dict[ExchangeId, Exchange], Field(min_length=1)]
    screenshots: dict[ScreenshotId, Screenshot] = {}
    tutorial: bool = False
    """Its samples are steps, and a reader sends only what a step expects."""
    visit: BrowserVisit | None = None
    """Done with every front end that the samples serve."""
    formerly: list[Id] = []
    """IDs that it had before; their addresses lead here."""
    equivalent: list[Equivalent] = []
    """Changes to replies that no outcome need notice."""
    vary: list[str | Annotated[int, Field(ge=0)]] = []
    """Values of the examples that further passes replace by others of the same form."""
    services: dict[ServiceId, Service] = {}
    host: Host | None = None
    """The name of the site under which a browser reaches the samples."""

    @model_validator(mode="after")
    def _is_started_as_what_it_follows(self) -> Self:
        """A sample is started as the one that it follows, unless it says otherwise: so a tutorial says it once."""
        for sample_id, sample in self.samples.items():
            before, seen = sample, {sample_id}
            while before.run is None and before.follows in self.samples and before.follows not in seen:
                seen.add(before.follows)
                before = self.samples[before.follows]
            if before.run != sample.run:
                self.samples[sample_id] = sample.model_copy(update={"run": before.run})
        return self

    @property
    def is_timed(self) -> bool:
        """Whether outcomes depend on how long replies take: then a busy machine can change them."""
        return any(
            (exchange.send and exchange.send.copies > 1)
            or any(outcome.model_fields_set & TIMED for outcome in exchange.outcomes.values())
            for exchange in self.exchanges.values()
        )

    @property
    def is_browsed(self) -> bool:
        """Whether something is asked in a browser."""
        return any(exchange.browse for exchange in self.exchanges.values())

    def service_of(self, sample_id: SampleId) -> Service | None:
        """Return what a sample talks to."""
        service_id = self.samples[sample_id].service
        return self.services[service_id] if service_id else None

    def programs(self, sample_id: SampleId) -> list[str]:
        """Return the programs of the system that it takes to run and to ask a sample."""
        service = self.service_of(sample_id)
        return [*(BROWSER if self.is_browsed else ()), *([service.program] if service and service.program else [])]


class Mutation(Edit):
    """A change to a sample that must change the outcomes of the exchanges it ``breaks``."""

    sample: SampleId
    breaks: Annotated[list[ExchangeId], Field(min_length=1)]
