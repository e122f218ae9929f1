# Breaks the app while pytest's tests ask it through the test client, and counts what they ask. Whoever calls a function of
# the app past the client finds it whole.
import main

try:
    from fastapi.testclient import TestClient as Client

    method = "request"
except ImportError:
    from flask.testing import FlaskClient as Client

    method = "open"

whole, broken = dict(main.SCORES), {"Ada": 1, "Bob": 2}
ask, asked = getattr(Client, method), []


def counted(*args, **kwargs):
    """Ask the broken app, and count that."""
    asked.append(args)
    main.SCORES.update(broken)
    try:
        return ask(*args, **kwargs)
    finally:
        main.SCORES.clear()
        main.SCORES.update(whole)


setattr(Client, method, counted)


def pytest_terminal_summary(terminalreporter):
    """Say how often the app was asked."""
    terminalreporter.write_line(f"The test client asked {len(asked)} times.")
