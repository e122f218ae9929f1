from flask import Flask, flash, redirect, render_template_string

PAGE = """<h1>Front page</h1>
{% for message in get_flashed_messages() %}<p>{{ message }}</p>{% endfor %}"""

app = Flask(__name__)
app.secret_key = "change-me"


@app.get("/")
def front_page():
    return render_template_string(PAGE)


@app.post("/save")
def save():
    flash("Saved")
    return redirect("/", 303)
