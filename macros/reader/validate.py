"""From a document's plain value to a model, with every mistake at its position."""

import re
import types
import typing
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros.problem import Loc, Problem, closest, listed, unknown
from macros.reader.yaml import Document

_NEEDED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "list_type": "a list",
}
"""What is needed where pydantic says that the type is wrong."""

_UNIONS = (types.UnionType, typing.Union)


def validate(document: Document, shape: Any) -> tuple[Any, list[Problem]]:
    """Return the document's value as ``shape`` (a model or a type), or None and the problems."""
    try:
        return validator(shape).validate_python(document.value), []
    except ValidationError as error:
        return None, sorted(set(_problems(document, shape, error.errors(include_url=False))))


@cache
def validator(shape: Any) -> TypeAdapter[Any]:
    """Return what checks values of a type; it is made once."""
    return TypeAdapter(shape)


def _problems(document: Document, shape: Any, errors: Iterable[ErrorDetails]) -> Iterator[Problem]:
    errors = list(errors)
    misspelt = {
        (*error["loc"][:-1], closest(str(error["loc"][-1]), keys_at(shape, error["loc"][:-1])))
        for error in errors
        if error["type"] == "extra_forbidden"
    }
    wrong_types: dict[Loc, list[ErrorDetails]] = {}
    for error in errors:
        if error["type"] == "missing" and error["loc"] in misspelt:
            continue  # what is said of the misspelt key says this, too
        loc = error["loc"]
        is_key = loc[-1:] == ("[key]",)
        place, annotation = _follow(shape, loc[:-1] if is_key else loc)
        if discriminator := error.get("ctx", {}).get("discriminator"):
            place = (*place, discriminator.strip("'"))
        if error["type"] in _NEEDED:
            wrong_types.setdefault(place, []).append(error)
        else:
            position = document.position(place, key=is_key or error["type"] == "extra_forbidden")
            yield Problem(document.path, *position, _message(shape, place, annotation, error))
    for place, errors_at_place in wrong_types.items():
        yield Problem(document.path, *document.position(place), _wrong_type(place, errors_at_place))


def _message(shape: Any, place: Loc, annotation: Any, error: ErrorDetails) -> str:
    value = error["input"]
    match error["type"]:
        case "missing":
            return f"the key '{place[-1]}' is missing"
        case "union_tag_not_found":
            return f"the key '{place[-1]}' is missing; allowed: {listed(_alternatives(annotation))}"
        case "union_tag_invalid":
            return _not_allowed(place, value[place[-1]], sorted(_alternatives(annotation)))
        case "extra_forbidden":
            return unknown("key", str(place[-1]), keys_at(shape, error["loc"][:-1]))
        case "literal_error":
            literal = _bare(annotation)[0]
            is_literal = typing.get_origin(literal) is typing.Literal
            return _not_allowed(
                place, value, list(typing.get_args(literal)) if is_literal else [error["ctx"]["expected"]]
            )
        case "string_pattern_mismatch":  # only IDs have a pattern
            return f"'{value}' is not an ID; allowed: small letters, digits and single hyphens"
        case "too_short":
            return f"{_name(place)} is empty; at least {error['ctx']['min_length']} is needed"
        case kind:
            message = re.sub("^(Input|String) should", "should", error["msg"])
            written = f" (it is {describe(value)})" if kind in {"day", "https_url", "port"} else ""
            return f"{_label(place)}{message}{written}"


def _not_allowed(place: Loc, value: Any, allowed: list[str]) -> str:
    if isinstance(value, str):
        return _label(place) + unknown("value", value, allowed)
    return f"{_name(place)} is {describe(value)}; allowed: {', '.join(allowed)}"


def _wrong_type(place: Loc, errors: list[ErrorDetails]) -> str:
    """Say in one message which types are needed: the alternatives of a union have an error each."""
    value = errors[0]["input"]
    needed = list(dict.fromkeys(_NEEDED[error["type"]] for error in errors))
    hint = "; put it in quotes" if "text" in needed and isinstance(value, int | float) else ""
    return f"{_label(place)}{' or '.join(needed)} is needed, not {describe(value)}{hint}"


def _key(place: Loc) -> str:
    """Return the nearest key, in quotes, or nothing where no key leads to the place."""
    return next((f"'{part}'" for part in reversed(place) if isinstance(part, str)), "")


def _name(place: Loc) -> str:
    return _key(place) or "the value"


def _label(place: Loc) -> str:
    return f"{_key(place)}: " if _key(place) else ""


def describe(value: Any) -> str:
    """Return what a value is, in the words of somebody who writes YAML."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f"the word {str(value).lower()}"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text '{value if len(value) <= 60 else value[:57] + '…'}'"
        case list():
            return "a list"
        case _:
            return "a mapping"


def keys_at(shape: Any, loc: Loc) -> list[str]:
    """Return the keys that a mapping at ``loc`` may have."""
    model = type_at(shape, loc)
    return list(_fields(model)) if _is_model(model) else []


def type_at(shape: Any, loc: Loc) -> Any:
    """Return the type that a value at ``loc`` of a document of type ``shape`` has.

    As in pydantic's errors, ``loc`` contains the name of the alternative wherever the type is a union.
    """
    return _bare(_follow(shape, loc)[1])[0]


def _follow(shape: Any, loc: Loc) -> tuple[Loc, Any]:
    """Return where in the document pydantic's ``loc`` leads, and the type there (None if it cannot be told)."""
    if not loc:
        return (), shape
    first, rest = loc[0], loc[1:]
    if alternatives := _alternatives(shape):
        return _follow(alternatives.get(str(first)), rest)
    bare = _bare(shape)[0]
    inner = _fields(bare).get(str(first)) if _is_model(bare) else (typing.get_args(bare) or [None])[-1]
    place, annotation = _follow(inner, rest)
    return (first, *place), annotation


def _is_model(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """Return the type of each field, with what its declaration adds to it, by the field's key."""
    return {info.alias or name: typing.Annotated[info.annotation, info] for name, info in model.model_fields.items()}


def _alternatives(shape: Any) -> dict[str, Any]:
    """Return the alternatives of a union by pydantic's names for them: words of its discriminator, or types."""
    union, discriminator = _bare(shape)
    if typing.get_origin(union) not in _UNIONS:
        return {}
    members = typing.get_args(union)
    if discriminator is None:
        return {member.__name__ if isinstance(member, type) else str(member): member for member in members}
    models = [_bare(member)[0] for member in members if member is not types.NoneType]
    return {word: model for model in models for word in typing.get_args(model.model_fields[discriminator].annotation)}


def _bare(shape: Any, discriminator: str | None = None) -> tuple[Any, str | None]:
    """Take ``NewType``, ``Annotated`` and ``| None`` off a type; return it, and its discriminator if it has one."""
    if isinstance(shape, typing.NewType):
        return _bare(shape.__supertype__, discriminator)
    inner = [argument for argument in typing.get_args(shape) if argument is not types.NoneType]
    if typing.get_origin(shape) is typing.Annotated:
        for addition in inner[1:]:
            discriminator = getattr(addition, "discriminator", None) or discriminator
        return _bare(inner[0], discriminator)
    if typing.get_origin(shape) in _UNIONS and len(inner) == 1:
        return _bare(inner[0], discriminator)
    return shape, discriminator
