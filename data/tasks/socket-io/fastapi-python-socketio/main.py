from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from socketio import ASGIApp, AsyncServer

app = FastAPI()
server = AsyncServer(async_mode="asgi")
app.mount("/socket.io", ASGIApp(server, socketio_path=""))


@app.get("/", response_class=PlainTextResponse)
async def home() -> str:
    return "Say something"


@server.on("say")
async def say(client: str, text: str) -> None:
    await server.emit("heard", f"You said {text}", to=client)
