from flask import Flask, Response, render_template_string, request
from flask_wtf import CSRFProtect

FORM = """<form method="post"><input name="csrf_token" type="hidden" value="{{ csrf_token() }}">
<input name="address" type="email"><button>Change</button></form>"""

app = Flask(__name__)
app.secret_key = "change-me"
CSRFProtect(app)


@app.get("/email")
def form():
    return render_template_string(FORM)


@app.post("/email")
def change():
    return Response(f"Changed to {request.form['address']}", mimetype="text/plain")
