from flask import Flask, request

app = Flask(__name__)


@app.put("/players/<name>")
def put_player(name: str):
    return {"name": name, **request.get_json()}
