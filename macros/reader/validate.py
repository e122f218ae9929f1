"""From a document's plain value to a model, with every mistake at its line."""

import types
import typing
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros.problem import Loc, Problem, unknown
from macros.reader.yaml import Document

T = TypeVar("T")

_WORDS = {
    "string_type": "text is needed",
    "int_type": "a whole number is needed",
    "float_type": "a number is needed",
    "bool_type": "true or false is needed",
    "dict_type": "a mapping is needed",
    "model_type": "a mapping is needed",
    "list_type": "a list is needed",
}


def validate(document: Document, shape: Any) -> tuple[Any, list[Problem]]:
    """Return the document's value as ``shape`` (a model or a type), or None and what is wrong."""
    try:
        return TypeAdapter(shape).validate_python(document.value), []
    except ValidationError as errors:
        found: dict[tuple[tuple[int, int], str], Problem] = {}
        for error in errors.errors(include_url=False):
            problem = _problem(document, shape, error)
            found.setdefault(((problem.line, problem.column), problem.what), problem)
        return None, _one_a_place(found.values())


def _one_a_place(problems: Iterable[Problem]) -> list[Problem]:
    """Join what the alternatives of a union say of one place into one message."""
    places: dict[tuple[int, int], list[Problem]] = {}
    for problem in problems:
        places.setdefault((problem.line, problem.column), []).append(problem)
    joined: list[Problem] = []
    for same in places.values():
        kinds = [p for p in same if p.what.split(" is needed")[0] != p.what]
        if len(kinds) > 1:
            # Each begins with the same 'key': and one name is enough.
            what = " or ".join(p.what.split(" is needed")[0].split(": ", i > 0)[-1] for i, p in enumerate(kinds))
            rest = kinds[0].what.split(" is needed", 1)[1]
            joined.append(Problem(kinds[0].path, kinds[0].line, kinds[0].column, f"{what} is needed{rest}"))
            same = [p for p in same if p not in kinds]
        joined.extend(same)
    return sorted(joined)


def _problem(document: Document, shape: Any, error: ErrorDetails) -> Problem:
    loc: Loc = tuple(part for part in error["loc"] if part != "[key]")
    kind = error["type"]
    at_key = kind == "extra_forbidden" or "[key]" in error["loc"]
    line, column = document.position(loc, key=at_key)
    return Problem(document.path, line, column, _what(document, shape, loc, error))


def _what(document: Document, shape: Any, loc: Loc, error: ErrorDetails) -> str:
    kind = error["type"]
    # What stands nowhere in the file is pydantic's name of an alternative of a union.
    written = (loc[:end] for end in range(len(loc), 0, -1) if loc[:end] in document.values)
    name = next((part for part in reversed(next(written, ())) if isinstance(part, str)), "the file")
    value = error["input"]
    if kind == "missing":
        return f"the key '{loc[-1]}' is missing"
    if kind == "extra_forbidden":
        return unknown("key", str(loc[-1]), keys_at(shape, loc[:-1]))
    if kind == "literal_error":
        allowed = typing.get_args(type_at(shape, loc))
        if isinstance(value, str) and allowed:
            return unknown(f"value of '{name}'", value, [str(one) for one in allowed])
        return f"'{name}' is {describe(value)}; allowed: {', '.join(map(str, allowed))}"
    if kind == "string_pattern_mismatch":  # only IDs have a pattern
        return f"'{value}' is not an ID; allowed: small letters, digits and single hyphens"
    if kind in _WORDS:
        hint = "; put it in quotes" if kind == "string_type" and isinstance(value, int | float) else ""
        return f"'{name}': {_WORDS[kind]}, not {describe(value)}{hint}"
    if kind == "too_short":
        return f"'{name}' is empty; at least {error['ctx']['min_length']} is needed"
    message = error["msg"].replace("Input should", "input should", 1).replace("String should", "string should", 1)
    shown = f" (it is {describe(value)})" if kind in {"day", "https_url"} else ""
    return f"'{name}': {message}{shown}"


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
    found = type_at(shape, loc)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return [info.alias or key for key, info in found.model_fields.items()]
    return []


def type_at(shape: Any, loc: Loc) -> Any:
    """Return the type that a value at ``loc`` of a document of type ``shape`` has."""
    shape = _bare(shape)
    if not loc:
        return shape
    first, rest = loc[0], loc[1:]
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        for key, info in shape.model_fields.items():
            if (info.alias or key) == first:
                return type_at(info.annotation, rest)
        return None
    inner = typing.get_args(shape)
    if typing.get_origin(shape) in (dict, list) and inner:
        return type_at(inner[-1], rest)
    return None


def _bare(shape: Any) -> Any:
    """Take ``Annotated`` and ``| None`` off a type."""
    while typing.get_origin(shape) is typing.Annotated:
        shape = typing.get_args(shape)[0]
    if typing.get_origin(shape) in (types.UnionType, typing.Union):
        inner = [one for one in typing.get_args(shape) if one is not type(None)]
        if len(inner) == 1:
            return _bare(inner[0])
    return shape
