from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from fastapi.testclient import TestClient

from main import app, open_store
from store import Store


@contextmanager
def replaced(stand_in: Store) -> Iterator[Callable[[str], Any]]:
    client = TestClient(app)
    app.dependency_overrides[open_store] = lambda: stand_in
    yield lambda path: client.get(path).json()
    app.dependency_overrides.clear()
