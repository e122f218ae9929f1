"""What rules share: their shape, and where each thing stands."""

from collections.abc import Callable, Iterator, Mapping

from macros.catalog import Catalog
from macros.problem import Finding, Loc, Place

Known = Mapping[str, frozenset[str]]
"""The IDs that files exist for, by the word for what they are, readable or not."""

Rule = Callable[[Catalog, Known], Iterator[Finding]]


def framework_at(name: str, *loc: str | int) -> Place:
    """Return a place in a framework's file."""
    return Place(f"data/frameworks/{name}.yml", loc)


def criterion_at(name: str, *loc: str | int) -> Place:
    """Return a place in a criterion's file."""
    return Place(f"data/criteria/{name}.yml", loc)


def comparison_at(name: str, *loc: str | int) -> Place:
    """Return a place in a comparison's file."""
    return Place(f"data/comparisons/{name}.yml", loc)


def task_at(name: str, *loc: str | int) -> Place:
    """Return a place in a task's file."""
    return Place(f"data/tasks/{name}/task.yml", loc)


def mutation_at(name: str, *loc: str | int) -> Place:
    """Return a place in a task's mutations."""
    return Place(f"data/tasks/{name}/mutations.yml", loc)


def deployment_at(name: str, *loc: str | int) -> Place:
    """Return a place in a deployment's file."""
    return Place(f"data/deployments/{name}/deployment.yml", loc)


def frontend_at(name: str, *loc: str | int) -> Place:
    """Return a place in a front end's file."""
    return Place(f"data/frontends/{name}/frontend.yml", loc)


def record_at(task: str, sample: str) -> Place:
    """Return a record's file."""
    return Place(f"data/records/{task}/{sample}.json")


def within(place: Place, *more: str | int) -> Place:
    """Return a place further in."""
    loc: Loc = (*place.loc, *more)
    return Place(place.path, loc)
