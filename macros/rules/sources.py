"""Sources and days: nothing is dated in the future, and nothing was opened before it was published."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from macros.catalog import Catalog
from macros.kinds import KINDS, SOURCES
from macros.model.base import Model, Source
from macros.problem import Finding, Place


def sources_are_listed_once(catalog: Catalog) -> Iterator[Finding]:
    """No answer, guide or claim rests on the same page twice."""
    for place, node in catalog.nodes:
        sources = getattr(node.value, "sources", None) if isinstance(node.value, Model) else None
        seen: dict[str, int] = {}
        for position, source in enumerate(sources or ()):
            if source.url in seen:
                message = f"this page is listed twice; first as number {seen[source.url]}"
                yield Finding(place.within(*node.loc, "sources", position, "url"), message)
            seen.setdefault(source.url, position + 1)


def sources_are_written_once(catalog: Catalog) -> Iterator[Finding]:
    """A page on which several documents rest is in the list of sources, so that it is opened again in one place."""
    seen = {(each.url, each.title): SOURCES.place(None, key) for key, each in catalog.sources.items()}
    for place, node in catalog.nodes:
        if not isinstance(source := node.value, Source):
            continue
        here = place.within(*node.loc)
        if here in catalog.named_sources or here.path == SOURCES.path(None):
            continue
        there = seen.setdefault((source.url, source.title), here)  # of one page, several things can be looked at
        if there.path == SOURCES.path(None):
            message = f"this page is in {{other}}; write its ID '{there.loc[0]}' in place of the source"
            yield Finding(here.within("url"), message, other=there)
        elif (there.path, there.loc[:-1]) != (here.path, here.loc[:-1]):  # else sources_are_listed_once says so
            message = f"this page is in {{other}} too; put it into {SOURCES.path(None)}, and its ID in both places"
            yield Finding(here.within("url"), message, other=there)


def shared_sources_are_shared(catalog: Catalog) -> Iterator[Finding]:
    """Each source in the list has at least two uses."""
    if not catalog.all_readable(*(kind for kind in KINDS if kind.pattern.endswith("}.yml") or kind.required)):
        return
    uses = Counter(catalog.named_sources.values())
    for source_id in catalog.sources:
        if uses[source_id] < 2:
            message = f"the source '{source_id}' has {uses[source_id]} uses; write it where it is used"
            yield Finding(SOURCES.place(None, source_id), message)


def days_are_not_in_the_future(catalog: Catalog) -> Iterator[Finding]:
    """No document names a day after today."""
    today = date.today()
    for place, node in catalog.nodes:
        here = place.within(*node.loc)
        in_list = Place(here.path, here.loc[:-1]) in catalog.named_sources  # told where the source is written
        if isinstance(node.value, date) and node.value > today and not in_list:
            yield Finding(here, f"{node.value} is in the future; today is {today}")


def sources_are_opened_after_they_are_published(catalog: Catalog) -> Iterator[Finding]:
    """A source was opened on the day on which it was published, or later."""
    for place, node in catalog.nodes:
        source, here = node.value, place.within(*node.loc)
        if not isinstance(source, Source) or here in catalog.named_sources:
            continue
        if source.published and source.opened < source.published:
            yield Finding(here.within("opened"), f"opened on {source.opened}, before it was published")
