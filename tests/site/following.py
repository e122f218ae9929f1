"""Following a tutorial: what its built page says is done, in its order, and what the page shows is compared.

Nothing is known of the tutorial but its page: the files, the commands, the requests and what they are said to show.
Only the port is another one, and what is installed comes from the lock of the same packages.
"""

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from macros.model.framework import Serve
from macros.stacks import Stack
from macros.views.replies import body_text, printed
from macros.views.samples import shortened
from tests.proofs import normalise
from tests.proofs.asking.replies import RawReply
from tests.proofs.servers import App, Server, running, variables_for
from tests.proofs.starting import on_a_free_port
from tests.proofs.subjects.samples import recorded
from tests.site.html import Html

INSTALL, START, CONSOLE = "Command that installs it", "Command that starts it", "Console output"
REQUEST, COMMAND, REPLY = "curl", "In the sample’s folder", "The reply: "
PASSED_OVER = ("Request with HTTPie",)
"""The same request once more, in another way."""
GONE = " is no longer needed."


@dataclass
class Block:
    """A piece of code of a page, under its title or under the label that a screen reader says."""

    name: str
    is_titled: bool
    text: str = ""


def blocks(page: Html) -> Iterator[Block]:
    """Yield what a reader of a tutorial does and compares; a file that is no longer needed has no text."""
    block: Block | None = None
    for element in page.elements:
        kind = element.attributes.get("class", "").split()
        if element.tag == "div" and "highlight" in kind:
            block = Block(element.attributes.get("aria-label", ""), False)
        elif block and "filename-name" in kind:
            block.name, block.is_titled = element.text, True
        elif block and element.tag == "code":
            block.text = element.text.rstrip("\n") + "\n"
            yield block
            block = None
        elif "step-changes" in kind and element.text.endswith(GONE):
            yield Block(element.text.removesuffix(GONE), True)


@dataclass
class Reader:
    """Somebody who follows a tutorial in one folder, and notes where the page shows something else."""

    serve: Serve
    environment: Callable[[Stack], Path]
    folder_name: str = "tutorial"
    files: dict[str, bytes] = field(default_factory=dict)
    installed: list[str] = field(default_factory=list)
    server: Server | None = None
    console: str = ""
    asked: str = ""
    came: str = ""
    differences: list[str] = field(default_factory=list)
    compared: int = 0
    _running: ExitStack = field(default_factory=ExitStack)

    def follow(self, page: Html) -> None:
        """Do all that a page says."""
        if found := re.search(rf"{normalise.HOME}/([\w-]+)", page.text):
            self.folder_name = found[1]
        try:
            for block in blocks(page):
                self._do(block)
            self._stop()
        finally:
            self._running.close()

    def _do(self, block: Block) -> None:
        name, text = block.name, block.text
        if not block.is_titled:
            untitled = {
                INSTALL: self._install,
                START: self._start,
                CONSOLE: self._see,
                **dict.fromkeys(PASSED_OVER, _no),
            }
            assert name in untitled, f"nobody would know what to do with '{name}'"
            untitled[name](text.strip("\n"))
        elif name == REQUEST:
            self._ask(text.strip())
        elif name == COMMAND:
            self._command(text.strip())
        elif name.startswith(REPLY):
            shown = (
                text.strip("\n") if self.came.startswith("HTTP/") else f"{name.removeprefix(REPLY)}\n{text.rstrip()}"
            )
            self._compare(f"the reply of `{self.asked}`", shown, self.came)
        else:
            self._stop()
            if text:
                self.files[name] = text.encode()
            else:
                del self.files[name]

    def _install(self, command: str) -> None:
        self.installed += shlex.split(command.removeprefix("pip install "))

    def _see(self, console: str) -> None:
        self.console = console

    def _start(self, command: str) -> None:
        self._stop()
        stack = self.environment(Stack.of(self.installed))
        app = App(self.folder_name, dict(self.files), command, stack, 0, self.serve.port)
        self.server = self._running.enter_context(running(on_a_free_port(app, self.serve.port_variable)))

    def _stop(self) -> None:
        """Compare the console, keep what the app has written, and stop the server."""
        if self.server is None:
            return
        lines = normalise.console(self.server.settled_console(), self.server.surroundings)
        if self.console:
            self._compare(f"the console of `{self.server.app.command}`", self.console, "\n".join(shortened(lines)))
        written = {path for path in self.server.folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        self.files = {path.relative_to(self.server.folder).as_posix(): path.read_bytes() for path in written}
        self._running.close()
        self.server, self.console = None, ""

    def _run(self, script: str) -> "subprocess.CompletedProcess[bytes]":
        assert self.server, f"the page says to send this before anything is started: {script}"
        variables = variables_for(self.server.app.stack, self.server.home, self.server.app.variables)
        script = re.sub(rf"(?<=127\.0\.0\.1:){self.serve.port}\b", str(self.server.app.port), script)
        return subprocess.run(
            ["bash", "-c", script], cwd=self.server.folder, env=variables, capture_output=True, check=False, timeout=60
        )

    def _ask(self, script: str) -> None:
        """Send what curl sends, and keep the last reply as a page prints it."""
        output, self.asked = self._run(script).stdout, script
        found = [*re.finditer(rb"HTTP/1\.[01] (\d{3}) ?([^\r\n]*)\r\n", output)]
        last = found[-1] if found else None
        assert last, f"nothing answered `{script}`"
        head, _, body = output[last.end() :].partition(b"\r\n\r\n")
        pairs = [line.split(": ", 1) for line in head.decode("latin-1").split("\r\n") if ": " in line]
        headers = httpx.Headers([(name, value) for name, value in pairs])
        reply = RawReply(int(last[1]), body, 0, last[2].decode("latin-1"), headers)
        assert self.server
        self.came = printed(recorded("seen", reply, self.server.surroundings))

    def _command(self, command: str) -> None:
        done, self.asked = self._run(f"exec 2>&1; {command}"), command
        assert self.server
        reply = recorded("seen", RawReply(done.returncode, done.stdout, 0), self.server.surroundings)
        self.came = f"exit code {reply.status}\n{body_text(reply)}".rstrip()

    def _compare(self, what: str, shown: str, came: str) -> None:
        self.compared += 1
        if shown != came:
            self.differences.append(f"{what}\n--- the page shows\n{shown}\n--- what came\n{came}")


def _no(text: str) -> None:
    """Pass over what a reader need not do."""
