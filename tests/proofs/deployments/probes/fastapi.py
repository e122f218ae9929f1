"""An app that tells who it thinks has asked."""

# The frameworks are in the guides' stacks, not where mypy runs.
# mypy: ignore-errors

from fastapi import FastAPI, Request, WebSocket

app = FastAPI()


@app.get("/seen")
async def seen(request: Request) -> dict[str, str | None]:
    """Tell what the request looks like from here."""
    client = request.client.host if request.client else None
    return {"address": client, "scheme": request.url.scheme, "host": request.url.hostname}


@app.websocket("/echo")
async def echo(socket: WebSocket) -> None:
    """Send one message back."""
    await socket.accept()
    await socket.send_text(await socket.receive_text())
    await socket.close()
