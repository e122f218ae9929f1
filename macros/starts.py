"""Start commands: read from the file that the reader deploys, never written a second time where it can be read."""

import fnmatch
import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import yaml

from macros.model.task import port_in


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
    line: str | None = None
    """The command as it is written, where the platform hands it to a shell."""
    procfile: bool = False
    """A Procfile's: a process manager reads the file and starts the command."""

    def on_port(self, written: int, port: int) -> str:
        """Return the command as one line for this machine: another port, and programs found in PATH.

        The port must occur in it exactly once. A program of the virtual environment that the guide
        builds in its folder is the program of that name in the stack. Where the platform uses a shell,
        so does this; it replaces ``$PORT``, by which the platform names the port.
        """
        if self.line is not None:
            return self.through_shell(written, port)
        pattern = port_in(written)
        if sum(len(pattern.findall(word)) for word in self.words) != 1:
            raise UnreadableStart(f"the port {written} must occur once in: {shlex.join(self.words)}")
        words = [pattern.sub(str(port), word) for word in self.words]
        program = PurePosixPath(words[0])
        if program.is_absolute():
            if program.parent.name != "bin" or not program.is_relative_to(self.folder):
                raise UnreadableStart(f"{program} is not in a virtual environment in {self.folder}")
            words[0] = program.name
        return shlex.join(words)

    def through_shell(self, written: int, port: int) -> str:
        """Return the written line for this machine, as the words that have a shell run it."""
        line = self.line or ""
        pattern = re.compile(rf"{port_in(written).pattern}|\$PORT\b|\$\{{PORT\}}")
        ports = pattern.findall(line)
        if len(ports) != 1:
            raise UnreadableStart(f"the port {written} or $PORT must occur once in: {line}")
        if not ports[0].startswith("$"):
            line = pattern.sub(str(port), line)
        return line if self.procfile else shlex.join(["sh", "-c", f"exec {line}"])


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
    settings: dict[str, list[str]] = {}
    for line in joined_lines(text):
        key, equals, value = line.partition("=")
        if equals:
            settings.setdefault(key.strip(), []).append(value.strip())
    for key in ("ExecStart", "WorkingDirectory"):
        if len(settings.get(key, [])) != 1:
            raise UnreadableStart(f"the unit needs {key} exactly once")
    words = [word for line in settings.get("Environment", []) for word in shlex.split(line)]
    return StartCommand(
        shlex.split(settings["ExecStart"][0]),
        settings["WorkingDirectory"][0],
        dict(_assignment(word) for word in words),
    )


def _shell(line: str, procfile: bool = False) -> StartCommand:
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise UnreadableStart(f"a shell cannot split: {line}") from error
    if not words:
        raise UnreadableStart("the command is empty")
    return StartCommand(words, ".", line=line, procfile=procfile)


def from_procfile(text: str) -> StartCommand:
    """Read the command of the process ``web`` from a Procfile."""
    lines = [line for line in joined_lines(text) if line.startswith("web:")]
    if len(lines) != 1:
        raise UnreadableStart("the Procfile needs one line that begins with 'web:'")
    return _shell(lines[0].removeprefix("web:").strip(), procfile=True)


def from_startup(text: str) -> StartCommand:
    """Read the one command of a startup file."""
    lines = joined_lines(text)
    if len(lines) != 1:
        raise UnreadableStart("the startup file needs exactly one command")
    return _shell(lines[0])


def from_app_yaml(text: str) -> StartCommand:
    """Read the entrypoint of an app.yaml."""
    read = _mapping(text)
    if not isinstance(read.get("entrypoint"), str):
        raise UnreadableStart("app.yaml needs an entrypoint, a line of text")
    return _shell(read["entrypoint"])


def from_render(text: str) -> StartCommand:
    """Read the start command of a blueprint's one web service."""
    services = _mapping(text).get("services")
    web = [item for item in services or [] if isinstance(item, dict) and item.get("type") == "web"]
    if len(web) != 1 or not isinstance(web[0].get("startCommand"), str):
        raise UnreadableStart("the blueprint needs one service of the type web with a startCommand")
    return _shell(web[0]["startCommand"])


def _mapping(text: str) -> dict[str, Any]:
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise UnreadableStart(f"this is no YAML: {error}") from error
    if not isinstance(read, dict):
        raise UnreadableStart("this is no mapping")
    return read


def _assignment(word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not equals:
        raise UnreadableStart(f"'{word}' is not a variable and its value")
    return key, value


READERS: dict[str, Callable[[str], StartCommand]] = {
    "Dockerfile": from_dockerfile,
    "*.service": from_unit,
    "Procfile": from_procfile,
    "startup.txt": from_startup,
    "app.yaml": from_app_yaml,
    "render.yaml": from_render,
}
"""How a start command is read, by the pattern of the file's name."""


def start_command(name: str, text: str) -> StartCommand:
    """Read the start command from one of the guide's files."""
    for pattern, read in READERS.items():
        if fnmatch.fnmatchcase(PurePosixPath(name).name, pattern):
            return read(text)
    raise UnreadableStart(f"no start command can be read from a file called '{name}'")


def written(command: str) -> StartCommand:
    """Return the command that a guide gives itself, because its file is of no kind that is read."""
    return _shell(command)


FUNCTIONS = "template.yaml"
"""The file that says which function a target calls, where it calls one in place of starting a server."""

CHECKED = (
    *("Dockerfile", ".dockerignore", "*.service", "*.conf", "*.sh", "*.py", "requirements.txt", "template.yaml"),
    *("deployment.yaml", "service.yaml", "autoscaler.yaml", "ingress.yaml"),
    *("Procfile", "startup.txt", "app.yaml", "render.yaml"),
    *(".gitignore", ".gcloudignore", ".ebignore", ".python-version"),
)
"""The files of guides that tests check with the tool that each is written for, by the patterns of their names."""


def is_checked(name: str) -> bool:
    """Tell whether a tool checks a guide's file; where none does, its page says so."""
    return any(fnmatch.fnmatchcase(PurePosixPath(name).name, pattern) for pattern in CHECKED)
