from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, appcontext_pushed, g

from main import app
from store import Store


@contextmanager
def replaced(stand_in: Store) -> Iterator[Callable[[str], Any]]:
    def put(sender: Flask, **extra: Any) -> None:
        g.store = stand_in

    client = app.test_client()
    with appcontext_pushed.connected_to(put, app):
        yield lambda path: client.get(path).get_json()
