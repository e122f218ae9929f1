"""Starting: a sample and the service that it talks to, each on a free port, as their commands say.

Both the runs that write records and a reader's, from an archive, start them so.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros.model.framework import Serve
from macros.model.task import Sample, Service, Task, port_in
from tests.proofs.asking.variation import varied_hosts
from tests.proofs.errors import ToolError
from tests.proofs.layout import Contents
from tests.proofs.servers import App, Server, free_port, running
from tests.system_packages import find, remedy


@dataclass(frozen=True)
class RunningService:
    """What a sample is told of the service that it talks to."""

    variables: Mapping[str, str] = field(default_factory=dict)
    hosts: Mapping[str, int] = field(default_factory=dict)
    """The names under which a browser finds it, and its port."""


def check_programs(programs: Iterable[str]) -> None:
    """Raise where programs of the system are missing: it names them all, and says how to get them."""
    if missing := [program for program in programs if find(program) is None]:
        raise ToolError("\n".join(f"{program} is missing; {remedy(program)}" for program in missing))


def on_a_free_port(app: App, port_variable: str | None) -> App:
    """Return the same app on a port that nobody uses.

    A variable tells it so; where the command names the usual port, its server reads none, and the command is changed.
    """
    port = free_port()
    told = {port_variable: str(port)} if port_variable else {}
    command = port_in(app.usual_port).sub(str(port), app.command)
    return replace(app, port=port, command=command, variables={**told, **app.variables})


def sample_app(
    task_id: str, task: Task, sample: Sample, serve: Serve, files: Contents, stack: Path, service: RunningService
) -> App:
    """Return what is started: a sample's files, or others in their place, after the service that it talks to."""
    app = App(
        task_id, files, sample.command(serve), stack, 0, serve.port, service.variables, sample.workers, service.hosts
    )
    app = on_a_free_port(app, serve.port_variable)
    return replace(app, hosts={**app.hosts, task.host: app.port}) if task.host else app


@contextmanager
def running_service(name: str, service: Service, files: Contents, stack: Path) -> Iterator[RunningService]:
    """Run a service in its environment, and yield what samples are told of it."""
    app = on_a_free_port(App(name, files, service.run, stack, 0, service.port), service.port_variable)
    with running(app):
        told = dict.fromkeys(service.tells, f"{service.scheme}://127.0.0.1:{app.port}")
        yield RunningService(told, dict.fromkeys(service.hosts, app.port))


def renamed(server: Server, task: Task, seed: int) -> Server:
    """Return a server under the names that other values give to it and to its service."""
    return replace(server, app=replace(server.app, hosts=varied_hosts(task, seed, server.app.hosts)))
