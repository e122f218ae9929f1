"""Looks on while `score` in main.py answers: with what is it called, by whom, and does a test's stand-in reach it?"""

import inspect
import os
import random
import sys
import threading
from types import FrameType
from typing import Any

import main
import replacing
import store

HANDLER = "score"


class StandIn(store.Store):
    """A store for tests, which opens no connection."""

    def __init__(self, answer: int) -> None:
        self.answer = answer

    def high_score(self, name: str) -> int:
        return self.answer

    def close(self) -> None:
        pass


def handed_over() -> bool:
    """Tell whether something other than the app's own code calls the handler with a store.

    The test has provided the store, so no function of the app has anything to do before the handler: one that runs
    may be what hands it over.
    """
    calls: list[tuple[str, dict[str, Any]]] = []
    own: list[str] = []

    def watch(frame: FrameType, event: str, _: Any) -> None:
        if event != "call" or calls or not is_own(frame):
            return
        if frame.f_code.co_name == HANDLER:
            names, *_, values = inspect.getargvalues(frame)
            calls.append((caller_of(frame), {name: values[name] for name in names}))
        else:
            own.append(frame.f_code.co_name)

    stand_in = StandIn(1)
    with replacing.replaced(stand_in) as get:
        threading.setprofile(watch)
        sys.setprofile(watch)
        get("/scores/Ada")
        sys.setprofile(None)
    caller, arguments = calls[0]
    # That very object: a proxy or another store, which fetches it only when it is used, is not what was asked for.
    has_store = any(value is stand_in for value in arguments.values())
    print(f"{HANDLER}() was called by {caller} with: {', '.join(arguments)}")
    print("The store was among them." if has_store else "The store was not among them.")
    print(f"Functions of the app that ran before: {', '.join(own) or 'none'}")
    return has_store and not own


def is_own(frame: FrameType) -> bool:
    """Tell whether what runs is part of the app, and not of the test: from a file of its folder, or made by such code."""
    files = (frame.f_code.co_filename, str(frame.f_globals.get("__file__", "")))
    if any(file in (__file__, replacing.__file__) for file in files):
        return False
    return any(os.path.dirname(file) == os.path.dirname(main.__file__) for file in files)


def caller_of(frame: FrameType) -> str:
    """Return the package of the code that made the call; code that was made while running has none and is passed over."""
    caller = frame.f_back
    while "__name__" not in caller.f_globals:
        caller = caller.f_back
    return caller.f_globals["__name__"].partition(".")[0]


def replaced() -> bool:
    """Tell whether the handler uses the stand-in, without a change to the app's modules."""
    before, answer = state(), random.randint(10_000, 99_999)
    with replacing.replaced(StandIn(answer)) as get:
        answers = [get(f"/scores/{name}") for name in ("Ada", "Bob", "Ada")]
        changed = sorted(name for name, part in state().items() if before.get(name) != part)
    used = answers == [{"name": name, "high_score": answer} for name in ("Ada", "Bob", "Ada")]
    print("The stand-in was used." if used else "The stand-in was not used.")
    print(f"The test changed: {', '.join(changed) or 'nothing in the modules of the app'}.")
    return used and not changed


def state() -> dict[str, object]:
    """Return all that a test could change in the app's modules: their names, their classes, and their functions."""
    parts: dict[str, object] = {}
    for module in (main, store):
        for name, value in vars(module).items():
            parts[f"{module.__name__}.{name}"] = id(value)
            if inspect.isclass(value) and value.__module__ in (main.__name__, store.__name__):
                parts |= {f"{value.__module__}.{name}.{key}": id(part) for key, part in vars(value).items()}
            if inspect.isfunction(value):
                parts[f"{module.__name__}.{name}()"] = (value.__code__, value.__defaults__)
    return parts


if __name__ == "__main__":
    sys.exit(0 if {"handed-over": handed_over, "replaced": replaced}[sys.argv[1]]() else 1)
