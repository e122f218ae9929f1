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
PATHS = ("/double/21", "/double/plenty")

logging.disable()
others: set[str] = set()


class WithoutHints(ast.NodeTransformer):
    """Takes the hints out of the handler's parameters."""

    def visit_FunctionDef(self, node: Any) -> Any:
        if node.name == HANDLER:
            for argument in (*node.args.args, *node.args.kwonlyargs):
                argument.annotation = None
        return node

    visit_AsyncFunctionDef = visit_FunctionDef


def watch(frame: FrameType, event: str, _: Any) -> None:
    """Note which functions in the app's folder run beside the handler: one of them may be what reads the hints."""
    name, file = frame.f_code.co_name, frame.f_code.co_filename
    own = file == PROGRAM or (os.path.dirname(file) == os.getcwd() and file != __file__)
    if event == "call" and own and name != HANDLER:
        others.add(name)


def answers(program: ast.Module) -> list[str]:
    """Run the program and return what its app answers."""
    names: dict[str, Any] = {"__name__": "main"}
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
    return texts


written = ast.parse(Path(PROGRAM).read_text())
with_hints = answers(written)
without_hints = answers(ast.fix_missing_locations(WithoutHints().visit(written)))
for path, first, second in zip(PATHS, with_hints, without_hints):
    print(f"GET {path}\n  as written: {first}\n  without the hint: {second}")
if with_hints == without_hints:
    sys.exit("The hint changes nothing.")
if others:
    sys.exit(f"The hint changes the answers, but the program's own code may be what reads it: {', '.join(sorted(others))}.")
print("The hint changes the answers, and no other function of the program runs.")
