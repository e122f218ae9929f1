import time
from collections.abc import Iterator

from flask import Flask, Response

app = Flask(__name__)


def events() -> Iterator[str]:
    for goals in range(4):
        yield f"data: {goals}\n\n"
        time.sleep(0.2)


@app.get("/goals")
def goals() -> Response:
    return Response(events(), mimetype="text/event-stream")
