from flask import Flask, render_template

app = Flask(__name__)


@app.get("/")
def home() -> str:
    return "<h1>Good morning</h1>"


@app.get("/hello/<name>")
def hello(name: str) -> str:
    return render_template("hello.html", name=name)
