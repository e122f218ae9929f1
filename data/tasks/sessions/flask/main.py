from flask import Flask, session

app = Flask(__name__)
app.secret_key = "change-me"


@app.get("/visits")
def count():
    visits = session.get("visits", 0) + 1
    session["visits"] = visits
    return {"visits": visits}
