"""Calls of macros in pages: a wrong one is named at its line of the file, before anything is made of the page.

The macros' names and parameters are read from their modules' text: to import them takes longer than to check the data.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from macros.catalog import Catalog
from macros.kinds import ID_KINDS
from macros.model.base import TaskId
from macros.problem import Problem, listed, unknown

FRAGMENTS = Path(__file__).parent / "fragments"

_HIDDEN = re.compile(r"\A---\n.*?\n---\n|\{#.*?#\}|\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.DOTALL)
"""What is no text of a page: its front matter, comments, and what is shown as it is."""

_EXPRESSION = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
_NAME = re.compile(r"\s*[A-Za-z_]\w*\s*\(")

_JINJAS_OWN = frozenset({"range", "dict", "lipsum", "cycler", "joiner", "namespace", "super", "caller"})

_KINDS = {word.__name__: kind for word, kind in ID_KINDS.items()}
_IN_TASKS = {"SampleId": "samples", "ExchangeId": "exchanges", "ServiceId": "services", "ScreenshotId": "screenshots"}
"""The parts of a task that an ID names, by the name of the ID's type."""


@dataclass(frozen=True)
class Macro:
    """A macro's parameters, without the page: the name of each one's type by its name."""

    name: str
    parameters: Mapping[str, str]
    rest: str = ""
    """The type of what may follow in any number."""

    @property
    def usage(self) -> str:
        """How it is called."""
        return f"{self.name}({', '.join([*self.parameters, *(['…'] if self.rest else [])])})"


@cache
def macros(folder: Path = FRAGMENTS) -> dict[str, Macro]:
    """Return every macro by its name."""
    found = {}
    for path in sorted(folder.glob("[!_]*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                typed = {each.arg: ast.unparse(each.annotation) for each in node.args.args[1:] if each.annotation}
                rest = node.args.vararg.annotation if node.args.vararg else None
                found[node.name] = Macro(node.name, typed, ast.unparse(rest) if rest else "")
    return found


def wrong_calls(root: Path, catalog: Catalog) -> list[Problem]:
    """Return what is wrong with the calls in all pages under ``root/docs``."""
    problems: list[Problem] = []
    for path in sorted((root / "docs").rglob("*.md")):
        try:
            text = path.read_text("utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError):
            continue  # MkDocs says so
        if "{{" in text:
            problems += _wrong_in(path.relative_to(root).as_posix(), text, catalog)
    return problems


def _wrong_in(name: str, text: str, catalog: Catalog) -> Iterator[Problem]:
    text = _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)

    def at(offset: int, message: str) -> Problem:
        before = text[:offset]
        return Problem(name, before.count("\n") + 1, len(before) - before.rfind("\n"), message)

    for match in _EXPRESSION.finditer(text):
        if "{{" in match[1]:
            yield at(match.start(), "this {{ is not closed by }}")
            continue
        yield from (at(match.start(), f"{{{{ {match[1].strip()} }}}}: {said}") for said in _wrong(match[1], catalog))
    rest = _EXPRESSION.sub(lambda match: " " * len(match[0]), text)
    if (left := rest.find("{{")) >= 0:
        yield at(left, "this {{ is not closed by }}")


def _wrong(expression: str, catalog: Catalog) -> Iterator[str]:
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        if _NAME.match(expression) and "|" not in expression:
            yield "this is no call; write a macro's name and, in brackets, what it takes, texts in quotation marks"
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _wrong_call(node, node.func.id, catalog)


def _wrong_call(call: ast.Call, name: str, catalog: Catalog) -> Iterator[str]:
    macro = macros().get(name)
    if macro is None:
        if name not in _JINJAS_OWN:
            yield unknown("macro", name, macros())
        return
    names = [*macro.parameters]
    given: list[tuple[str, str, ast.expr]] = []
    for position, value in enumerate(call.args):
        if position < len(names):
            given.append((names[position], macro.parameters[names[position]], value))
        elif macro.rest:
            given.append((macro.rest, macro.rest, value))
        else:
            yield f"this is more than it takes; it is {macro.usage}"
            return
    for keyword in call.keywords:
        if keyword.arg and keyword.arg not in macro.parameters:
            yield f"{unknown('parameter', keyword.arg, names)}; it is {macro.usage}"
            return
        if keyword.arg:
            given.append((keyword.arg, macro.parameters[keyword.arg], keyword.value))
    if missing := [each for each in names if each not in {parameter for parameter, *_ in given}]:
        yield f"{listed(missing)} is missing; it is {macro.usage}"
        return
    values = {parameter: value.value for parameter, _, value in given if isinstance(value, ast.Constant)}
    for _, type_name, value in given:
        if isinstance(value, ast.Constant):
            yield from _wrong_id(type_name, value.value, values.get("task"), catalog)
        elif isinstance(value, ast.List | ast.Tuple | ast.Dict | ast.Set):
            yield from _wrong_id(type_name, ast.unparse(value), values.get("task"), catalog)


def _wrong_id(type_name: str, value: object, task_id: object, catalog: Catalog) -> Iterator[str]:
    if kind := _KINDS.get(type_name):
        if value not in (known := catalog.files.get(kind.table, frozenset())):
            yield unknown(kind.word, str(value), map(str, known), now=catalog.renamed(kind).get(str(value), ""))
    elif type_name in _IN_TASKS and (task := catalog.tasks.get(TaskId(str(task_id)))):
        known = getattr(task, _IN_TASKS[type_name])
        if value not in known:
            yield unknown(_IN_TASKS[type_name].removesuffix("s"), str(value), known, of=str(task_id))
