"""The catalog: all data of one build, typed, related, and free of files and positions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar

from macros.kinds import ID_KINDS, KINDS, SOURCES, Files, Kind
from macros.memory import Memory
from macros.model.base import (
    AnswerKey,
    ClaimId,
    CriterionId,
    DeploymentId,
    ExchangeId,
    FolderKey,
    FrameworkId,
    FrontEndId,
    GroupId,
    GuideKey,
    SampleId,
    SampleKey,
    ScreenshotKey,
    Searched,
    ServiceId,
    SetupId,
    Source,
    SourceId,
    StackSetId,
    TaskId,
    TopicId,
    WayId,
    WorkloadId,
)
from macros.model.change import Change
from macros.model.claim import Claim, ClaimTopic
from macros.model.comparison import Comparison
from macros.model.criterion import AnyCriterion, MeasuredCriterion, StackMeasure
from macros.model.deployment import Deployment, Guide
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
from macros.model.task import Exchange, Mutation, Sample, Screenshot, Service, Task
from macros.model.walk import Node, walk
from macros.model.workload import Way, Workload
from macros.problem import Place, UnknownName, unknown
from macros.stacks import Stack, pins

K = TypeVar("K")
V = TypeVar("V")

SHARED = "shared"
"""The folder of a task whose files all its samples share."""

REQUIREMENTS = "requirements.txt"
"""The file of a guide that is made from the lock of its stack."""


@dataclass(frozen=True)
class Catalog:
    """Everything that could be read, a table for each kind (see ``macros.kinds``), by key."""

    sources: dict[SourceId, Source] = field(default_factory=dict)
    """Those that several documents rest on."""
    comparisons: dict[None, Comparison] = field(default_factory=dict)
    frameworks: dict[FrameworkId, Framework] = field(default_factory=dict)
    criteria: dict[CriterionId, AnyCriterion] = field(default_factory=dict)
    tasks: dict[TaskId, Task] = field(default_factory=dict)
    mutations: dict[TaskId, list[Mutation]] = field(default_factory=dict)
    task_folders: dict[FolderKey, Files] = field(default_factory=dict)
    workloads: dict[WorkloadId, Workload] = field(default_factory=dict)
    ways: dict[WayId, Way] = field(default_factory=dict)
    deployments: dict[DeploymentId, Deployment] = field(default_factory=dict)
    guide_folders: dict[GuideKey, Files] = field(default_factory=dict)
    frontends: dict[FrontEndId, FrontEnd] = field(default_factory=dict)
    frontend_files: dict[FrontEndId, Files] = field(default_factory=dict)
    setups: dict[SetupId, Setup] = field(default_factory=dict)
    claims: dict[TopicId, ClaimTopic] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    locks: dict[str, str] = field(default_factory=dict)
    sample_records: dict[SampleKey, SampleRecord] = field(default_factory=dict)
    measurements: dict[CriterionId, MeasurementRecord] = field(default_factory=dict)
    workload_records: dict[WorkloadId, WorkloadRecord] = field(default_factory=dict)
    since_records: dict[AnswerKey, SinceRecord] = field(default_factory=dict)
    image_records: dict[GuideKey, ImageRecord] = field(default_factory=dict)
    frontend_records: dict[FrontEndId, FrontEndRecord] = field(default_factory=dict)
    screenshot_records: dict[ScreenshotKey, ScreenshotRecord] = field(default_factory=dict)
    screenshots: dict[ScreenshotKey, bytes] = field(default_factory=dict)
    checked: dict[SampleKey, LastRun] = field(default_factory=dict)
    """The last run of each sample."""
    history: list[HistoryLine] = field(default_factory=list)
    named_sources: Mapping[Place, SourceId] = field(default_factory=dict)
    """Where a document gives a source's ID, which the reader has replaced by the source."""
    files: Mapping[str, frozenset[Any]] = field(default_factory=dict)
    """For each kind's table, the keys of all files, whether they could be read or not."""
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)
    """What a preview remembers of it."""

    # Lookups: what is named and not there is an error that says what is there.

    def get(self, kind: Kind[K, V], key: K) -> V:
        """Return what has this key, or raise UnknownName."""
        table: dict[K, V] = getattr(self, kind.table)
        return _named(kind.word, table, key)

    def sample(self, key: SampleKey) -> Sample:
        """Return a sample, or raise UnknownName."""
        return _named("sample", self._task(key.task).samples, key.sample)

    def exchange(self, task_id: TaskId, exchange_id: ExchangeId) -> Exchange:
        """Return an exchange, or raise UnknownName."""
        return _named("exchange", self._task(task_id).exchanges, exchange_id)

    def service(self, task_id: TaskId, service_id: ServiceId) -> Service:
        """Return a service, or raise UnknownName."""
        return _named("service", self._task(task_id).services, service_id)

    def screenshot(self, key: ScreenshotKey) -> Screenshot:
        """Return a screenshot that a task asks for, or raise UnknownName."""
        return _named("screenshot", self._task(key.task).screenshots, key.screenshot)

    def guide(self, key: GuideKey) -> Guide:
        """Return a guide, or raise UnknownName."""
        return _named("guide", _named("deployment", self.deployments, key.deployment).guides, key.framework)

    def claim(self, topic_id: TopicId, claim_id: ClaimId) -> Claim:
        """Return a claim, or raise UnknownName."""
        return _named("claim", _named("topic", self.claims, topic_id).claims, claim_id)

    def _task(self, task_id: TaskId) -> Task:
        return _named("task", self.tasks, task_id)

    # The files that exist, readable or not.

    def exists(self, kind: Kind[K, Any], key: K) -> bool:
        """Tell whether there is a file for a key, readable or not."""
        return key in self.files.get(kind.table, ())

    def is_answered(self, criterion_id: CriterionId) -> bool:
        """Tell whether a criterion answers for frameworks that there are; else whose answer that is, is said first."""
        criterion = self.criteria.get(criterion_id)
        return criterion is not None and all(framework_id in self.frameworks for framework_id in criterion.answers)

    def all_readable(self, *kinds: Kind[Any, Any]) -> bool:
        """Tell whether all files of some kinds could be read: only then does what is not there say anything."""
        return all(len(getattr(self, kind.table)) == len(self.files.get(kind.table, ())) for kind in kinds)

    def renamed(self, kind: Kind[Any, Any]) -> dict[str, str]:
        """Return the IDs that documents of a kind had before, and what they are called now."""
        table = getattr(self, kind.table) if kind.page else {}
        return {former: str(key) for key, document in table.items() for former in getattr(document, "formerly", ())}

    # Walks over all documents.

    @cached_property
    def nodes(self) -> list[tuple[Place, Node]]:
        """Every value of every document that people write, with the document's place."""
        return list(self._walked())

    def _walked(self) -> Iterator[tuple[Place, Node]]:
        for kind in KINDS:
            if not kind.pattern.endswith(".yml"):
                continue
            table = getattr(self, kind.table)
            single = not isinstance(table, dict) or kind is SOURCES
            for key in (None,) if single else table:
                yield from self.memory.recall(("nodes", kind.table, key), single, partial(self._walked_in, kind, key))

    def _walked_in(self, kind: Kind[Any, Any], key: Any) -> list[tuple[Place, Node]]:
        table, place = getattr(self, kind.table), kind.place(key)
        document = table[key] if isinstance(table, dict) and kind is not SOURCES else table
        return [(place, node) for node in walk(document, kind.shape)]

    def references(self) -> Iterator[tuple[Place, Kind[Any, Any], Any]]:
        """Yield every ID by which a document names something, with its place and the kind that it names."""
        for place, node in self.nodes:
            if node.type in ID_KINDS and node.value is not None:
                yield place.within(*node.loc), ID_KINDS[node.type], node.value

    # The comparison.

    @property
    def comparison(self) -> Comparison:
        """The comparison; a build without one ends before any page is made."""
        return self.comparisons[None]

    def columns(self) -> list[FrameworkId]:
        """Return the compared frameworks in the order of the columns: by name, alphabetical."""
        return sorted(
            self.comparison.frameworks, key=lambda framework_id: self.frameworks[framework_id].name.casefold()
        )

    def criteria_of(self, group_id: GroupId) -> list[CriterionId]:
        """Return a group's criteria in the order of the rows: by title, alphabetical."""
        return self.memory.ask(Catalog._criteria_of, self, group_id)

    def _criteria_of(self, group_id: GroupId) -> list[CriterionId]:
        return by_title({key: criterion for key, criterion in self.criteria.items() if criterion.group == group_id})

    # Samples, services and guides: their files and stacks.

    def own_sample(self, task_id: TaskId, framework_id: FrameworkId) -> SampleKey | None:
        """Return the sample on which a framework's own verdict rests: the one named after it."""
        sample_id = SampleId(framework_id)
        sample = self.tasks[task_id].samples.get(sample_id)
        return SampleKey(task_id, sample_id) if sample and sample.framework == framework_id else None

    def samples(self) -> Iterator[tuple[SampleKey, Sample]]:
        """Yield every sample of every task."""
        for task_id, task in self.tasks.items():
            for sample_id, sample in task.samples.items():
                yield SampleKey(task_id, sample_id), sample

    def guides(self) -> Iterator[tuple[GuideKey, Guide]]:
        """Yield every guide of every deployment."""
        for deployment_id, deployment in self.deployments.items():
            for framework_id, guide in deployment.guides.items():
                yield GuideKey(deployment_id, framework_id), guide

    def searched(self) -> Iterator[tuple[Kind[Any, Any], Any, Searched]]:
        """Yield everything that has a page and aliases: its kind, its key and itself."""
        for kind in KINDS:
            for key, document in sorted(getattr(self, kind.table).items() if kind.page else ()):
                if isinstance(document, Searched):
                    yield kind, key, document

    @cached_property
    def fingerprints(self) -> dict[tuple[str, Any], str]:
        """The fingerprints that were worked out so far (see ``macros.fingerprints``)."""
        return {}

    @cached_property
    def last_lines(self) -> dict[SampleKey, HistoryLine]:
        """The last line of the history of each sample that ever ran."""
        return {line.key: line for line in self.history}

    def day_of_last_run(self, key: SampleKey | None) -> date | None:
        """Return the day of a sample's last run; None where it never ran."""
        run = self.checked.get(key) if key else None
        return run.day if run else None

    def asked_screenshots(self) -> Iterator[tuple[ScreenshotKey, Screenshot]]:
        """Yield every screenshot that a task asks for."""
        for task_id, task in self.tasks.items():
            for screenshot_id, screenshot in task.screenshots.items():
                yield ScreenshotKey(task_id, screenshot_id), screenshot

    @cached_property
    def sample_files(self) -> dict[SampleKey, Files]:
        """The files of each sample, laid over those of the step that it follows or else those that all share."""
        return {key: self._laid_over(key, frozenset()) for key, _ in self.samples()}

    def _laid_over(self, key: SampleKey, seen: frozenset[SampleKey]) -> Files:
        sample = self.tasks[key.task].samples.get(key.sample)
        if sample is None or key in seen:
            return {}
        if sample.follows:
            below = self._laid_over(SampleKey(key.task, sample.follows), seen | {key})
        else:
            below = self.task_folders.get(FolderKey(key.task, SHARED), {})
        files = {path: text for path, text in below.items() if path not in sample.removes}
        return files | self.task_folders.get(FolderKey(key.task, key.sample), {})

    def service_files(self, task_id: TaskId, service_id: ServiceId) -> Files:
        """Return the files of a service."""
        return self.task_folders.get(FolderKey(task_id, service_id), {})

    @cached_property
    def guide_files(self) -> dict[GuideKey, Files]:
        """The files of each guide: those of its folder and, unless nothing is installed, the lock of its stack."""
        files: dict[GuideKey, Files] = {}
        for key, guide in self.guides():
            files[key] = dict(self.guide_folders.get(key, {}))
            stack = self.guide_stack(key)
            lock = self.locks.get(stack.name) if stack else None
            if lock is not None and (pins(lock) or any(step.file == REQUIREMENTS for step in guide.steps)):
                files[key][REQUIREMENTS] = lock
        return files

    def sample_stack(self, key: SampleKey) -> Stack:
        """Return what pip installs for a sample."""
        sample = self.sample(key)
        return Stack.of([self.frameworks[sample.framework].requirement, *sample.adds])

    def sampled_frameworks(self) -> list[FrameworkId]:
        """Return the frameworks that have a sample."""
        return unique(sample.framework for _, sample in self.samples() if sample.framework in self.frameworks)

    def bare_stack(self, framework_id: FrameworkId) -> Stack:
        """Return a framework's package alone, without its extras: what comes with it is core."""
        return Stack.of([self.frameworks[framework_id].package])

    def bare_server_stack(self, framework_id: FrameworkId) -> Stack:
        """Return a framework's package without its extras, and what starts an app then."""
        bare = self.frameworks[framework_id].serve.bare
        return Stack.of([self.frameworks[framework_id].package, *(bare.adds if bare else ())])

    def service_stack(self, task_id: TaskId, service_id: ServiceId) -> Stack:
        """Return what pip installs for a service, in an environment of its own."""
        return Stack.of(self.service(task_id, service_id).needs)

    def guide_stack(self, key: GuideKey) -> Stack | None:
        """Return what pip installs for a guide: its sample's stack, and what production adds; None without a sample."""
        guide = self.guide(key)
        task = self.tasks.get(guide.task)
        sample_key = self.own_sample(guide.task, key.framework) if task else None
        if sample_key is None or key.framework not in self.frameworks:
            return None
        requirement = guide.requirement or self.frameworks[key.framework].requirement
        return Stack.of([requirement, *self.sample(sample_key).adds, *guide.adds])

    def way_stack(self, workload_id: WorkloadId, way_id: WayId) -> Stack | None:
        """Return what pip installs for a way on a workload: what the guide installs, and what the two add.

        None where one of the names is wrong.
        """
        workload, way = self.workloads[workload_id], self.ways.get(way_id)
        deployment = self.deployments.get(way.guide) if way else None
        task, sample_id = self.tasks.get(workload.task), workload.samples.get(way_id)
        sample = task.samples.get(sample_id) if task and sample_id else None
        if not way or not deployment or not sample or way.framework not in self.frameworks:
            return None
        guide = deployment.guides.get(way.framework)
        if guide is None:
            return None
        requirement = guide.requirement or self.frameworks[way.framework].requirement
        more = workload.adds.get(way.framework, [])
        return Stack.of([requirement, *sample.adds, *guide.adds, *way.adds, *more])

    def measured_ways(self) -> Iterator[tuple[WorkloadId, WayId]]:
        """Yield every way of every workload."""
        for workload_id, workload in self.workloads.items():
            for way_id in workload.samples:
                yield workload_id, way_id

    def measured_stacks(self) -> Iterator[tuple[CriterionId, StackSetId, FrameworkId, Stack]]:
        """Yield every stack in which a criterion counts something."""
        for criterion_id, criterion in self.criteria.items():
            if isinstance(criterion, MeasuredCriterion) and isinstance(criterion.measure, StackMeasure):
                for set_id, stack_set in criterion.measure.stacks.items():
                    for framework_id, requirements in stack_set.needs.items():
                        yield criterion_id, set_id, framework_id, Stack.of(requirements)

    def stacks(self) -> set[Stack]:
        """Return every stack that a sample, a service, a guide or a measurement installs, and the bare frameworks."""
        frameworks = self.sampled_frameworks()
        stacks = {
            stack(framework_id) for framework_id in frameworks for stack in (self.bare_stack, self.bare_server_stack)
        }
        stacks |= {self.sample_stack(key) for key, sample in self.samples() if sample.framework in self.frameworks}
        stacks |= {stack for key, _ in self.guides() if (stack := self.guide_stack(key))}
        stacks |= {stack for names in self.measured_ways() if (stack := self.way_stack(*names))}
        stacks |= {stack for *_, stack in self.measured_stacks()}
        return stacks | {self.service_stack(*service) for service in self.services()}

    def services(self) -> Iterator[tuple[TaskId, ServiceId]]:
        """Yield every service of every task."""
        for task_id, task in self.tasks.items():
            for service_id in task.services:
                yield task_id, service_id

    def sample_mutations(self, key: SampleKey) -> list[Mutation]:
        """Return the mutations of one sample in the order in which its record keeps them."""
        return [mutation for mutation in self.mutations.get(key.task, ()) if mutation.sample == key.sample]


def remembered(catalog: Catalog, memory: Memory) -> Catalog:
    """Return a catalog whose tables note what is read of them, and which keeps what was worked out before."""
    if not memory.keeps:
        return catalog
    tables = {each.name: getattr(catalog, each.name) for each in fields(catalog) if each.name != "memory"}
    catalog = Catalog(**{name: _noted(memory, name, table) for name, table in tables.items()}, memory=memory)
    memory.renew(catalog)
    for name, value in vars(Catalog).items():
        if isinstance(value, cached_property):
            worked_out = memory.recall(("catalog", name), (), partial(getattr, catalog, name), __name__)
            vars(catalog)[name] = _noted(memory, name, worked_out)
    return catalog


def _noted(memory: Memory, name: str, value: Any) -> Any:
    return memory.table(name, value) if isinstance(value, dict) else memory.sequence(name, value)


def _named(word: str, table: Mapping[K, V], key: K) -> V:
    try:
        return table[key]
    except (KeyError, TypeError):  # a page may name a list, which is no key
        raise UnknownName(unknown(word, str(key), map(str, table))) from None


def by_title(table: Mapping[K, Any]) -> list[K]:
    """Return the keys of a table in the alphabetical order of the titles (or names) of their values."""
    return sorted(table, key=lambda key: str(getattr(table[key], "title", None) or table[key].name).casefold())


def unique(values: Iterable[V]) -> list[V]:
    """Return the values in their order, each once."""
    return list(dict.fromkeys(values))
