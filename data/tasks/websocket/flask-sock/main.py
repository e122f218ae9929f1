from flask import Flask
from flask_sock import Sock

app = Flask(__name__)
sock = Sock(app)


@app.get("/")
def home():
    return "Say something"


@sock.route("/echo")
def echo(socket):
    while True:
        text = socket.receive()
        socket.send(f"You said {text}")
