"""What all subjects share: a name by which it is wanted, a run, and the record that a run leaves."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from macros.kinds import Kind
from macros.model.record import HistoryLine, Record
from tests.proofs.project import Project

Key = TypeVar("Key")


@dataclass(frozen=True)
class Proved:
    """What a run observed."""

    record: Record
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Other files that belong to the record, by their paths in the project."""
    summary: str = "ok"
    """What the terminal says of it."""
    tally: Counter[str] = field(default_factory=Counter)
    """How much of what was run, for the sum over all subjects."""
    history: HistoryLine | None = None
    """A line of the history, which is written where the observations are new."""


@dataclass(frozen=True)
class Subject(ABC, Generic[Key]):
    """Something that is run, and leaves a record."""

    project: Project
    key: Key

    record: ClassVar[Kind[Any, Any]]
    """The kind of its record."""

    @property
    def name(self) -> str:
        """What it is called on the command line; the part before a / selects all that share it."""
        return str(self.key)

    @property
    def paths(self) -> tuple[str, ...]:
        """Where its record is kept, and what belongs to it: paths in the project."""
        return (self.record.path(self.key),)

    @property
    def programs(self) -> tuple[str, ...]:
        """Of the system, needed by this run beside what all of its kind need."""
        return ()

    @property
    def alone(self) -> bool:
        """Whether nothing else may run at the same time."""
        return False

    @abstractmethod
    def prove(self, today: date) -> Proved:
        """Run it, and return what was observed."""


@dataclass(frozen=True)
class ProofKind:
    """A kind of subject, and the command that runs its subjects."""

    command: str
    """As in ``make <command>``."""
    help: str
    wanted: str
    """How a subject is named on the command line."""
    folder: str
    """Where its records are, in the project; files there that belong to no subject are removed."""
    subjects: Callable[[Project], Sequence[Subject[Any]]]
    programs: tuple[str, ...] = ()
    """Of the system, needed by the runs."""
    at_once: int = 1
    """How many may run at the same moment; the browser serves one thread only."""
    each_by_itself: bool = False
    """Whether a record is written though another subject failed; otherwise all are written, or none is."""
    has_history: bool = False
    """Whether the days of the checks and the history are kept apart from the records."""
