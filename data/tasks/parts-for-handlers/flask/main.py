from flask import Flask, abort, g

from store import Store, events

app = Flask(__name__)


def get_store() -> Store:
    if "store" not in g:
        g.store = Store()
    return g.store


@app.teardown_appcontext
def close_store(error: BaseException | None) -> None:
    store = g.pop("store", None)
    if store is not None:
        store.close()


@app.get("/scores/<name>")
def score(name: str):
    high_score = get_store().high_score(name)
    if high_score is None:
        abort(404, "Nobody of that name")
    return {"name": name, "high_score": high_score}


@app.get("/events")
def last_events():
    return events[-6:]
