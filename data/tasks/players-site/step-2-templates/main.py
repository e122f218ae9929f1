from flask import Flask, render_template

app = Flask(__name__)

players = [{"name": "Ada", "high_score": 9001}]


@app.get("/")
def home() -> str:
    return render_template("players.html", players=players)
