"""Variation: the same questions with other names, numbers and texts, so that canned answers are found out.

The first pass sends the example that the page shows. In a further pass each value that the task lists
under ``vary`` is replaced, in what is sent and in what is expected, by another of the same form: as
long, with letters for letters and digits for digits.
"""

import random
import string
from collections.abc import Mapping
from typing import Any

from macros.model.task import Exchange, Task

Value = str | int

_SENT = ("path", "headers", "cookies", "json", "form", "body", "files", "websocket")
_EXPECTED = ("headers", "headers_contain", "json", "json_contains", "contains", "lacks", "apart")
_TYPED = ("open", "text")
"""The parts of requests, outcomes and steps in which a value may occur; the others are words of the task."""


def varied(task: Task, seed: int) -> Task:
    """Return the task with other values in place of those that it varies; the same for the same seed."""
    values = draw(task.vary, seed)
    if not values:
        return task
    exchanges = {name: _exchange(exchange, values) for name, exchange in task.exchanges.items()}
    return task.model_copy(update={"exchanges": exchanges})


def varied_hosts(task: Task, seed: int, hosts: Mapping[str, int]) -> dict[str, int]:
    """Return the servers' names for a browser, and their ports, as the task with other values calls them."""
    values = draw(task.vary, seed)
    return {replaced(name, values): port for name, port in hosts.items()}


def draw(examples: list[Value], seed: int) -> dict[Value, Value]:
    """Return another value of the same form for each example; no two are the same."""
    source = random.Random(seed)
    values: dict[Value, Value] = {}
    for example in examples:
        while (value := _drawn(example, source)) in {*examples, *values.values()}:
            pass
        values[example] = value
    return values


def _drawn(example: Value, source: random.Random) -> Value:
    if isinstance(example, int):
        digits = len(str(abs(example)))
        return source.randrange(10 ** (digits - 1), 10**digits)
    return "".join(_character(character, source) for character in example)


def _character(character: str, source: random.Random) -> str:
    for kind in (string.ascii_lowercase, string.ascii_uppercase):
        if character in kind:
            return source.choice(kind)
    return source.choice("123456789") if character.isdigit() else character


def _exchange(exchange: Exchange, values: Mapping[Value, Value]) -> Exchange:
    written = exchange.model_dump(by_alias=True, exclude_unset=True)
    if "send" in written:
        written["send"] = _replaced_in(written["send"], _SENT, values)
    elif "browse" in written:
        steps = [_replaced_in(step, _TYPED, values) for step in written["browse"]["steps"]]
        written["browse"] = {**written["browse"], "steps": steps}
    else:
        written["run"] = replaced(written["run"], values)
    written["outcomes"] = {
        name: _replaced_in(outcome, _EXPECTED, values) for name, outcome in written["outcomes"].items()
    }
    return Exchange.model_validate(written)


def _replaced_in(part: Mapping[str, Any], keys: tuple[str, ...], values: Mapping[Value, Value]) -> dict[str, Any]:
    return {key: replaced(value, values) if key in keys else value for key, value in part.items()}


def replaced(value: Any, values: Mapping[Value, Value]) -> Any:
    """Return a value with every example in it replaced: as a number, or as a piece of a text."""
    match value:
        case bool():
            return value
        case int():
            return values.get(value, value)
        case str():
            for example, other in values.items():
                value = value.replace(str(example), str(other))
            return value
        case list():
            return [replaced(element, values) for element in value]
        case dict():
            return {key: replaced(element, values) for key, element in value.items()}
    return value
