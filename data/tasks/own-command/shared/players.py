"""The players, in a file that the app and its commands share."""

import json
from pathlib import Path

FILE = Path(__file__).with_name("players.json")


def find(name: str) -> int | None:
    return _all().get(name)


def add(name: str, high_score: int) -> None:
    FILE.write_text(json.dumps({**_all(), name: high_score}))


def _all() -> dict[str, int]:
    return json.loads(FILE.read_text()) if FILE.exists() else {}
