"""A framework: what is compared."""

from typing import Annotated

from pydantic import Field

from macros.model.base import CriterionId, Day, Line, Model, Port, Release, Requirement, Short, Source, Url


class Links(Model):
    """Where the framework's own makers publish."""

    home: Url
    documentation: Url
    source: Url
    changelog: Url


class OlderStart(Model):
    """How a release is started that does not know the command of today."""

    before: Release
    """Releases of the framework before this one are started so."""
    command: Line
    adds: list[Requirement] = []
    """What pip installs beside it for the command."""
    variables: dict[Line, Line] = {}
    """Environment variables that the command needs."""
    port_option: Line | None = None
    """The option that moves the server to another port, where no environment variable does."""


class BareStart(Model):
    """How an app is started without the framework's extras, where the usual command is part of one.

    It takes less time, too: mutants are started so.
    """

    command: Line
    adds: Annotated[list[Requirement], Field(min_length=1)]
    """What is installed beside the framework's package: the server."""


class Serve(Model):
    """How its development server is started on the file that holds the app."""

    command: Line
    port: Port
    port_variable: Line
    """The environment variable that moves the server to another port: a proof sets it and
    leaves the command as the reader sees it."""
    server: Line
    """The package that serves: its release is part of each record."""
    bare: BareStart | None = None
    older: list[OlderStart] = []
    """From the oldest on: a release is started as the first says whose ``before`` it is older than."""


class Strength(Model):
    """A reason to choose the framework; it holds only as long as its criterion says so."""

    criterion: CriterionId
    short: Short


class User(Model):
    """An organisation that was said to use the framework, with what is known of it."""

    name: Short
    short: Short
    source: Source | None = None
    """None: the article's claim, for which no primary source was found."""


class Framework(Model):
    """Identity, links, commands, strengths and users; the file's name is the ID."""

    name: Short
    summary: Short
    choose_when: Short
    package: Line
    requirement: Requirement
    """What pip installs for development, such as ``package[extra]``."""
    first_release: Day
    links: Links
    serve: Serve
    strengths: list[Strength]
    users: list[User] = []
