from flask import Flask, request

app = Flask(__name__)


@app.post("/players")
def create_player():
    return request.get_json(), 201
