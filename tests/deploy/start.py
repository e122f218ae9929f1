"""Start commands: read from the file that the reader deploys, never written a second time."""

import fnmatch
import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath


class UnreadableStart(Exception):
    """The file does not say how the app is started, or not in a form that we read."""


@dataclass(frozen=True)
class StartCommand:
    """The words of a command, the variables it gets, and the folder it runs in on the target."""

    words: list[str]
    folder: str
    variables: dict[str, str] = field(default_factory=dict)
    copies: list[str] | None = None
    """The files that get to the target; None: all of the guide's and the sample's."""

    def on_port(self, written: int, port: int) -> str:
        """Return the command as one line for this machine: another port, and programs found in PATH.

        The port must stand in it exactly once. A program of the virtual environment that the guide
        builds in its folder is the program of that name in the stack.
        """
        pattern = re.compile(rf"(?<!\d){written}(?!\d)")
        if sum(len(pattern.findall(word)) for word in self.words) != 1:
            raise UnreadableStart(f"the port {written} must stand once in: {shlex.join(self.words)}")
        words = [pattern.sub(str(port), word) for word in self.words]
        program = PurePosixPath(words[0])
        if program.is_absolute():
            if program.parent.name != "bin" or not program.is_relative_to(self.folder):
                raise UnreadableStart(f"{program} is not in a virtual environment in {self.folder}")
            words[0] = program.name
        return shlex.join(words)


def joined_lines(text: str) -> list[str]:
    """Return the lines without comments, each with those that a backslash continues."""
    kept = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("#", ";")))
    return [line.strip() for line in re.sub(r"\\\n\s*", " ", kept).splitlines() if line.strip()]


def from_dockerfile(text: str) -> StartCommand:
    """Read CMD, WORKDIR, ENV and what COPY brings in from a Dockerfile of one stage."""
    command: list[str] | None = None
    folder, variables, copies = "/", dict[str, str](), list[str]()
    for line in joined_lines(text):
        name, _, rest = line.partition(" ")
        if name == "CMD":
            try:
                command = json.loads(rest)
            except json.JSONDecodeError as error:
                raise UnreadableStart(f"CMD is not a list of words: {rest}") from error
        elif name == "WORKDIR":
            folder = rest.strip()
        elif name == "ENV":
            variables |= dict(_assignment(word) for word in shlex.split(rest))
        elif name == "COPY":
            *sources, _target = [word for word in shlex.split(rest) if not word.startswith("--")]
            copies += sources
        elif name in {"ENTRYPOINT", "ADD"}:
            raise UnreadableStart(f"{name} is not read here; use CMD and COPY")
    if not isinstance(command, list) or not command:
        raise UnreadableStart("the Dockerfile has no CMD")
    return StartCommand(command, folder, variables, copies)


def from_unit(text: str) -> StartCommand:
    """Read ExecStart, WorkingDirectory and Environment from a systemd service."""
    found: dict[str, list[str]] = {}
    for line in joined_lines(text):
        key, equals, value = line.partition("=")
        if equals:
            found.setdefault(key.strip(), []).append(value.strip())
    for key in ("ExecStart", "WorkingDirectory"):
        if len(found.get(key, [])) != 1:
            raise UnreadableStart(f"the unit needs {key} exactly once")
    words = [word for line in found.get("Environment", []) for word in shlex.split(line)]
    return StartCommand(
        shlex.split(found["ExecStart"][0]),
        found["WorkingDirectory"][0],
        dict(_assignment(word) for word in words),
    )


def _assignment(word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not equals:
        raise UnreadableStart(f"'{word}' is not a variable and its value")
    return key, value


READERS: dict[str, Callable[[str], StartCommand]] = {
    "Dockerfile": from_dockerfile,
    "*.service": from_unit,
}
"""How a start command is read, by the pattern of the file's name."""


def start_command(file: Path) -> StartCommand:
    """Read the start command from one of the guide's files."""
    for pattern, read in READERS.items():
        if fnmatch.fnmatchcase(file.name, pattern):
            return read(file.read_text("utf-8"))
    raise UnreadableStart(f"no start command can be read from a file called '{file.name}'")
