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

from macros.starts import UnreadableStart
from tests.proofs.layout import Contents
from tests.proofs.processes import ROOT
from tests.proofs.servers import App, Server, free_port, running

if TYPE_CHECKING:
    from tests.proofs.deployments.checkers import Given

CLIENT = ("awslambdaric", "simplejson", "snapshot-restore-py")
"""The runtime client, which AWS' own runtime brings, and what it needs."""


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short functions (``!Sub``), which are left as they stand."""


def _left(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    return loader.construct_sequence(node, deep=True) if isinstance(node, yaml.SequenceNode) else None


_Loader.add_multi_constructor("!", _left)


def handler_of(name: str, text: str) -> str:
    """Return the handler of the one function that a SAM template describes."""
    template = yaml.load(text, _Loader) or {}
    handlers = [
        resource["Properties"]["Handler"]
        for resource in (template.get("Resources") or {}).values()
        if resource.get("Type") == "AWS::Serverless::Function"
    ]
    if len(handlers) != 1:
        raise UnreadableStart(f"{name} describes {len(handlers)} functions; one is read here")
    return str(handlers[0])


def check_template(given: "Given") -> list[str]:
    """Cfn-lint has nothing to say, and the module of the handler is there."""
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--non-zero-exit-code", "informational"]
    ran = subprocess.run([*command, str(given.file)], capture_output=True, text=True, check=False)
    complaints = [ran.stdout + ran.stderr] if ran.returncode else []
    try:
        module = handler_of(given.file.name, given.file.read_text("utf-8")).rpartition(".")[0]
    except (UnreadableStart, KeyError, AttributeError, yaml.YAMLError) as error:
        return [*complaints, f"its function cannot be read: {error}"]
    if not (given.file.parent / f"{module}.py").is_file():
        complaints.append(f"the handler's module '{module}' is not there")
    return complaints


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
def called(handler: str, files: Contents, stack: Path) -> Iterator[Server]:
    """Let the files' handler answer what is asked over HTTP, as API Gateway and Lambda would."""
    port = free_port()
    with tempfile.TemporaryDirectory() as temporary:
        client = bring_client(Path(temporary) / "client")
        words = [sys.executable, "-m", "tests.proofs.deployments.gateway", "--port", str(port), "--handler", handler]
        command = shlex.join([*words, "--client", str(client)])
        variables = {"PYTHONPATH": str(ROOT), "PATH": os.pathsep.join((str(stack / "bin"), "/usr/bin", "/bin"))}
        with running(App("app", files, command, stack, port, variables=variables)) as server:
            yield server
