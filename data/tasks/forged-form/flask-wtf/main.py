from flask import Flask, Response, abort, redirect, render_template_string, request, session
from flask_wtf import CSRFProtect

SIGN_IN = """<form method="post"><input name="csrf_token" type="hidden" value="{{ csrf_token() }}">
<input name="name"><button>Sign in</button></form>"""
FORM = """<p>You are {{ name }}. Your address is {{ address }}.</p>
<form method="post"><input name="csrf_token" type="hidden" value="{{ csrf_token() }}">
<input name="address" type="email"><button>Change</button></form>"""

app = Flask(__name__)
app.secret_key = "change-me"
CSRFProtect(app)
addresses = {}


def visitor():
    return session.get("name") or abort(401)


@app.get("/sign-in")
def sign_in_form():
    return render_template_string(SIGN_IN)


@app.post("/sign-in")
def sign_in():
    session["name"] = request.form["name"]
    return redirect("/email", 303)


@app.get("/email")
def form():
    address = addresses.get(visitor(), "unknown")
    return render_template_string(FORM, name=visitor(), address=address)


@app.post("/email")
def change():
    addresses[visitor()] = request.form["address"]
    return Response(f"Changed to {request.form['address']}", mimetype="text/plain")
