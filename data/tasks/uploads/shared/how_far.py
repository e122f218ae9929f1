# Sends a file of a million bytes to the running app, slowly at first, and says whether the answer came before a tenth of
# it was sent: once with the length said in advance, and once in chunks without it.
import os
import select
import socket

from main import app

PORT = int(os.environ.get("FLASK_RUN_PORT", 5000) if hasattr(app, "test_client") else os.environ.get("PORT", 8000))
BEGIN = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="big.txt"\r\n\r\n'
BODY = BEGIN + b"0" * 1_000_000 + b"\r\n--x--\r\n"
HEAD = "POST /photos HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=x\r\n"
PIECE = len(BODY) // 100
PATIENCE = 0.25
"""Seconds that the app has for an answer after each piece of the first tenth."""


def ask(length: str, chunked: bool) -> str:
    """Return the status of the answer, and when it came."""
    with socket.create_connection(("127.0.0.1", PORT), timeout=10) as connection:
        connection.sendall(f"{HEAD}{length}\r\n\r\n".encode())
        for sent in range(0, len(BODY), PIECE):
            if select.select([connection], [], [], PATIENCE if sent < len(BODY) / 10 else 0)[0]:
                when = "before a tenth" if sent < len(BODY) / 10 else "after a tenth"
                break
            piece = BODY[sent : sent + PIECE]
            connection.sendall(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
        else:
            connection.sendall(b"0\r\n\r\n" if chunked else b"")
            when = "after all"
        return f"{connection.recv(12)[9:].decode()} {when} of it was sent"


print("with its length:", ask(f"Content-Length: {len(BODY)}", chunked=False))
print("in chunks:", ask("Transfer-Encoding: chunked", chunked=True))
