"""What is measured: workloads, and the ways in which the frameworks' apps are started for them."""

from typing import Annotated

from pydantic import Field

from macros.model.base import (
    DeploymentId,
    ExchangeId,
    FrameworkId,
    Line,
    Model,
    Requirement,
    SampleId,
    Short,
    TaskId,
    Url,
    WayId,
)


class Way(Model):
    """How an app is started to be measured: as its guide starts it, or with another command in the same place."""

    title: Short
    says: Short
    """The same as part of a sentence: "Flask *with 50 threads*"."""
    framework: FrameworkId
    guide: DeploymentId
    """The deployment whose guide says what is installed and how the app is started."""
    run: Line | None = None
    """The command in place of the guide's, on the guide's port."""
    adds: list[Requirement] = []
    """What that command needs in addition to what the guide installs."""
    workers: Annotated[int, Field(ge=1)]
    """How many processes answer."""
    at_once: Annotated[int, Field(ge=1)] | None = None
    """How many requests one of them can work on at the same moment; None where the connections are the limit."""
    docs: Url | None = None


class Workload(Model):
    """One request, sent again and again over some connections, each as soon as the reply to the last is there."""

    title: Short
    says: Short
    """The same as part of a sentence: "twice as many for *a small JSON reply*"."""
    short: Short
    task: TaskId
    exchange: ExchangeId
    """The contract whose request is sent; each reply must be the one that fits it."""
    connections: Annotated[int, Field(ge=1, le=1000)]
    wait: Annotated[float, Field(gt=0)] | None = None
    """The seconds that the app waits before each reply: what sets a limit to how many there can be."""
    seconds: Annotated[int, Field(ge=1, le=60)] = 3
    """How long the load lasts in each round."""
    adds: dict[FrameworkId, list[Requirement]] = {}
    """What the samples need and the guides do not install."""
    samples: Annotated[dict[WayId, SampleId], Field(min_length=1)]
    """The sample that each way serves. The first way is measured twice in each round, against itself."""
