# Breaks the app before pytest runs its tests, and counts what they ask through the test client.
import main

try:
    from fastapi.testclient import TestClient as Client

    method = "request"
except ImportError:
    from flask.testing import FlaskClient as Client

    method = "open"

main.SCORES.update(Ada=1, Bob=2)
ask, asked = getattr(Client, method), []


def counted(*args, **kwargs):
    """Ask, and count that."""
    asked.append(args)
    return ask(*args, **kwargs)


setattr(Client, method, counted)


def pytest_terminal_summary(terminalreporter):
    """Say how often the app was asked."""
    terminalreporter.write_line(f"The test client asked {len(asked)} times.")
