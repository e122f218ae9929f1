from flask import Flask, abort, render_template
from werkzeug.exceptions import Forbidden

app = Flask(__name__)


@app.errorhandler(403)
def forbidden(error: Forbidden) -> tuple[str, int]:
    return render_template("403.html"), 403


@app.get("/")
def home() -> str:
    return render_template("home.html")


@app.get("/salaries")
def salaries() -> str:
    abort(403, description="Role payroll-admin is missing")
