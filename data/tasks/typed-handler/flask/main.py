from flask import Flask

app = Flask(__name__)


@app.get("/double/<number>")
def double(number: int):
    return {"doubled": number * 2}
