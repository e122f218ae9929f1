# Orders a book, and says who called the work: the view itself, a thread of the app's own, or what it was handed to.
# What is in a queue waits for a worker: what is done while there is none was done by the app.
import sys
import threading
import time

import main

callers = []
PYTHONS = {"anyio", "asyncio", "concurrent", "multiprocessing", "threading"}
"""What a view of the app could begin work with by itself."""
begun = []


def confirm(item: str) -> None:
    """Look who calls, in place of the work."""
    frame = sys._getframe(1)
    while frame.f_globals["__name__"] in ("celery.app.task", "celery.local"):  # a task that is called like a function
        frame = frame.f_back
    callers.append(frame.f_globals["__name__"].split(".")[0])


def watch(frame, event: str, _: object) -> None:
    """Note what the app's own code begins."""
    caller = frame.f_back
    if event == "call" and caller is not None and caller.f_globals.get("__name__") == main.__name__:
        if frame.f_globals.get("__name__", "").split(".")[0] in PYTHONS:
            begun.append(frame.f_code.co_name)


has_queue = hasattr(main.confirm, "delay")
if has_queue:
    main.confirm.run = confirm
    main.confirm.app.conf.task_default_queue = "who-works"  # no other worker looks there
else:
    main.confirm = confirm
if hasattr(main.app, "test_client"):
    client = main.app.test_client()
else:
    from fastapi.testclient import TestClient

    client = TestClient(main.app)
threading.setprofile(watch)
sys.setprofile(watch)
client.post("/orders", json={"item": "book"})
sys.setprofile(None)
threading.setprofile(None)
time.sleep(0.2)

who = {"main": "the view", "threading": "a thread of its own", "concurrent": "a thread of its own"}
if begun and not has_queue:
    callers = [caller if caller in who else "threading" for caller in callers]
if has_queue and callers:
    who = {**dict.fromkeys(callers, "the app, which does not wait for its queue"), **who}
elif has_queue:
    from celery.contrib.testing.worker import start_worker

    with start_worker(main.confirm.app, perform_ping_check=False):
        time.sleep(0.2)
print("The work is called by", *(who.get(caller, "what it was handed to") for caller in callers or ["main"]))
