# Orders a book, and says who called the work: the view itself, a thread of the app's own, or what it was handed to.
import sys
import time
from contextlib import nullcontext

import main

callers = []


def confirm(item: str) -> None:
    """Look who calls, in place of the work."""
    frame = sys._getframe(1)
    while frame.f_globals["__name__"] in ("celery.app.task", "celery.local"):  # a task that is called like a function
        frame = frame.f_back
    callers.append(frame.f_globals["__name__"].split(".")[0])


worker = nullcontext()
if hasattr(main.confirm, "delay"):
    # A task of Celery's: a worker is started here, and has a queue for itself.
    from celery.contrib.testing.worker import start_worker

    main.confirm.run = confirm
    main.confirm.app.conf.task_default_queue = "who-works"
    worker = start_worker(main.confirm.app, perform_ping_check=False)
else:
    main.confirm = confirm
if hasattr(main.app, "test_client"):
    client = main.app.test_client()
else:
    from fastapi.testclient import TestClient

    client = TestClient(main.app)
with worker:
    client.post("/orders", json={"item": "book"})
    time.sleep(0.2)

who = {"main": "the view", "threading": "a thread of its own", "concurrent": "a thread of its own"}
print("The work is called by", *(who.get(caller, "what it was handed to") for caller in callers or ["main"]))
