"""``make serve``: a preview that begins, and goes on, whatever is broken.

MkDocs makes the preview in a process of its own. Where that ends, because it cannot even begin, the browser shows what
it said until a file is saved; then it begins anew.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import watchfiles

from macros.failures import ANEW, FAILED, RELOAD, RUNNER

WATCHED = ("data", "docs", "macros", "mkdocs.yml")
MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of the preview's own is made in it)
"""Where a preview's site is kept, if there is such a place: it is written anew at each save."""

SAID = 60
"""How many of the last lines of a failed start the browser shows."""


def main() -> int:
    """Serve until somebody ends it."""
    parser = argparse.ArgumentParser(prog="make serve", description="Preview the site.")
    parser.add_argument("address", nargs="?", default="127.0.0.1:8000", help="host:port")
    address = parser.parse_args().address
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        return _refuse(f"'{address}' is no address; give a host and a port: make serve ADDR=127.0.0.1:8001")
    if reason := _taken(host, int(port)):
        return _refuse(f"{address} cannot be used ({reason}); name another: make serve ADDR={host}:{int(port) + 1}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while True:
            status, said = _preview(address)
            if status in (0, -signal.SIGTERM):
                return 0
            if status != ANEW:
                _show(host, int(port), said)
    except KeyboardInterrupt:
        return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _taken(host: str, port: int) -> str:
    """Return why an address cannot be used; empty if it can."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""


def _preview(address: str) -> tuple[int, str]:
    """Let MkDocs serve; return its exit status and what it said last."""
    environment = os.environ | {RUNNER: "1"}
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
        environment.setdefault("TMPDIR", str(MEMORY))
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    said: list[str] = []
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, errors="replace") as process:
        try:
            for line in process.stderr or ():
                sys.stderr.write(line)
                said = [*said[-SAID:], line]
        except BaseException:
            process.terminate()
            raise
    return process.returncode, "".join(said)


def _show(host: str, port: int, said: str) -> None:
    """Answer every question with what a failed start said, until a file is saved."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    page = FAILED.format(summary=escape(lines[-1] if lines else "It ended."), details=escape(said)) + RELOAD

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Say why there is no page."""
            content = page.encode()
            self.send_response(503)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer((host, port), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"The preview could not begin; http://{host}:{port}/ says why, and it begins anew after the next save.")
        next(watchfiles.watch(*(path for path in WATCHED if Path(path).exists()), step=20), None)
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
