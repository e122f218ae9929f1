from flask import Flask, redirect, render_template_string, request, url_for

from players import names

PAGE = """\
<!doctype html>
<title>Players</title>
<ul>{% for name in names %}<li>{{ name }}</li>{% endfor %}</ul>
<form method="post" action="{{ url_for('add') }}"><input name="name"><button>Add</button></form>
"""

pages = Flask(__name__)


@pages.get("/players")
def show():
    return render_template_string(PAGE, names=names)


@pages.post("/players")
def add():
    names.append(request.form["name"])
    return redirect(url_for("show"))
