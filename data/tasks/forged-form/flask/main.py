from flask import Flask, Response, abort, redirect, request, session
from markupsafe import escape

SIGN_IN = """<form method="post"><input name="name"><button>Sign in</button></form>"""
FORM = """<p>You are {name}. Your address is {address}.</p>
<form method="post"><input name="address" type="email"><button>Change</button></form>"""

app = Flask(__name__)
app.secret_key = "change-me"
addresses = {}


def visitor():
    return session.get("name") or abort(401)


@app.get("/sign-in")
def sign_in_form():
    return SIGN_IN


@app.post("/sign-in")
def sign_in():
    session["name"] = request.form["name"]
    return redirect("/email", 303)


@app.get("/email")
def form():
    address = addresses.get(visitor(), "unknown")
    return FORM.format(name=escape(visitor()), address=escape(address))


@app.post("/email")
def change():
    addresses[visitor()] = request.form["address"]
    return Response(f"Changed to {request.form['address']}", mimetype="text/plain")
