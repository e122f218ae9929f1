import os

from flask import Flask

app = Flask(__name__)


@app.get("/process")
def process():
    return {"process": os.getpid(), "sum": sum(range(500_000))}
