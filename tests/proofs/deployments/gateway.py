"""Stand-ins for API Gateway and for Lambda's Runtime API, with the real runtime client between them.

Run as a program by function.py, in the folder of what is deployed. A request to its
port becomes an event; the runtime client fetches it, calls the handler and posts the answer.
"""

import argparse
import json
import os
import queue
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.proofs.deployments.events import BROKEN, GatewayReply, GatewayRequest, event_of, reply_of

PATIENCE = 29
"""Seconds that a request waits for its answer: what the guides' templates allow."""
RUNTIME = "/2018-06-01/runtime"


@dataclass
class Invocation:
    """One event on its way, and its answer once it is there."""

    event: dict[str, object]
    name: str = field(default_factory=lambda: str(uuid.uuid4()))
    answered: threading.Event = field(default_factory=threading.Event)
    reply: GatewayReply = BROKEN

    def answer(self, reply: GatewayReply) -> None:
        """Hand over the answer to the request that waits for it."""
        self.reply = reply
        self.answered.set()


class Function:
    """What waits for the runtime client, and what it works on."""

    def __init__(self) -> None:
        self.waiting: queue.Queue[Invocation] = queue.Queue()
        self.begun: dict[str, Invocation] = {}
        self.failed = threading.Event()

    def call(self, event: dict[str, object]) -> GatewayReply:
        """Return the answer to an event."""
        invocation = Invocation(event)
        self.waiting.put(invocation)
        end = time.monotonic() + PATIENCE
        while not self.failed.is_set() and time.monotonic() < end:
            if invocation.answered.wait(0.1):
                break
        return invocation.reply


class _QuietHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: the console shall show what the function prints."""

    def body(self) -> bytes:
        """Return the request's body."""
        return self.rfile.read(int(self.headers.get("content-length") or 0))

    def reply(self, reply: GatewayReply) -> None:
        """Send a reply."""
        self.send_response(reply.status)
        for name, value in reply.headers:
            if name != "content-length":
                self.send_header(name, value)
        self.send_header("content-length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)


class Gateway(_QuietHandler):
    """The door to the outside: every address goes to the one function."""

    def __init__(self, function: Function, *given: object) -> None:
        self.function = function
        super().__init__(*given)  # type: ignore[arg-type]

    def handle_one(self) -> None:
        """Turn the request into an event and answer as the function does."""
        parts = urlsplit(self.path)
        headers: dict[str, str] = {}
        for name, value in self.headers.items():
            headers[name.lower()] = f"{headers[name.lower()]},{value}" if name.lower() in headers else value
        visitor = str(self.client_address[0])
        request = GatewayRequest(self.command, parts.path, parts.query, headers, self.body(), visitor)
        self.reply(self.function.call(event_of(request)))

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = handle_one


class RuntimeApi(_QuietHandler):
    """What the runtime client asks for events and sends answers to."""

    def __init__(self, function: Function, *given: object) -> None:
        self.function = function
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Hand out the next event, once there is one."""
        if self.path != f"{RUNTIME}/invocation/next":
            return self.reply(GatewayReply(404, [], b""))
        invocation = self.function.waiting.get()
        self.function.begun[invocation.name] = invocation
        headers = [
            ("content-type", "application/json"),
            ("Lambda-Runtime-Aws-Request-Id", invocation.name),
            ("Lambda-Runtime-Deadline-Ms", str(int((time.time() + PATIENCE) * 1000))),
            ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:example"),
        ]
        return self.reply(GatewayReply(200, headers, json.dumps(invocation.event).encode()))

    def do_POST(self) -> None:
        """Take an answer, or the news that the function failed."""
        body, path = self.body(), self.path.removeprefix(RUNTIME)
        match path.strip("/").split("/"):
            case ["init", "error"]:
                self.function.failed.set()
            case ["invocation", name, "response"] if name in self.function.begun:
                self.function.begun.pop(name).answer(reply_of(body))
            case ["invocation", name, "error"] if name in self.function.begun:
                self.function.begun.pop(name).answer(BROKEN)
            case _:
                return self.reply(GatewayReply(404, [], b""))
        return self.reply(GatewayReply(202, [("content-type", "application/json")], b'{"status":"OK"}'))


def served(function: Function, port: int = 0) -> tuple[ThreadingHTTPServer, ThreadingHTTPServer]:
    """Start the Runtime API, and the gateway on its port, in threads that end with the program."""
    # No lookup of names: each handler is given its function before the server's own three values.
    runtime = ThreadingHTTPServer(("127.0.0.1", 0), partial(RuntimeApi, function))
    gateway = ThreadingHTTPServer(("127.0.0.1", port), partial(Gateway, function))
    for server in (runtime, gateway):
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    return runtime, gateway


def main(arguments: list[str]) -> int:
    """Serve until the runtime client ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True, help="where the gateway listens")
    parser.add_argument("--handler", required=True, help="file.function, as the template names it")
    parser.add_argument("--client", required=True, help="a folder that holds the runtime client")
    given = parser.parse_args(arguments)
    function = Function()
    runtime, _ = served(function, given.port)
    variables = {
        **os.environ,
        "PYTHONPATH": given.client,
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{runtime.server_port}",
        "AWS_LAMBDA_FUNCTION_NAME": "example",
        "LAMBDA_TASK_ROOT": str(Path.cwd()),
        "_HANDLER": given.handler,
    }
    ended = subprocess.run(["python", "-m", "awslambdaric", given.handler], env=variables, check=False)
    function.failed.set()
    threading.Event().wait(2)  # whoever waits for an answer still gets one
    return ended.returncode or 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
