"""What a preview remembers from one build to the next, so that only what an edit concerns is made again.

Whatever is made is kept with all that it was made of: what it was given, and what was read of the data and of the
templates meanwhile. It is used again while none of that has changed. Nothing is kept of what warned, so that each
build says it again.
"""

import logging
import operator
from collections.abc import Callable, Collection, Hashable, ItemsView, Iterable, Iterator, KeysView, ValuesView
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")

_ALL = object()
"""The key under which it is noted that a whole table was read."""
_KEYS = object()
"""The key under which it is noted that all keys of a table were read."""
_ANY = object()
"""The key under which it is noted that somebody asked whether there is anything in a table."""
_ABSENT = object()

_ANSWERS = "answers"

Reads = dict[tuple[str, Any], Any]
"""What was read: the name of a table and a key of it, and what was there."""


@dataclass(frozen=True)
class _Kept:
    made_by: tuple[str, ...]
    given: Any
    reads: Reads
    value: Any


@dataclass(repr=False)
class Memory:
    """What was made in earlier builds. One that ``keeps`` nothing makes everything each time."""

    keeps: bool = False
    _kept: dict[Hashable, _Kept] = field(default_factory=dict)
    tables: dict[str, "Table"] = field(default_factory=dict)
    _states: dict[str, Any] = field(default_factory=dict)
    _asked: Any = None
    _answers: dict[Any, Any] = field(default_factory=dict)
    """The answers of this build."""
    _said: dict[Any, Any] = field(default_factory=dict)
    """The last answers of all."""
    _reading: list[Reads] = field(default_factory=list)
    _warnings: "_Warnings" = field(default_factory=lambda: _Warnings())

    def recall(self, name: Hashable, given: Any, make: Callable[[], T], by: str = "") -> T:
        """Return what ``make`` returned last time, if it would return the same again; it may read tables.

        ``by`` is the module that makes it, where that is not the one that asks.
        """
        if not self.keeps:
            return make()
        if kept := self.known(name, given):
            return kept.value  # type: ignore[no-any-return]
        with self.making(name, given, by or getattr(make, "func", make).__module__) as keep:
            value = make()
            keep(value)
        return value

    def known(self, name: Hashable, given: Any) -> _Kept | None:
        """Return what is kept under a name, if it was made of what is there now."""
        kept = self._kept.get(name)
        if kept is None or kept.given != given:
            return None
        if not all(_is_same(self._now(*read), was) for read, was in kept.reads.items()):
            return None
        self._note(kept.reads)
        return kept

    def _now(self, table: str, key: Any) -> Any:
        if table == _ANSWERS:
            return self._answer(key)
        there = self.tables.get(table)
        if there is None:
            return _ABSENT
        if key is _KEYS:
            return there.names
        if key is _ANY:
            return dict.__len__(there) > 0
        return there.state if key is _ALL else dict.get(there, key, _ABSENT)

    @contextmanager
    def making(self, name: Hashable, given: Any, *made_by: str) -> Iterator[Callable[[Any], None]]:
        """Note what is read within; the function that this gives keeps a value, unless something warned."""
        reads: Reads = {}
        self._reading.append(reads)
        warned = self._warnings.count

        def keep(value: Any) -> None:
            if self._warnings.count == warned:
                self._kept[name] = _Kept(made_by, given, reads, value)

        self._kept.pop(name, None)
        try:
            yield keep
        finally:
            self._reading.pop()
            self._note(reads)

    def _note(self, reads: Reads) -> None:
        if self._reading:
            self._reading[-1].update(reads)

    def read(self, table: str, key: Any, value: Any) -> None:
        """Note that something was read."""
        if self._reading:
            self._reading[-1][table, key] = value

    def ask(self, question: Callable[..., T], of: Any, *given: Hashable) -> T:
        """Return what a function makes of ``of`` and some words, and note the answer in place of all that it reads.

        For what reads much and says little: who asks is made again only once the answer is another one.
        """
        if not self.keeps:
            return question(of, *given)
        key = (question, *given)
        self._asked = of
        value = self._answer(key)
        if value is _ABSENT:
            return question(of, *given)  # raises
        self.read(_ANSWERS, key, value)
        return value  # type: ignore[no-any-return]

    def _answer(self, key: tuple[Any, ...]) -> Any:
        if key not in self._answers:
            question, *given = key
            self._reading.append({})
            try:
                made = partial(question, self._asked, *given)
                value = self.recall((_ANSWERS, key), (), made, question.__module__)
                before = self._said.get(key, value)
                self._answers[key] = self._said[key] = before if before == value else value
            except Exception:
                self._answers[key] = _ABSENT
            finally:
                self._reading.pop()
        return self._answers[key]

    def renew(self, asked: Any) -> None:
        """Begin another build, in which questions are asked of something else."""
        self._asked, self._answers = asked, {}

    def table(self, name: str, values: dict[Any, Any]) -> dict[Any, Any]:
        """Return a table that notes what is read of it."""
        if not self.keeps:
            return values
        before = self.tables.get(name)
        self.tables[name] = table = Table(self, name, values)
        if (
            before is not None
            and before.names == table.names
            and all(_is_same(dict.get(before, key), value) for key, value in values.items())
        ):
            table.state = before.state
        return table

    def sequence(self, name: str, values: list[Any]) -> list[Any]:
        """Return a list of which it is noted that it was read."""
        return Sequence(values, self.table(name, {None: values})) if self.keeps else values

    def state(self, name: str, value: T) -> T:
        """Return the value that was last given under a name, if it is equal: what is identical is quickly compared."""
        if self.keeps and self._states.get(name) == value:
            return self._states[name]  # type: ignore[no-any-return]
        self._states[name] = value
        return value

    def forget(self, modules: Collection[str]) -> None:
        """Forget what some modules made."""
        self._kept = {name: kept for name, kept in self._kept.items() if not {*kept.made_by} & {*modules}}

    def begin(self) -> None:
        """Begin to keep: count all warnings from now on."""
        self.keeps = True
        logging.getLogger("mkdocs").addHandler(self._warnings)


_PLAIN = (str, bytes, bool, int, dict, frozenset, tuple)


def _is_same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same. Documents are compared by identity: equal ones may say it differently."""
    if one is other or type(one) is not type(other):
        return one is other
    if isinstance(one, list):
        return len(one) == len(other) and all(map(operator.is_, one, other))
    return type(one) in _PLAIN and bool(one == other)


class _Warnings(logging.Handler):
    """Counts what was warned of, whether a build minds or not."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 (how many is all that counts)
        """Count one more."""
        self.count += 1


class Table(dict[Any, Any]):
    """A mapping that notes what is read of it."""

    def __init__(self, memory: Memory, name: str, values: dict[Any, Any]) -> None:
        super().__init__(values)
        self.memory, self.name = memory, name
        self.state = object()
        """Stands for all that is in the table."""
        self.names = (*values,)

    def _one(self, key: Any) -> Any:
        value = dict.get(self, key, _ABSENT)
        self.memory.read(self.name, key, value)
        return value

    def _all(self) -> None:
        self.memory.read(self.name, _ALL, self.state)

    def __getitem__(self, key: Any) -> Any:
        self._one(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        return self._one(key) is not _ABSENT

    def get(self, key: Any, default: Any = None) -> Any:
        """Return what stands under a key."""
        value = self._one(key)
        return default if value is _ABSENT else value

    def _keys(self) -> None:
        self.memory.read(self.name, _KEYS, self.names)

    def __iter__(self) -> Iterator[Any]:
        self._keys()
        return super().__iter__()

    def __len__(self) -> int:
        self._keys()
        return super().__len__()

    def __bool__(self) -> bool:
        there = super().__len__() > 0
        self.memory.read(self.name, _ANY, there)
        return there

    def keys(self) -> KeysView[Any]:  # type: ignore[override]
        """Return all keys."""
        self._keys()
        return super().keys()

    def values(self) -> ValuesView[Any]:  # type: ignore[override]
        """Return all values."""
        self._all()
        return super().values()

    def items(self) -> ItemsView[Any, Any]:  # type: ignore[override]
        """Return all keys with their values."""
        self._all()
        return super().items()

    def __eq__(self, other: object) -> bool:
        self._all()
        return super().__eq__(other)

    __hash__ = None

    def __or__(self, other: dict[Any, Any]) -> dict[Any, Any]:
        self._all()
        return dict(super().items()) | other

    def __ror__(self, other: dict[Any, Any]) -> dict[Any, Any]:
        self._all()
        return other | dict(super().items())


class Sequence(list[Any]):
    """A list of which it is noted that it was read."""

    def __init__(self, values: Iterable[Any], table: dict[Any, Any]) -> None:
        super().__init__(values)
        self._table = table

    def __iter__(self) -> Iterator[Any]:
        self._table.get(None)
        return super().__iter__()

    def __len__(self) -> int:
        self._table.get(None)
        return super().__len__()

    def __getitem__(self, place: Any) -> Any:
        self._table.get(None)
        return super().__getitem__(place)

    def __reversed__(self) -> Iterator[Any]:
        self._table.get(None)
        return super().__reversed__()
