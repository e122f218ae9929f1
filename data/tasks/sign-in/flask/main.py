from flask import Flask, request

app = Flask(__name__)


@app.get("/report")
def report():
    shown = request.authorization
    return {"report": "All is well", "token_shown": shown is not None}
