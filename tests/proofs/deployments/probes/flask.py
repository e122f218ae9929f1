"""An app that tells who it thinks has asked."""

# The frameworks are in the guides' stacks, not where mypy runs.
# mypy: ignore-errors

from flask import Flask, request

app = Flask(__name__)


@app.get("/seen")
def seen() -> dict[str, str | None]:
    """Tell what the request looks like from here."""
    return {"address": request.remote_addr, "scheme": request.scheme, "host": request.host}
