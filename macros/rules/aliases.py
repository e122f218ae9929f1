"""Aliases: a word by which readers search leads to one place, unless several are meant."""

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.model.base import as_compared
from macros.problem import Finding, Place


def aliases_are_given_once(catalog: Catalog) -> Iterator[Finding]:
    """No alias is given twice, unless every place says that it shares it."""
    places: dict[str, list[tuple[str, Place]]] = {}
    for kind, key, document in catalog.searched():
        for field in ("aka", "aka_shared"):
            for position, alias in enumerate(getattr(document, field)):
                places.setdefault(as_compared(alias), []).append((field, kind.place(key, field, position)))
    for alias, ((field, first), *others) in places.items():
        if field == "aka_shared" and not others:
            yield Finding(first, f"nothing else has the shared alias '{alias}'; move it to 'aka'")
        for other_field, place in others:
            if place.path == first.path:
                yield Finding(place, f"the alias '{alias}' is given twice; leave one out")
            elif "aka" in (field, other_field):
                message = f"the alias '{alias}' is given in {{other}} too; leave one out, or move both to 'aka_shared'"
                yield Finding(place, message, first)
