"""The table of kinds: for each kind of data its word, its place under ``data/``, its model and its page.

The reader, the catalog, error places, pages, downloads and the checks for what is missing or unused
all come from this table.
"""

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from macros.model.base import (
    AnswerKey,
    CriterionId,
    DeploymentId,
    FolderKey,
    FrameworkId,
    FrontEndId,
    GuideKey,
    SampleKey,
    ScreenshotKey,
    SetupId,
    Source,
    SourceId,
    TaskId,
    TopicId,
    WayId,
    WorkloadId,
)
from macros.model.change import Change
from macros.model.claim import ClaimTopic
from macros.model.comparison import Comparison
from macros.model.criterion import AnyCriterion, CriterionByKind
from macros.model.deployment import Deployment
from macros.model.framework import Framework
from macros.model.frontend import FrontEnd
from macros.model.question import Question
from macros.model.record import (
    FrontEndRecord,
    HistoryLine,
    ImageRecord,
    LastRun,
    MeasurementRecord,
    SampleRecord,
    ScreenshotRecord,
    SinceRecord,
    WorkloadRecord,
)
from macros.model.setup import Setup
from macros.model.task import Mutation, Task
from macros.model.workload import Way, Workload
from macros.problem import Place

_HIDDEN = re.compile(r"(^|/)\.")
"""The dot with which a file's or a folder's name begins."""

Files = dict[str, str]
"""The text of each file of a folder, by its path in the folder."""

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, eq=False)
class Kind(Generic[K, V]):
    """One kind of data. ``table`` is the field of the catalog that holds it, by key."""

    word: str
    """What messages call it."""
    table: str
    pattern: str
    """Its path under ``data/``. Names in braces make up the key; ``{path}`` is a file at any depth of a folder."""
    key: Callable[..., K]
    shape: Any = None
    """The type of a file's content; None for plain text or bytes."""
    page: str = ""
    """The address of its page, from the site's root. Addresses are permanent."""
    download: str = ""
    """The address of its files, from the site's root."""
    required: bool = False
    """Whether its folder must have this file: it says what the folder is."""
    written_by: str = ""
    """The command that writes it, where people do not."""
    asked_as: str = "{}"
    """What that command calls one, its key in braces."""

    def rewritten_by(self, key: K) -> str:
        """Return the command that writes the one with this key again."""
        return f"{self.written_by} ONLY={self.asked_as.format(key)}"

    @cached_property
    def parts(self) -> list[str]:
        """The parts of the pattern, from folder to file."""
        return self.pattern.split("/")

    @property
    def is_folder(self) -> bool:
        """Whether each key has a folder of files rather than one file."""
        return self.parts[-1] == "{path}"

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        def group(name: re.Match[str]) -> str:
            return f"(?P<{name[1]}>{'.+' if name[1] == 'path' else '[^/]+'})"

        return re.compile(re.sub(r"\\{(\w+)\\}", group, re.escape(self.pattern)))

    def match(self, path: str) -> tuple[K, str] | None:
        """Return the key of a path under ``data/`` and, of a folder's file, the path in the folder."""
        match = self._regex.fullmatch(path)
        if match is None:
            return None
        names = match.groupdict()
        inner = names.pop("path", "")
        return self.key(*names.values()), inner

    def path(self, key: K, inner: str = "") -> str:
        """Return the path of a file, from the project's root; of a folder without ``inner``."""
        return "data/" + self._filled(self.pattern, key, inner).rstrip("/")

    def place(self, key: K, *loc: str | int) -> Place:
        """Return a place in the file."""
        return Place(self.path(key), loc)

    def url(self, key: K) -> str:
        """Return the address of its page, from the site's root."""
        return self._filled(self.page, key)

    def file_url(self, key: K, path: str) -> str:
        """Return the address of a file that its page offers for download, from the site's root.

        Many hosts publish no file whose name begins with a dot, so that its address says ``dot-`` instead.
        """
        return self._filled(self.download, key, _HIDDEN.sub(r"\1dot-", path))

    def _filled(self, pattern: str, key: K, inner: str = "") -> str:
        if dataclasses.is_dataclass(key):
            values = {field.name: getattr(key, field.name) for field in dataclasses.fields(key)}
        else:
            values = dict.fromkeys(re.findall(r"{(\w+)}", self.pattern), key)
        return pattern.format(**(values | {"path": inner}))


def _single() -> None:
    """Return the key of a kind that has one file."""


SOURCES: Kind[None, dict[SourceId, Source]] = Kind(
    "list of sources", "sources", "sources.yml", _single, dict[SourceId, Source]
)
COMPARISON: Kind[None, Comparison] = Kind(
    "comparison", "comparisons", "comparison.yml", _single, Comparison, required=True
)
FRAMEWORK: Kind[FrameworkId, Framework] = Kind(
    "framework", "frameworks", "frameworks/{framework}.yml", FrameworkId, Framework
)
CRITERION: Kind[CriterionId, AnyCriterion] = Kind(
    "criterion", "criteria", "criteria/{criterion}.yml", CriterionId, CriterionByKind, page="criteria/{criterion}/"
)
TASK: Kind[TaskId, Task] = Kind(
    "task", "tasks", "tasks/{task}/task.yml", TaskId, Task, page="tasks/{task}/", required=True
)
MUTATIONS: Kind[TaskId, list[Mutation]] = Kind(
    "list of mutations", "mutations", "tasks/{task}/mutations.yml", TaskId, list[Mutation]
)
TASK_FOLDER: Kind[FolderKey, Files] = Kind(
    "folder of a task",
    "task_folders",
    "tasks/{task}/{folder}/{path}",
    FolderKey,
    download="files/tasks/{task}/{folder}/{path}",
)
WORKLOAD: Kind[WorkloadId, Workload] = Kind("workload", "workloads", "workloads/{workload}.yml", WorkloadId, Workload)
WAY: Kind[WayId, Way] = Kind("way", "ways", "ways/{way}.yml", WayId, Way)
DEPLOYMENT: Kind[DeploymentId, Deployment] = Kind(
    "deployment",
    "deployments",
    "deployments/{deployment}/deployment.yml",
    DeploymentId,
    Deployment,
    page="deploy/{deployment}/",
    required=True,
)
GUIDE: Kind[GuideKey, Files] = Kind(
    "guide",
    "guide_folders",
    "deployments/{deployment}/{framework}/{path}",
    GuideKey,
    page="deploy/{deployment}/{framework}/",
    download="files/deploy/{deployment}/{framework}/{path}",
)
FRONTEND: Kind[FrontEndId, FrontEnd] = Kind(
    "front end",
    "frontends",
    "frontends/{frontend}/frontend.yml",
    FrontEndId,
    FrontEnd,
    page="front-ends/{frontend}/",
    required=True,
)
FRONTEND_FOLDER: Kind[FrontEndId, Files] = Kind(
    "folder of a front end",
    "frontend_files",
    "frontends/{frontend}/{path}",
    FrontEndId,
    download="files/front-ends/{frontend}/{path}",
)
SETUP: Kind[SetupId, Setup] = Kind("setup", "setups", "setup/{setup}.yml", SetupId, Setup)
CLAIM_TOPIC: Kind[TopicId, ClaimTopic] = Kind("topic", "claims", "claims/{topic}.yml", TopicId, ClaimTopic)
CHANGES: Kind[None, list[Change]] = Kind("list of changes", "changes", "changes.yml", _single, list[Change])
QUESTIONS: Kind[None, list[Question]] = Kind("list of questions", "questions", "questions.yml", _single, list[Question])
LOCK: Kind[str, str] = Kind("lock", "locks", "stacks/{stack}.lock", str)

SAMPLE_RECORD: Kind[SampleKey, SampleRecord] = Kind(
    "record of a sample",
    "sample_records",
    "records/samples/{task}/{sample}.json",
    SampleKey,
    SampleRecord,
    written_by="make verify",
)
MEASUREMENT: Kind[CriterionId, MeasurementRecord] = Kind(
    "measurement",
    "measurements",
    "records/measurements/stacks/{criterion}.json",
    CriterionId,
    MeasurementRecord,
    written_by="make measure",
    asked_as="stacks/{}",
)
WORKLOAD_RECORD: Kind[WorkloadId, WorkloadRecord] = Kind(
    "record of a workload",
    "workload_records",
    "records/measurements/workloads/{workload}.json",
    WorkloadId,
    WorkloadRecord,
    written_by="make measure",
    asked_as="workloads/{}",
)
SINCE_RECORD: Kind[AnswerKey, SinceRecord] = Kind(
    "record of a release and the one before",
    "since_records",
    "records/since/{criterion}/{framework}.json",
    AnswerKey,
    SinceRecord,
    written_by="make verify-since",
)
IMAGE_RECORD: Kind[GuideKey, ImageRecord] = Kind(
    "record of an image",
    "image_records",
    "records/images/{deployment}/{framework}.json",
    GuideKey,
    ImageRecord,
    written_by="make verify-images",
)
FRONTEND_RECORD: Kind[FrontEndId, FrontEndRecord] = Kind(
    "record of a front end",
    "frontend_records",
    "records/frontends/{frontend}.json",
    FrontEndId,
    FrontEndRecord,
    written_by="make verify-frontends",
)
SCREENSHOT_RECORD: Kind[ScreenshotKey, ScreenshotRecord] = Kind(
    "record of a screenshot",
    "screenshot_records",
    "records/screenshots/{task}/{screenshot}.json",
    ScreenshotKey,
    ScreenshotRecord,
    written_by="make screenshots",
)
SCREENSHOT: Kind[ScreenshotKey, bytes] = Kind(
    "screenshot",
    "screenshots",
    "records/screenshots/{task}/{screenshot}.webp",
    ScreenshotKey,
    download="files/screenshots/{task}-{screenshot}.webp",
)
CHECKED: Kind[None, dict[str, LastRun]] = Kind(
    "list of last runs", "checked", "records/checked.json", _single, dict[str, LastRun], written_by="make verify"
)
HISTORY: Kind[None, list[HistoryLine]] = Kind(
    "history", "history", "records/history.jsonl", _single, HistoryLine, written_by="make verify"
)

KINDS: tuple[Kind[Any, Any], ...] = tuple(value for value in list(globals().values()) if isinstance(value, Kind))
"""All kinds, in the order in which they are read. A path belongs to the first kind whose pattern it matches."""

ID_KINDS: dict[Any, Kind[Any, Any]] = {
    FrameworkId: FRAMEWORK,
    CriterionId: CRITERION,
    TaskId: TASK,
    DeploymentId: DEPLOYMENT,
    SetupId: SETUP,
    FrontEndId: FRONTEND,
    TopicId: CLAIM_TOPIC,
    WorkloadId: WORKLOAD,
    WayId: WAY,
}
"""The kind that an ID of each type refers to, wherever a model has a field or key of that type."""
