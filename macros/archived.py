"""What is where in an archive, for those who pack it and for those who unpack it.

It needs nothing but Python: it is read before anything is installed.
"""

APP, SERVICE, SENT = "app", "service", "sent"
"""The folders of the sample's files, of its service's, and of the files that requests send."""

ASKING, BROWSING = "asking", "browsing"
"""What the lock of the packages that ask is called, and this project's own for those that ask in a browser."""

LOCKS = (ASKING, APP, SERVICE)
"""What has a lock, if the archive has it."""

PROGRAM = "program"
"""The folder of the modules that install, start, ask and judge."""

SCRIPT, READ_ME, REQUESTS = "repeat.sh", "README.txt", "requests.txt"

TASK, ON_RECORD = "task.json", "site.json"
"""What is asked, and what the site has on record."""


def lock_of(name: str) -> str:
    """Return the name of a lock's file."""
    return f"{name}.lock"
