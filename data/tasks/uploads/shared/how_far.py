# Sends a file of a million bytes, and says how many of them the app took in before it answered: once with the length
# said in advance, and once in chunks without it.
import asyncio
import io

from main import app

BEGIN = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="big.txt"\r\n\r\n'
BODY = BEGIN + b"0" * 1_000_000 + b"\r\n--x--\r\n"
TYPE = "multipart/form-data; boundary=x"


class Wsgi(io.BytesIO):
    """A body that a WSGI app reads."""

    def ask(self, length: int | None) -> int:
        """Return the status of the answer."""
        chunked = {} if length else {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
        client = app.test_client()
        return client.post("/photos", input_stream=self, content_type=TYPE, environ_overrides=chunked).status_code


class Asgi(io.BytesIO):
    """A body that is handed to an ASGI app."""

    def ask(self, length: int | None) -> int:
        """Return the status of the answer."""
        status = []

        async def receive() -> dict:
            piece = self.read(1000)
            return {"type": "http.request", "body": piece, "more_body": self.tell() < len(BODY)}

        async def send(message: dict) -> None:
            status.append(message.get("status"))

        headers = [(b"content-type", TYPE.encode())] + ([(b"content-length", str(length).encode())] if length else [])
        scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http"}
        scope |= {"path": "/photos", "raw_path": b"/photos", "root_path": "", "query_string": b"", "headers": headers}
        asyncio.run(app(scope, receive, send))
        return status[0]


for way, length in (("with its length", len(BODY)), ("in chunks", None)):
    body = Wsgi(BODY) if hasattr(app, "test_client") else Asgi(BODY)
    status = body.ask(length)
    print(f"{way}: {status}, {'not a tenth' if body.tell() < len(BODY) / 10 else 'all'} of it was read")
