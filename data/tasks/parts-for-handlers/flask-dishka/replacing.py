from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from dishka import Provider, Scope

from main import create_app
from store import Store


@contextmanager
def replaced(stand_in: Store) -> Iterator[Callable[[str], Any]]:
    provider = Provider(scope=Scope.REQUEST)
    provider.provide(lambda: stand_in, provides=Store, override=True)
    client = create_app(provider).test_client()
    yield lambda path: client.get(path).get_json()
