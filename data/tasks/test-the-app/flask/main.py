from flask import Flask, abort

SCORES = {"Ada": 9001}

app = Flask(__name__)


@app.get("/players/<name>")
def player(name: str):
    if name not in SCORES:
        abort(404, "Nobody of that name")
    return {"name": name, "high_score": SCORES[name]}
