"""The walk over a document: every value with its place and its declared type."""

from typing import Annotated, Any

import pytest
from pydantic import Field

from macros.catalog import Catalog
from macros.model.base import CriterionId, FrameworkId, Model, SampleId, Source, TaskId
from macros.model.walk import Node, walk
from tests.project import ScratchProject


class Leaf(Model):
    sample: SampleId | None = None
    with_: Annotated[str, Field(alias="with")] = ""


class Tree(Model):
    framework: FrameworkId
    leaves: dict[TaskId, list[Leaf]] = {}
    either: int | str = 0
    many: Annotated[list[CriterionId], Field(min_length=1)] | None = None


TREE = Tree.model_validate(
    {
        "framework": "alpha",
        "leaves": {"ask": [{"sample": "beta", "with": "x"}, {}]},
        "either": "free",
        "many": ["guard"],
    }
)


def nodes(value: Any, declared: Any = None) -> dict[tuple[str | int, ...], list[Node]]:
    """Return the nodes of a document by their place: a mapping's key and its value have the same."""
    places: dict[tuple[str | int, ...], list[Node]] = {}
    for node in walk(value, declared):
        places.setdefault(node.loc, []).append(node)
    return places


def test_each_value_and_key_has_its_place() -> None:
    assert list(nodes(TREE)) == [
        (),
        ("framework",),
        ("leaves",),
        ("leaves", "ask"),
        ("leaves", "ask", 0),
        ("leaves", "ask", 0, "sample"),
        ("leaves", "ask", 0, "with"),
        ("leaves", "ask", 1),
        ("leaves", "ask", 1, "sample"),
        ("leaves", "ask", 1, "with"),
        ("either",),
        ("many",),
        ("many", 0),
    ]


@pytest.mark.parametrize(
    ("loc", "expected"),
    [
        (("framework",), (FrameworkId, "alpha")),
        (("leaves", "ask"), (TaskId, "ask")),
        (("leaves", "ask", 0, "sample"), (SampleId, "beta")),
        (("leaves", "ask", 1, "sample"), (SampleId, None)),
        (("many", 0), (CriterionId, "guard")),
        (("either",), (None, "free")),
    ],
)
def test_ids_keep_the_type_that_the_model_declares(loc: tuple[str | int, ...], expected: tuple[Any, Any]) -> None:
    first = nodes(TREE)[loc][0]
    assert (first.type, first.value) == expected


def test_the_outside_comes_before_the_inside() -> None:
    places = list(nodes(TREE))
    assert all(place[:-1] in places[:position] for position, place in enumerate(places) if place)


def test_a_document_that_is_a_list_is_walked_by_its_type() -> None:
    (_,), (first,), (second,) = nodes(["alpha", "beta"], list[FrameworkId]).values()
    assert first == Node((0,), FrameworkId, "alpha")
    assert second == Node((1,), FrameworkId, "beta")


def test_keys_are_those_of_the_file_not_of_python(catalog: Catalog) -> None:
    mutations = nodes(catalog.mutations[TaskId("ask")])
    assert (0, "with") in mutations
    exchanges = nodes(catalog.tasks[TaskId("ask")])
    assert exchanges["exchanges", "wrong", "send", "json"][0].value == {"x": 1}
    assert exchanges["exchanges", "wrong", "send", "json", "x"][1].value == 1
    assert not [loc for loc in {**mutations, **exchanges} if any(str(part).endswith("_") for part in loc)]


def test_sources_are_found_wherever_a_document_has_them(project: ScratchProject) -> None:
    catalog = project.catalog
    opened = {place.within(*node.loc).path for place, node in catalog.nodes if isinstance(node.value, Source)}
    assert opened == {
        "data/frameworks/alpha.yml",
        "data/frameworks/beta.yml",
        "data/criteria/age.yml",
        "data/criteria/taste.yml",
        "data/deployments/cellar/deployment.yml",
    }
