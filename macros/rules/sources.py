"""Sources and days: nothing is dated in the future, and nothing was opened before it was published."""

from collections.abc import Iterator
from datetime import date

from macros.catalog import Catalog
from macros.model.base import Source
from macros.problem import Finding


def sources_are_listed_once(catalog: Catalog) -> Iterator[Finding]:
    """No answer, guide or claim rests on the same page twice."""
    for place, node in catalog.nodes:
        seen: dict[str, int] = {}
        for position, source in enumerate(getattr(node.value, "sources", None) or ()):
            if source.url in seen:
                message = f"this page is listed twice; first as number {seen[source.url]}"
                yield Finding(place.within(*node.loc, "sources", position, "url"), message)
            seen.setdefault(source.url, position + 1)


def days_are_not_in_the_future(catalog: Catalog) -> Iterator[Finding]:
    """No document names a day after today."""
    today = date.today()
    for place, node in catalog.nodes:
        if isinstance(node.value, date) and node.value > today:
            yield Finding(place.within(*node.loc), f"{node.value} is in the future; today is {today}")


def sources_are_opened_after_they_are_published(catalog: Catalog) -> Iterator[Finding]:
    """A source was opened on the day on which it was published, or later."""
    for place, node in catalog.nodes:
        source = node.value
        if isinstance(source, Source) and source.published and source.opened < source.published:
            yield Finding(place.within(*node.loc, "opened"), f"opened on {source.opened}, before it was published")
