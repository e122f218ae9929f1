"""Functions: a handler that a template names, called by the real runtime client with real events."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.deploy.start import UnreadableStart
from tests.runner import process
from tests.runner.stacks import ROOT

if TYPE_CHECKING:
    from tests.deploy.checkers import Given

CLIENT = ("awslambdaric", "simplejson", "snapshot-restore-py")
"""The runtime client, which AWS' own runtime brings, and what it needs."""


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short functions (``!Sub``), which are left as they stand."""


def _left(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    return loader.construct_sequence(node, deep=True) if isinstance(node, yaml.SequenceNode) else None


_Loader.add_multi_constructor("!", _left)


def handler_of(template: Path) -> str:
    """Return the handler of the one function that a SAM template describes."""
    found = yaml.load(template.read_text("utf-8"), _Loader) or {}
    functions = [
        one["Properties"]["Handler"]
        for one in (found.get("Resources") or {}).values()
        if one.get("Type") == "AWS::Serverless::Function"
    ]
    if len(functions) != 1:
        raise UnreadableStart(f"{template.name} describes {len(functions)} functions; one is read here")
    return str(functions[0])


def check_template(given: "Given") -> list[str]:
    """Cfn-lint has nothing to say, and the module of the handler is there."""
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--non-zero-exit-code", "informational"]
    ran = subprocess.run([*command, str(given.file)], capture_output=True, text=True, check=False)
    found = [ran.stdout + ran.stderr] if ran.returncode else []
    try:
        module = handler_of(given.file).rpartition(".")[0]
    except (UnreadableStart, KeyError, AttributeError, yaml.YAMLError) as error:
        return [*found, f"its function cannot be read: {error}"]
    if not (given.file.parent / f"{module}.py").is_file():
        found.append(f"the handler's module '{module}' is not there")
    return found


def bring_client(folder: Path) -> Path:
    """Put the runtime client, and nothing else of this environment, into a folder."""
    folder.mkdir()
    for name in CLIENT:
        for file in distribution(name).files or []:
            top = Path(file.parts[0])
            link = folder / top
            if not link.exists() and top.parts[0] != ".." and top.suffix != ".dist-info":
                link.symlink_to(Path(str(distribution(name).locate_file(top))))
    return folder


@contextmanager
def called(handler: str, context: Path, stack: Path) -> Iterator[process.Server]:
    """Let a folder's handler answer what is asked over HTTP, as API Gateway and Lambda would."""
    port = process.free_port()
    with tempfile.TemporaryDirectory() as temporary:
        client = bring_client(Path(temporary) / "client")
        words = [sys.executable, "-m", "tests.deploy.gateway", "--port", str(port), "--handler", handler]
        command = shlex.join([*words, "--client", str(client)])
        variables = {"PYTHONPATH": str(ROOT), "PATH": os.pathsep.join((str(stack / "bin"), "/usr/bin", "/bin"))}
        with process.running(command, context, stack=stack, name="app", port=port, variables=variables) as server:
            yield server
