"""What runs beside a sample because the sample talks to it: started first, told to the sample, ended last."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from macros.reader.layout import LOCK
from tests.runner import process
from tests.runner.jobs import Job
from tests.runner.stacks import environment, releases


@dataclass(frozen=True)
class Helper:
    """What a sample is told of the program beside it, and which releases that program has."""

    variables: dict[str, str] = field(default_factory=dict)
    releases: dict[str, str] = field(default_factory=dict)


@contextmanager
def beside(job: Job) -> Iterator[Helper]:
    """Run the program beside a sample, if it has one, in an environment of its own and on a free port."""
    program, name = job.beside, job.sample.beside
    if program is None or name is None:
        yield Helper()
        return
    folder = job.folder.parent / name
    stack, port = environment(folder / LOCK), process.free_port()
    variables = {program.port_variable: str(port)}
    with process.running(program.run, folder, stack=stack, name=name, port=port, variables=variables) as server:
        yield Helper(dict.fromkeys(program.tells, server.url), releases(stack))
