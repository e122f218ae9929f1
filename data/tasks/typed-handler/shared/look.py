"""Asks the app in main.py twice: as it is written, and with the type hints of its handler `double` taken out."""

import ast
import logging
import os
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

HANDLER = "double"
PROGRAM = "main.py"
MODULE = "main"
PATHS = ("/double/21", "/double/plenty")

logging.disable()
others: set[str] = set()
given: list[dict[str, str]] = []
"""With what the handler was called each time: the type of each argument."""


class WithoutHints(ast.NodeTransformer):
    """Takes the hints out of the handler's parameters."""

    def visit_FunctionDef(self, node: Any) -> Any:
        if node.name == HANDLER:
            for argument in (*node.args.args, *node.args.kwonlyargs):
                argument.annotation = None
        return node

    visit_AsyncFunctionDef = visit_FunctionDef


def watch(frame: FrameType, event: str, _: Any) -> None:
    """Note what the handler is called with, and which of the app's functions run beside it: one may read the hints.

    A function is the app's if it is in its folder, or was made by the program, under whatever name of a file.
    """
    name, file = frame.f_code.co_name, frame.f_code.co_filename
    in_folder = os.path.dirname(file) == os.getcwd() and file != __file__
    if event != "call" or not (file == PROGRAM or in_folder or frame.f_globals.get("__name__") == MODULE):
        return
    if name == HANDLER:
        names = frame.f_code.co_varnames[: frame.f_code.co_argcount + frame.f_code.co_kwonlyargcount]
        given.append({name: type(frame.f_locals[name]).__name__ for name in names})
    else:
        others.add(name)


def answers(program: ast.Module) -> tuple[list[str], list[dict[str, str]]]:
    """Run the program; return what its app answers, and what its handler was given."""
    given.clear()
    names: dict[str, Any] = {"__name__": MODULE}
    exec(compile(program, PROGRAM, "exec"), names)
    app = names["app"]
    if hasattr(app, "test_client"):
        client = app.test_client()
    else:
        from fastapi.testclient import TestClient

        client = TestClient(app, raise_server_exceptions=False)
    threading.setprofile(watch)
    sys.setprofile(watch)
    texts = [client.get(path).text.strip() for path in PATHS]
    sys.setprofile(None)
    threading.setprofile(None)
    return texts, [*given]


written = ast.parse(Path(PROGRAM).read_text())
functions = [node for node in ast.walk(written) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
if [node.name for node in functions].count(HANDLER) != 1:
    sys.exit(f"The program must have one function of the name {HANDLER}.")
with_hints, was_given = answers(written)
without_hints, was_given_without = answers(ast.fix_missing_locations(WithoutHints().visit(written)))
for path, first, second in zip(PATHS, with_hints, without_hints):
    print(f"GET {path}\n  as written: {first}\n  without the hint: {second}")
if with_hints == without_hints:
    sys.exit("The hint changes nothing.")
if others:
    sys.exit(f"The hint changes the answers, but the program's own code may be what reads it: {', '.join(sorted(others))}.")
if was_given == was_given_without:
    sys.exit("The hint changes the answers, but not what the handler is given: it may read the hint itself.")
print("The hint changes the answers, and no other function of the program runs.")
