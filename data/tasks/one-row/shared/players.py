# A table of a thousand players in an SQLite file, and one question to it.
import sqlite3
from contextlib import closing
from typing import Any

FILE = "players.db"


def fill() -> None:
    """Make the table, once: whichever process comes first."""
    with closing(sqlite3.connect(FILE, timeout=30)) as database, database:
        database.execute("BEGIN IMMEDIATE")
        database.execute("CREATE TABLE IF NOT EXISTS players (number INTEGER PRIMARY KEY, name TEXT, high_score INTEGER)")
        rows = [(number, f"Player {number}", number * 10) for number in range(1000)]
        database.executemany("INSERT OR IGNORE INTO players VALUES (?, ?, ?)", rows)


def find(number: int) -> dict[str, Any] | None:
    """Return a player, or None."""
    with closing(sqlite3.connect(FILE)) as database:
        database.row_factory = sqlite3.Row
        row = database.execute("SELECT * FROM players WHERE number = ?", (number,)).fetchone()
    return dict(row) if row else None
