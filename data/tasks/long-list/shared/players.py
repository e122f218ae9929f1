# Thirteen hundred players.
from typing import Any

PLAYERS: list[dict[str, Any]] = [
    {"number": number, "name": f"Player {number}", "high_score": number * 10, "club": "The Long List"}
    for number in range(1300)
]
