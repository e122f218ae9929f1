from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@app.get("/")
def home():
    return "Say something"


@socketio.on("say")
def say(text):
    emit("heard", f"You said {text}")
