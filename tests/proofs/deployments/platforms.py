"""Checkers of the files by which hosting platforms learn how to run an app."""

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from macros.starts import StartCommand, UnreadableStart, from_procfile, start_command
from tests.proofs.stacks import environment

if TYPE_CHECKING:
    from tests.proofs.deployments.checkers import Given

PARSER_LOCK = Path(__file__).parents[1] / "tools" / "appengine.lock"
"""The lock of the stack that holds App Engine's own parser."""

_PARSE = """\
import sys
from google.appengine.api import appinfo
try:
    appinfo.LoadSingleAppInfo(open(sys.argv[1], encoding="utf-8"))
except Exception as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""

_PROCESS = re.compile(r"[A-Za-z0-9_-]+:\s*\S.*")
"""What the platforms accept as a line of a Procfile."""


class _Known(BaseModel):
    """A mapping in which every key is known: a platform may pass over one that is misspelt."""

    model_config = ConfigDict(extra="forbid", strict=True)


Count = Annotated[int, Field(ge=0)]


class _Scaling(_Known):
    min_instances: Count = 0
    max_instances: Annotated[int, Field(ge=1)]
    max_concurrent_requests: Annotated[int, Field(ge=1, le=1000)] = 10


class _AppYaml(_Known):
    """The keys of an app.yaml that our guides use, with the values that the reference allows."""

    runtime: Literal["python310", "python311", "python312", "python313", "python314"]
    entrypoint: str
    instance_class: Literal["F1", "F2", "F4", "F4_1G"] = "F1"
    automatic_scaling: _Scaling


class _Variable(_Known):
    key: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
    value: str


class _Service(_Known):
    """The keys of a blueprint's service that our guides use, with the values that the reference allows."""

    type: Literal["web"]
    runtime: Literal["python"]
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    plan: Literal["free", "starter", "standard", "pro"]
    region: Literal["oregon", "ohio", "virginia", "frankfurt", "singapore"]
    buildCommand: str
    startCommand: str
    envVars: list[_Variable] = []


class _Blueprint(_Known):
    services: Annotated[list[_Service], Field(min_length=1)]


def check_command(start: StartCommand, given: "Given", *, inside: bool) -> list[str]:
    """The program is in the stack, and the platform's proxy can reach where it listens.

    ``inside``: the proxy runs on the same machine. Else the command must listen to the outside.
    """
    complaints = []
    if not (given.stack / "bin" / start.words[0]).is_file():
        complaints.append(f"the program '{start.words[0]}' is not among what the guide installs")
    line = start.line or ""
    outside = re.search(r"0\.0\.0\.0|\s:(\d|\$)", line)
    if inside and not re.search(r"127\.0\.0\.1", line):
        complaints.append("it listens to more than this machine")
    if not inside and not outside:
        complaints.append("the platform cannot reach it: it must listen on 0.0.0.0")
    return complaints


def check_procfile(given: "Given") -> list[str]:
    """Honcho and the platform's pattern accept each line; web is the first process."""
    text = given.file.read_text("utf-8")
    complaints = [f"not '<process>: <command>': {line}" for line in text.splitlines() if not _PROCESS.fullmatch(line)]
    try:
        start = from_procfile(text)
        start.on_port(given.port, given.port)
    except UnreadableStart as error:
        return [*complaints, str(error)]
    if not text.startswith("web:"):
        complaints.append("the process web must be the first")
    honcho = Path(sys.executable).with_name("honcho")
    ran = subprocess.run(
        [honcho, "check", "-f", given.file], cwd=given.file.parent, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        complaints.append(ran.stderr.strip())
    # A platform that names the port itself asks from outside; another one has its proxy on the same machine.
    return complaints + check_command(start, given, inside="$PORT" not in (start.line or ""))


def check_startup(given: "Given") -> list[str]:
    """A shell can parse it, it is one command, and the platform can reach it."""
    ran = subprocess.run(["bash", "-n", given.file], capture_output=True, text=True, check=False)
    if ran.returncode:
        return [ran.stderr.strip()]
    return _checked_start(given)


def check_app_yaml(given: "Given") -> list[str]:
    """App Engine's own parser reads it; and, since that takes any value for some keys, so do we."""
    python = environment(PARSER_LOCK.read_text("utf-8")) / "bin" / "python"
    ran = subprocess.run(
        [python, "-W", "ignore", "-c", _PARSE, given.file], capture_output=True, text=True, check=False
    )
    complaints = [ran.stderr.strip()] if ran.returncode else []
    return complaints + _fits(_AppYaml, given) + _checked_start(given, variable=True)


def check_render(given: "Given") -> list[str]:
    """Each key and value is one that the blueprint's reference names; what it installs is there."""
    complaints = _fits(_Blueprint, given)
    for service in _loaded(given).get("services") or [] if not complaints else []:
        for name in re.findall(r"(?:-r|--requirement) (\S+)", service["buildCommand"]):
            if not (given.file.parent / name).is_file():
                complaints.append(f"it installs from '{name}', which is not there")
    return complaints + _checked_start(given, variable=True)


def _checked_start(given: "Given", *, variable: bool = False) -> list[str]:
    try:
        start = start_command(given.file.name, given.file.read_text("utf-8"))
        start.on_port(given.port, given.port)
    except UnreadableStart as error:
        return [str(error)]
    complaints = check_command(start, given, inside=False)
    if variable and "$PORT" not in (start.line or ""):
        complaints.append("it does not listen on $PORT, the port that the platform chooses")
    return complaints


def _loaded(given: "Given") -> dict[str, Any]:
    read = yaml.safe_load(given.file.read_text("utf-8"))
    return read if isinstance(read, dict) else {}


def _fits(model: type[BaseModel], given: "Given") -> list[str]:
    try:
        model.model_validate(_loaded(given))
    except yaml.YAMLError as error:
        return [str(error)]
    except ValidationError as error:
        return [f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()]
    return []
