from flask import Flask

app = Flask(__name__)


@app.get("/")
def home() -> str:
    return "<h1>Players</h1><p>The site is up.</p>"
