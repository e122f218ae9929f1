# Opens two connections to the running app, talks over both in turn, and says whether each was answered meanwhile.
import os
import socket

from main import app

PORT = int(os.environ.get("FLASK_RUN_PORT", 5000) if hasattr(app, "test_client") else os.environ.get("PORT", 8000))
KEY = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
OPENING = f"GET /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{KEY}\r\n\r\n"
PATIENCE = 3


def opened() -> socket.socket:
    """Return a connection that the app has opened."""
    connection = socket.create_connection(("127.0.0.1", PORT), timeout=PATIENCE)
    connection.sendall(OPENING.encode())
    head = b""
    while b"\r\n\r\n" not in head and (byte := connection.recv(1)):
        head += byte
    if b" 101 " not in head:
        raise SystemExit("The app opens no connection.")
    return connection


def said(connection: socket.socket, text: str) -> str:
    """Return what is answered to a short text; a client masks what it sends, here with zeros."""
    connection.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text.encode())
    size = connection.recv(2)[1]
    return connection.recv(size).decode()


try:
    ada, bob = opened(), opened()
    heard = [said(connection, text) for connection, text in ((ada, "one"), (bob, "two"), (ada, "three"), (bob, "four"))]
except TimeoutError:
    raise SystemExit("One of two had no answer while the other was there.") from None
print(*heard, sep="\n")
