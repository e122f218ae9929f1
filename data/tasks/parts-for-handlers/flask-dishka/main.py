from collections.abc import Iterator
from contextlib import closing

from dishka import Provider, Scope, make_container, provide
from dishka.integrations.flask import FromDishka, setup_dishka
from flask import Blueprint, Flask, abort

from store import Store, events

scores = Blueprint("scores", __name__)


class Stores(Provider):
    @provide(scope=Scope.REQUEST)
    def open_store(self) -> Iterator[Store]:
        with closing(Store()) as store:
            yield store


@scores.get("/scores/<name>")
def score(name: str, store: FromDishka[Store]):
    high_score = store.high_score(name)
    if high_score is None:
        abort(404, "Nobody of that name")
    return {"name": name, "high_score": high_score}


@scores.get("/events")
def last_events():
    return events[-6:]


def create_app(*more: Provider) -> Flask:
    app = Flask(__name__)
    app.register_blueprint(scores)
    setup_dishka(make_container(Stores(), *more), app, auto_inject=True)
    return app


app = create_app()
