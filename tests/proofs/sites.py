"""Sites: names under which one browser finds several servers of this machine, over HTTPS as in the open web.

Cookies and forged requests depend on names and on HTTPS, not on ports. So one listener takes what the
browser sends to any name, ends the encryption as a proxy in front of an app does, and hands it on to
the server that bears the name at that moment.
"""

import asyncio
import re
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.proofs.certificates import certify
from tests.proofs.errors import ToolError
from tests.system_packages import find, remedy

BYTES = 65536
"""How much is handed on at once."""


class Sites:
    """The listener, in a thread of its own that ends with the process."""

    def __init__(self) -> None:
        self._ports: dict[str, int] = {}
        self._open: set[asyncio.StreamWriter] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listens = threading.Event()
        self.port = 0
        threading.Thread(target=lambda: asyncio.run(self._listen()), daemon=True, name="sites").start()
        self._listens.wait()

    @contextmanager
    def named(self, ports: Mapping[str, int]) -> Iterator[None]:
        """Give names to servers, by their ports, for as long as the block lasts. One block at a time has them."""
        self._ports = dict(ports)
        try:
            yield
        finally:
            self._ports = {}
            if self._loop is not None:
                asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result()

    async def _hang_up(self) -> None:
        """Close what the browser keeps open: the next request for a name must go to who bears it then."""
        for writer in self._open:
            writer.close()

    async def _listen(self) -> None:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=_encryption())
        self._loop = asyncio.get_running_loop()
        self.port = server.sockets[0].getsockname()[1]
        self._listens.set()
        await server.serve_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hand on one connection; a browser sends no request for another name over it."""
        self._open.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await reader.readuntil(b"\r\n\r\n")
            name = re.search(rb"\r\nHost: ([a-z0-9.-]+)\r\n", head, re.IGNORECASE)
            port = self._ports.get(name[1].decode()) if name else None
            if port is not None:
                server_reader, server_writer = await asyncio.open_connection("127.0.0.1", port)
                server_writer.write(head)
                await asyncio.gather(_copy(reader, server_writer), _copy(server_reader, writer))
        self._open.discard(writer)
        writer.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hand on what arrives until one of the two ends."""
    try:
        with suppress(OSError, ssl.SSLError):
            while data := await reader.read(BYTES):
                writer.write(data)
                await writer.drain()
    finally:
        writer.close()


def _encryption() -> ssl.SSLContext:
    """Return a certificate that is signed by itself: the browser is told not to mind."""
    if find("openssl") is None:
        raise ToolError(f"openssl is missing; {remedy('openssl')}")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory(prefix="certificate-") as folder:
        certificate, key = certify(Path(folder), "app.example")
        context.load_cert_chain(certificate, key)
    return context


@cache
def sites() -> Sites:
    """Return the one listener of this process."""
    return Sites()
