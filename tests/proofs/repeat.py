"""``python -m tests.proofs.repeat <environment> [<the service's>]``: what a reader runs to repeat one sample.

In the folder of an archive it starts the sample, asks it what this site asked, by the same modules as
``make verify``, and says of each request which outcome it had here and on the site. Then it asks the
same with other values, so that nothing can have been canned. ``install`` calls it.
"""

import platform
import secrets
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from macros import archived
from macros.model.archive import OnRecord
from macros.model.base import ExchangeId, Model
from macros.model.task import Exchange, Task
from tests.proofs.asking.exchanges import ask
from tests.proofs.asking.outcomes import UNFIT, described, explain_unfit, outcome_of
from tests.proofs.asking.variation import varied
from tests.proofs.errors import ToolError
from tests.proofs.install import COULD_NOT, INTERRUPTED
from tests.proofs.processes import listen_to_interruptions
from tests.proofs.servers import Server, running
from tests.proofs.starting import RunningService, check_programs, renamed, running_service, sample_app

ALL_EQUAL, SOME_DIFFER = 0, 1
"""How it ends where all could be asked."""

NOT_ANSWERED = "not answered"
"""What takes the place of an outcome where no reply came, or where what it must hold to go on is missing."""

NOT_ON_RECORD = "none"
"""What takes the place of the site's outcome where it has none."""

say = partial(print, flush=True)

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Archive:
    """What was unpacked, and the environments that were made for it."""

    folder: Path
    task: Task
    site: OnRecord
    environments: tuple[Path, ...]
    """Of the sample, and of its service if it has one."""

    @classmethod
    def read(cls, folder: Path, *environments: Path) -> "Archive":
        """Read an archive that was unpacked into a folder."""
        return cls(
            folder, _read(folder / archived.TASK, Task), _read(folder / archived.ON_RECORD, OnRecord), environments
        )

    def service(self) -> AbstractContextManager[RunningService]:
        """Run the service that the sample talks to, if it does."""
        service = self.task.service_of(self.site.sample)
        if service is None:
            return nullcontext(RunningService())
        return running_service(archived.SERVICE, service, _files(self.folder / archived.SERVICE), self.environments[1])

    def serving(self, service: RunningService) -> AbstractContextManager[Server]:
        """Start the sample."""
        site, sample = self.site, self.task.samples[self.site.sample]
        files = _files(self.folder / archived.APP)
        return running(sample_app(site.task, self.task, sample, site.serve, files, self.environments[0], service))


def _read(path: Path, model: type[M]) -> M:
    try:
        return model.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ToolError(f"{path.name} is not as it was packed: {error}") from error


def _files(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder as they are now: whoever changes one sees what then differs."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@dataclass(frozen=True)
class Row:
    """What one request showed here and on the site."""

    exchange: ExchangeId
    here: str
    site: str
    why: str
    """What came back here, and why it fits no outcome if it does not."""

    @property
    def is_equal(self) -> bool:
        """Whether both are the same."""
        return self.here == self.site


def rows(archive: Archive, task: Task, server: Server) -> Iterator[Row]:
    """Ask all that a task asks, one after the other."""
    for name, exchange in task.exchanges.items():
        here, why = _asked(task, name, exchange, server)
        yield Row(name, here, archive.site.outcomes.get(name, NOT_ON_RECORD), why)


def _asked(task: Task, name: ExchangeId, exchange: Exchange, server: Server) -> tuple[str, str]:
    """Return the outcome of one request, and what came back."""
    try:
        replies = ask(task, exchange, server)
        outcome = outcome_of(name, exchange, replies)
    except ToolError as error:
        return NOT_ANSWERED, str(error)
    return outcome, explain_unfit(name, exchange, replies) if outcome == UNFIT else described(replies[0])


def repeat(archive: Archive) -> int:
    """Ask the sample as the site did, then with other values; return how many requests came out otherwise."""
    site, task = archive.site, archive.task
    releases = ", ".join(f"{package} {release}" for package, release in site.releases.items())
    say(f"{site.title}\nThe site's run: {site.checked.isoformat()}, {releases}, Python {site.python}, {site.system}")
    say(f"This run: Python {platform.python_version()}")
    check_programs(task.programs(site.sample))
    with archive.service() as service:
        say("\nThe requests that the site shows:")
        with archive.serving(service) as server:
            differing = _said(archive, task, server)
        if task.vary:
            seed = secrets.randbits(32)
            say(f"\nThe same with other names, numbers and texts (seed {seed}):")
            with archive.serving(service) as server:
                differing += _said(archive, varied(task, seed), renamed(server, task, seed))
    say(f"\n{differing} of the outcomes differ from the site's." if differing else "\nAll outcomes equal the site's.")
    return differing


def _said(archive: Archive, task: Task, server: Server) -> int:
    """Print a line for each request as soon as it is answered; return how many differ, with what came back."""
    names = max(len(name) for name in ("request", *task.exchanges))
    width = max(len(word) for exchange in task.exchanges.values() for word in (*exchange.outcomes, NOT_ANSWERED))
    say(f"  {'request':{names}}  {'here':{width}}  the site")
    differing = []
    for row in rows(archive, task, server):
        say(f"  {row.exchange:{names}}  {row.here:{width}}  {row.site:{width}}  {_word(row)}")
        if not row.is_equal:
            differing.append(row)
    for row in differing:
        say(f"\n{row.exchange} DIFFERS: {row.here} here, {row.site} on the site. {_short(task, row)}\n{row.why}")
    return len(differing)


def _word(row: Row) -> str:
    return "equal" if row.is_equal else "DIFFERENT"


def _short(task: Task, row: Row) -> str:
    return task.exchanges[row.exchange].short.replace("`", "")


def main(environments: list[str]) -> int:
    """Repeat the sample of the archive in the current folder, and return the exit status."""
    listen_to_interruptions()
    try:
        return SOME_DIFFER if repeat(Archive.read(Path.cwd(), *map(Path, environments))) else ALL_EQUAL
    except (ToolError, OSError) as error:
        print(f"It could not be run: {error}", file=sys.stderr)
        return COULD_NOT
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
