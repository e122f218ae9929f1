"""An invented package index on this machine: it answers uv as the real one does, with the day of each release."""

import base64
import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MEDIA_TYPE = "application/vnd.pypi.simple.v1+json"


@dataclass(frozen=True)
class Wheel:
    """A release of a package that is one module."""

    package: str
    release: str
    day: date
    module: str = ""
    """The module's text."""
    needs: tuple[str, ...] = ()
    python: str = ">=3.8"

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.package}-{self.release}-py3-none-any.whl"

    @property
    def metadata(self) -> str:
        """What it says of itself."""
        head = ["Metadata-Version: 2.1", f"Name: {self.package}", f"Version: {self.release}"]
        needs = [f"Requires-Dist: {need}" for need in self.needs]
        return "\n".join((*head, f"Requires-Python: {self.python}", *needs, ""))

    @cached_property
    def content(self) -> bytes:
        """Its file."""
        folder = f"{self.package}-{self.release}.dist-info"
        files = {
            f"{self.package}.py": self.module,
            f"{folder}/METADATA": self.metadata,
            f"{folder}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        rows = [f"{path},sha256={_hash(text)},{len(text)}" for path, text in files.items()]
        files[f"{folder}/RECORD"] = "\n".join((*rows, f"{folder}/RECORD,,", ""))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path, text in files.items():
                archive.writestr(path, text)
        return packed.getvalue()

    @property
    def listed(self) -> dict[str, object]:
        """What the index says of it."""
        return {
            "filename": self.name,
            "url": f"/files/{self.name}",
            "hashes": {"sha256": hashlib.sha256(self.content).hexdigest()},
            "core-metadata": True,
            "requires-python": self.python,
            "upload-time": f"{self.day}T23:30:00.000000Z",
            "yanked": False,
        }


def _hash(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@contextmanager
def serving(*wheels: Wheel) -> Iterator[str]:
    """Serve an index of these releases, and return its address."""
    answers = {f"/files/{wheel.name}.metadata": ("text/plain", wheel.metadata.encode()) for wheel in wheels}
    answers |= {f"/files/{wheel.name}": ("application/zip", wheel.content) for wheel in wheels}
    for package in {wheel.package for wheel in wheels}:
        files = [wheel.listed for wheel in wheels if wheel.package == package]
        listing = {"meta": {"api-version": "1.1"}, "name": package, "files": files}
        answers[f"/simple/{package}/"] = (MEDIA_TYPE, json.dumps(listing).encode())
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(answers))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/simple/"
    finally:
        server.shutdown()
        server.server_close()


def _handler(answers: Mapping[str, tuple[str, bytes]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            media_type, content = answers.get(self.path, ("text/plain", b""))
            self.send_response(200 if self.path in answers else 404)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
