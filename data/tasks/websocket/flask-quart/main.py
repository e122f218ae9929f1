from quart import Quart, websocket

app = Quart(__name__)


@app.get("/")
async def home():
    return "Say something"


@app.websocket("/echo")
async def echo():
    while True:
        text = await websocket.receive()
        await websocket.send(f"You said {text}")
