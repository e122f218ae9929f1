from flask import Flask, request

app = Flask(__name__)


@app.get("/address/<int:number>")
def from_address(number: int):
    return {"doubled": number * 2}


@app.get("/query")
def from_query():
    number = request.args.get("number", type=int)
    return {"doubled": number * 2}


@app.post("/json")
def from_json():
    number = request.get_json()["number"]
    return {"doubled": number * 2}
