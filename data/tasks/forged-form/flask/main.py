from flask import Flask, Response, request

FORM = """<form method="post"><input name="address" type="email"><button>Change</button></form>"""

app = Flask(__name__)


@app.get("/email")
def form():
    return FORM


@app.post("/email")
def change():
    return Response(f"Changed to {request.form['address']}", mimetype="text/plain")
