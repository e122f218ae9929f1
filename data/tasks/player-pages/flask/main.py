from flask import Flask, redirect, render_template, request
from werkzeug.wrappers import Response

app = Flask(__name__)
players = [{"name": "Ada", "high_score": 9001}, {"name": "Grace", "high_score": 8750}]


@app.get("/")
def show_players() -> str:
    return render_template("players.html", players=players)


@app.post("/")
def add_player() -> Response:
    players.append({"name": request.form["name"], "high_score": int(request.form["high_score"])})
    return redirect("/", code=303)
