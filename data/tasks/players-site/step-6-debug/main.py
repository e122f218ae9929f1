from flask import Flask, abort, redirect, render_template, request, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

app = Flask(__name__)

players: list[dict[str, str | int]] = [{"name": "Ada", "high_score": 9001}]


@app.errorhandler(403)
def forbidden(error: Forbidden) -> tuple[str, int]:
    return render_template("403.html"), 403


@app.get("/")
def home() -> str:
    return render_template("players.html", players=players)


@app.get("/add")
def add_form() -> str:
    return render_template("add.html", problem="")


@app.post("/add")
def add() -> Response | tuple[str, int]:
    name = request.form.get("name", "").strip()
    score = request.form.get("high_score", type=int)
    if not name or score is None:
        return render_template("add.html", problem="A name and a whole number are needed."), 400
    players.append({"name": name, "high_score": score})
    return redirect(url_for("home"))


@app.get("/reset")
def reset() -> str:
    abort(403, description="The account of the tournament's host is needed")


@app.get("/api/players")
def list_players() -> list[dict[str, str | int]]:
    return players
