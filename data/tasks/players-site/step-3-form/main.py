from flask import Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

app = Flask(__name__)

players = [{"name": "Ada", "high_score": 9001}]


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
