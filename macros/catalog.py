"""The catalog: all data of one build, typed, related, and free of files and positions."""

from dataclasses import dataclass, field
from datetime import date

from macros.model.change import Change
from macros.model.claim import Topic
from macros.model.comparison import Comparison
from macros.model.criterion import AnyCriterion
from macros.model.deployment import Deployment, Guide
from macros.model.framework import Framework
from macros.model.frontend import FrontEnd, FrontEndRecord
from macros.model.record import ImageRecord, Measurement, Observed, Record, ScreenshotRecord
from macros.model.setup import System
from macros.model.task import Mutation, Sample, Task

Files = dict[str, str]
"""The text of each file of a folder, by its path in the folder."""


@dataclass(frozen=True)
class Catalog:
    """Everything by its ID."""

    comparisons: dict[str, Comparison] = field(default_factory=dict)
    frameworks: dict[str, Framework] = field(default_factory=dict)
    criteria: dict[str, AnyCriterion] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    mutations: dict[str, tuple[Mutation, ...]] = field(default_factory=dict)
    sample_files: dict[tuple[str, str], Files] = field(default_factory=dict)
    sample_locks: dict[tuple[str, str], str] = field(default_factory=dict)
    deployments: dict[str, Deployment] = field(default_factory=dict)
    guide_files: dict[tuple[str, str], Files] = field(default_factory=dict)
    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    measurements: dict[str, Measurement] = field(default_factory=dict)
    images: dict[str, ImageRecord] = field(default_factory=dict)
    """What was seen of each image that was built, by ``<target>-<framework>``."""
    screenshots: dict[str, ScreenshotRecord] = field(default_factory=dict)
    """What was seen in each picture, by ``<task>-<id>``."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """The pictures themselves, WebP, by the same names."""
    checked: dict[tuple[str, str], date] = field(default_factory=dict)
    history: tuple[Observed, ...] = ()
    systems: dict[str, System] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    frontends: dict[str, FrontEnd] = field(default_factory=dict)
    frontend_files: dict[str, Files] = field(default_factory=dict)
    frontend_records: dict[str, FrontEndRecord] = field(default_factory=dict)

    def comparison(self) -> Comparison:
        """Return the comparison that the site is about: the first by its ID."""
        return self.comparisons[min(self.comparisons)]

    def columns(self) -> list[str]:
        """Return the compared frameworks' IDs in the order of the columns: by name, alphabetical."""
        return sorted(self.comparison().frameworks, key=lambda one: self.frameworks[one].name.casefold())

    def rows(self, group: str) -> list[str]:
        """Return the IDs of a group's criteria in the order of the rows: by title, alphabetical."""
        found = [one for one, criterion in self.criteria.items() if criterion.group == group]
        return sorted(found, key=lambda one: self.criteria[one].title.casefold())

    def own_sample(self, task: str, framework: str) -> str | None:
        """Return the sample on which a framework's own verdict rests: the one that bears its ID."""
        sample = self.tasks[task].samples.get(framework)
        return framework if sample and sample.framework == framework else None

    def requirements(self, sample: Sample) -> list[str]:
        """Return what pip installs for a sample's stack."""
        return [self.frameworks[sample.framework].requirement, *sample.adds]

    def guide_requirements(self, framework: str, guide: Guide) -> list[str]:
        """Return what pip installs for a guide's stack: its sample's, and what production adds."""
        sample = self.tasks[guide.task].samples[framework]
        base = guide.requirement or self.frameworks[framework].requirement
        return [base, *sample.adds, *guide.adds]

    def sample_mutations(self, task: str, sample: str) -> list[Mutation]:
        """Return the mutations of one sample in the order in which its record keeps them."""
        return [one for one in self.mutations.get(task, ()) if one.sample == sample]
