"""Sources that several documents share: they give its ID, and get the source."""

from pathlib import Path
from typing import Any

from macros.kinds import SOURCES
from macros.model.base import SourceId
from macros.problem import Loc, Place, Problem, unknown
from macros.reader.yaml import Document


class Naming:
    """Puts sources in the place of their IDs in a document, and notes where; ``sources`` is None while unreadable."""

    def __init__(self, document: Document, sources: dict[str, Any] | None) -> None:
        self._document = document
        self._sources = sources
        self.problems: list[Problem] = []
        self.named: dict[Place, SourceId] = {}

    def replace_in(self, value: Any, loc: Loc = ()) -> bool:
        """Put sources in the place of their IDs in a part of the document; return whether all are known."""
        known = True
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "sources" and isinstance(inner, list):
                    value[key] = [self._source(each, (*loc, key, position)) for position, each in enumerate(inner)]
                    known = known and None not in value[key]
                elif key == "source" and isinstance(inner, str) and "://" not in inner:
                    value[key] = self._source(inner, (*loc, key))
                    known = known and value[key] is not None
                else:
                    known = self.replace_in(inner, (*loc, key)) and known
        elif isinstance(value, list):
            for position, inner in enumerate(value):
                known = self.replace_in(inner, (*loc, position)) and known
        return known

    def _source(self, source: Any, loc: Loc) -> Any:
        """Return a source by its ID, or None where there is none; a source that is written out as it is."""
        if not isinstance(source, str):
            return {} if source is None else source
        if self._sources is None:
            return None
        if source in self._sources:
            self.named[Place(self._document.path, loc)] = SourceId(source)
            return self._sources[source]
        message = unknown("source", source, self._sources, of=Path(SOURCES.path(None)).name)
        self.problems.append(Problem(self._document.path, *self._document.position(loc), message))
        return None
