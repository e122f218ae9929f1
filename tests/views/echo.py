"""A server that remembers what arrives, and commands that are typed at it."""

import contextlib
import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote


@dataclass(frozen=True)
class Arrival:
    """A request as it arrived."""

    method: str
    target: str
    headers: dict[str, list[str]]
    body: bytes

    def essence(self) -> tuple[Any, ...]:
        """Return what the server's program sees of it, whoever sent it."""
        media_type = self.headers.get("content-type", [])
        body: object = self.body
        if media_type == ["application/json"]:
            with contextlib.suppress(ValueError):
                body = json.loads(self.body)
        elif media_type == ["application/x-www-form-urlencoded"]:
            body = parse_qsl(self.body.decode(), keep_blank_values=True)
        elif media_type and media_type[0].startswith("multipart/form-data"):
            message = message_from_bytes(b"Content-Type: " + media_type[0].encode() + b"\r\n\r\n" + self.body)
            media_type = ["multipart/form-data"]
            body = {
                str(part.get("Content-Disposition")): (part.get_filename() and part.get_content_type(), _content(part))
                for part in message.walk()
                if not part.is_multipart()
            }
        extra = {name: value for name, value in self.headers.items() if name.startswith("x-")}
        return self.method, unquote(self.target), media_type, body, extra


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


@dataclass
class Echo:
    """The server's address, and all that arrived."""

    base: str
    arrivals: list[Arrival] = field(default_factory=list)


@contextlib.contextmanager
def listening() -> Iterator[Echo]:
    """Run the server."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers: dict[str, list[str]] = {}
            for name, value in self.headers.items():
                headers.setdefault(name.lower(), []).append(value)
            echo.arrivals.append(Arrival(self.command, self.path, headers, body))
            self.send_response(204)
            if self.path == "/login":
                self.send_header("Set-Cookie", "who=ada")
            self.end_headers()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = answer

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    echo = Echo(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield echo
    finally:
        server.shutdown()
        server.server_close()


def typed(command: str, folder: Path) -> str:
    """Run a command as a reader would who stands in a folder, and return what it says of itself."""
    run = subprocess.run(["bash", "-c", command], cwd=folder, check=True, capture_output=True, text=True, timeout=30)
    return run.stderr
