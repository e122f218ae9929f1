"""Aliases and titles: a word by which readers search leads to one place, unless several are meant."""

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.kinds import KINDS
from macros.model.base import as_compared
from macros.problem import Finding, Place


def aliases_are_given_once(catalog: Catalog) -> Iterator[Finding]:
    """No alias is given twice, unless every place says that it shares it."""
    places: dict[str, list[tuple[str, Place]]] = {}
    for kind, key, document in catalog.searched():
        for field in ("aka", "aka_shared"):
            for position, alias in enumerate(getattr(document, field)):
                places.setdefault(as_compared(alias), []).append((field, kind.place(key, field, position)))
    repeated: dict[tuple[str, str], list[tuple[str, Place, Place]]] = {}
    all_read = catalog.all_readable(*(kind for kind in KINDS if kind.page))
    for alias, ((field, first), *others) in places.items():
        if field == "aka_shared" and not others and all_read:
            yield Finding(first, f"nothing else has the shared alias '{alias}'; move it to 'aka'")
        for other_field, place in others:
            if place.path == first.path:
                yield Finding(place, f"the alias '{alias}' is given twice; leave one out")
            elif "aka" in (field, other_field):
                repeated.setdefault((place.path, first.path), []).append((alias, place, first))
    for (alias, place, first), *more in repeated.values():
        told = f"the alias '{alias}' and {len(more)} more are" if more else f"the alias '{alias}' is"
        remedy = "leave each out in one file" if more else "leave one out"
        yield Finding(place, f"{told} given in {{other}} too; {remedy}, or move both to 'aka_shared'", first)


def titles_are_given_once(catalog: Catalog) -> Iterator[Finding]:
    """No two pages of a kind have the same title: a file that was copied is one of its own."""
    places: dict[tuple[str, str], Place] = {}
    for kind, key, document in catalog.searched():
        title, place = getattr(document, "title", ""), kind.place(key, "title")
        first = places.setdefault((kind.word, as_compared(title)), place)
        if title and first != place:
            yield Finding(place, f"{{other}} has the title '{title}' too; readers could not tell them apart", first)
