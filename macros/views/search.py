"""The words by which search finds a page, beside those that stand on it."""

from dataclasses import dataclass

from macros.catalog import Catalog
from macros.kinds import DEPLOYMENT, GUIDE, TASK
from macros.model.criterion import task_of


@dataclass(frozen=True)
class Aliases:
    """The aliases of a page, and those of what it belongs to, which count less."""

    own: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


def aliases(catalog: Catalog) -> dict[str, Aliases]:
    """Return the aliases of each page that the data brings, by its address.

    A task is found by those of the criteria that it decides too, and a guide by those of its deployment.
    """
    own = {kind.url(key): document.aliases for kind, key, document in catalog.searched()}
    related: dict[str, list[str]] = {}
    for criterion in catalog.criteria.values():
        if task_id := task_of(criterion):
            related.setdefault(TASK.url(task_id), []).extend(criterion.aliases)
    for key, _ in catalog.guides():
        related[GUIDE.url(key)] = catalog.get(DEPLOYMENT, key.deployment).aliases
    return {url: Aliases(tuple(own.get(url, ())), tuple(related.get(url, ()))) for url in sorted({*own, *related})}
