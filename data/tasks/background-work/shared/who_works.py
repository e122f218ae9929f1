# Orders a book, and says who called the work: the view itself, a thread of the app's own, or the framework.
import sys
import time

import main

callers = []


def confirm(item: str) -> None:
    """Look who calls, in place of the work."""
    callers.append(sys._getframe(1).f_globals["__name__"].split(".")[0])


main.confirm = confirm
if hasattr(main.app, "test_client"):
    client = main.app.test_client()
else:
    from fastapi.testclient import TestClient

    client = TestClient(main.app)
client.post("/orders", json={"item": "book"})
time.sleep(0.2)

who = {"main": "the view", "threading": "a thread of its own", "concurrent": "a thread of its own"}
print("The work is called by", *(who.get(caller, "the framework") for caller in callers or ["main"]))
