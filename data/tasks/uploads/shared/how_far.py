# Sends files to the running app and prints the status of each answer. A file of a million bytes is sent slowly at first:
# once with the length said in advance, and once in chunks without it. It also says whether the answer came before a
# tenth of it was sent. Files little below and little above the limit are sent in chunks too, one of them before all others.
import os
import secrets
import select
import socket

from main import app

PORT = int(os.environ.get("FLASK_RUN_PORT", 5000) if hasattr(app, "test_client") else os.environ.get("PORT", 8000))
DISPOSITION = 'Content-Disposition: form-data; name="photo"; filename="big.txt"'
HEAD = "POST /photos HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary="
PATIENCE = 0.25
"""Seconds that the app has for an answer after each piece of the first tenth."""


def ask(size: int, chunked: bool, patience: float = 0) -> str:
    """Send a file of so many bytes in a hundred pieces; return the status of the answer, and when it came."""
    boundary = secrets.token_hex(8)
    body = f"--{boundary}\r\n{DISPOSITION}\r\n\r\n{'0' * size}\r\n--{boundary}--\r\n".encode()
    piece_size = len(body) // 100
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(body)}"
    with socket.create_connection(("127.0.0.1", PORT), timeout=10) as connection:
        connection.sendall(f"{HEAD}{boundary}\r\n{length}\r\n\r\n".encode())
        for sent in range(0, len(body), piece_size):
            if select.select([connection], [], [], patience if sent < len(body) / 10 else 0)[0]:
                when = "before a tenth" if sent < len(body) / 10 else "after a tenth"
                break
            piece = body[sent : sent + piece_size]
            connection.sendall(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
        else:
            connection.sendall(b"0\r\n\r\n" if chunked else b"")
            when = "after all"
        return f"{connection.recv(12)[9:].decode()} {when} of it was sent"


print("the first of all, above the limit, in chunks:", ask(2_300, chunked=True).partition(" ")[0])
print("with its length:", ask(1_000_000, chunked=False, patience=PATIENCE))
print("in chunks:", ask(1_000_000, chunked=True, patience=PATIENCE))
print("below the limit, in chunks:", ask(1_700, chunked=True).partition(" ")[0])
print("above the limit, in chunks:", ask(2_300, chunked=True).partition(" ")[0])
