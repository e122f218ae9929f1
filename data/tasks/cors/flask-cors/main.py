from flask import Flask, request
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins=["https://shop.example"])


@app.put("/players/<name>")
def put_player(name: str):
    return {"name": name, **request.get_json()}
