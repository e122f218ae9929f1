"""Stands for a database: notes when a connection to it is opened, used and closed."""

SCORES = {"Ada": 9001, "Bob": 7}
events: list[str] = []


class Store:
    """One connection."""

    def __init__(self) -> None:
        self.is_open = True
        events.append("opened")

    def high_score(self, name: str) -> int | None:
        if not self.is_open:
            raise RuntimeError("the connection is closed")
        events.append(f"asked for {name}")
        return SCORES.get(name)

    def close(self) -> None:
        self.is_open = False
        events.append("closed")
