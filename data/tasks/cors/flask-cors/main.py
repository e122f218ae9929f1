from flask import Flask, request
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins=["https://shop.example"])


@app.post("/players")
def create_player():
    return request.get_json(), 201
