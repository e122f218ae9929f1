"""A walk over a document: each value with its place and the type that its model gives it."""

import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from macros.problem import Loc


class Node(NamedTuple):
    """A value or a mapping's key. ``type`` is as the model declares it, so that kinds of IDs are told apart."""

    loc: Loc
    type: Any
    value: Any


def walk(value: Any, declared: Any = None, loc: Loc = ()) -> Iterator[Node]:
    """Yield every value and key of a document, from the outside in."""
    nodes: list[Node] = []
    _walk(value, _bare(declared), loc, nodes)
    return iter(nodes)


def _walk(value: Any, declared: Any, loc: Loc, nodes: list[Node]) -> None:
    nodes.append(Node(loc, declared, value))
    if isinstance(value, BaseModel):
        for name, key, field_type in _fields(type(value)):
            _walk(getattr(value, name), field_type, (*loc, key), nodes)
    elif isinstance(value, dict):
        key_type, value_type = _inner(declared) or (None, None)
        for key, element in value.items():
            nodes.append(Node((*loc, key), key_type, key))
            _walk(element, value_type, (*loc, key), nodes)
    elif isinstance(value, list):
        element_type = next(iter(_inner(declared)), None)
        for position, element in enumerate(value):
            _walk(element, element_type, (*loc, position), nodes)


@cache
def _fields(model: type[BaseModel]) -> list[tuple[str, str, Any]]:
    """Return a model's fields: the attribute, the key in the document, the type."""
    return [(name, field.alias or name, _bare(field.annotation)) for name, field in model.model_fields.items()]


@cache
def _inner(declared: Any) -> tuple[Any, ...]:
    """Return the types that a list's or a mapping's type names, bare."""
    return tuple(map(_bare, typing.get_args(declared)))


def _bare(declared: Any) -> Any:
    """Take ``Annotated`` and ``| None`` off a type."""
    while typing.get_origin(declared) is typing.Annotated:
        declared = typing.get_args(declared)[0]
    if typing.get_origin(declared) in (types.UnionType, typing.Union):
        options = [option for option in typing.get_args(declared) if option is not type(None)]
        return _bare(options[0]) if len(options) == 1 else None
    return declared
