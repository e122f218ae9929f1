"""Asks the app twice: as it is written, and with text declared wherever a whole number was.

Where the answer is a number both times, it is not the declaration that converts, but other code.
"""

import re
import sys
from pathlib import Path
from typing import Any

DECLARATIONS = {"<int:": "<string:", r"\bInteger\b": "String", r"\bint\b(?!\()": "str"}
"""Ways to declare a whole number, and the same for text. A call, `int(...)`, is no declaration."""


def answers(program: str) -> dict[str, Any]:
    """Run the program and return what its app answers to the text 21, by place."""
    names: dict[str, Any] = {"__name__": "main"}
    exec(compile(program, "main.py", "exec"), names)
    app = names["app"]
    if hasattr(app, "test_client"):
        client = app.test_client()
    else:
        from fastapi.testclient import TestClient

        client = TestClient(app)
    replies = {
        "address": client.get("/address/21"),
        "query": client.get("/query?number=21"),
        "json": client.post("/json", json={"number": "21"}),
    }
    return {place: (reply.json if isinstance(reply.json, dict) else reply.json())["doubled"] for place, reply in replies.items()}


written = Path("main.py").read_text()
as_text = written
for number, text in DECLARATIONS.items():
    as_text = re.sub(number, text, as_text)

by_other_code = False
without = answers(as_text)
for place, doubled in answers(written).items():
    by = "not at all" if doubled == "2121" else "by other code" if without[place] == doubled else "by the declaration"
    by_other_code |= by == "by other code"
    print(f"{place}: converted {by}")
sys.exit(1 if by_other_code else 0)
