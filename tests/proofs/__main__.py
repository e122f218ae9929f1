"""``python -m tests.proofs <command> [wanted …]``: the commands behind ``make verify`` and its like."""

import argparse
import sys
from functools import partial
from pathlib import Path

from tests.proofs.archives import COMMAND, verify_archives
from tests.proofs.errors import ToolError
from tests.proofs.locks import lock
from tests.proofs.processes import listen_to_interruptions
from tests.proofs.project import Project
from tests.proofs.runs import run
from tests.proofs.subjects.frontends import FRONT_ENDS
from tests.proofs.subjects.images import IMAGES
from tests.proofs.subjects.measurements import MEASUREMENTS
from tests.proofs.subjects.samples import SAMPLES
from tests.proofs.subjects.screenshots import SCREENSHOTS
from tests.proofs.subjects.since import SINCE

KINDS = {kind.command: kind for kind in (SAMPLES, SINCE, FRONT_ENDS, IMAGES, MEASUREMENTS, SCREENSHOTS)}

say = partial(print, flush=True)


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line; each command takes the same list of what is wanted."""
    parser = argparse.ArgumentParser(prog="python -m tests.proofs", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project (default: this folder)")
    commands = parser.add_subparsers(dest="command", required=True)
    for kind in KINDS.values():
        command = commands.add_parser(kind.command, help=f"{kind.help}, and record what was seen")
        command.add_argument("wanted", nargs="*", metavar=kind.wanted, help="only these (default: all)")
    archives = commands.add_parser(COMMAND, help="repeat samples from their archives, as a reader would")
    archives.add_argument("wanted", nargs="*", metavar=SAMPLES.wanted, help="only these (default: all)")
    locking = commands.add_parser("lock", help="lock the stacks that are not locked as they ask")
    locking.add_argument("wanted", nargs="*", metavar="lock", help="only these (default: all)")
    locking.add_argument("--upgrade", action="store_true", help="take newer releases, also where nothing else changed")
    return parser


def main(arguments: list[str]) -> int:
    """Carry out one command and return the exit status."""
    options = parser().parse_args(arguments)
    listen_to_interruptions()
    try:
        if options.command == COMMAND:
            return verify_archives(options.root.resolve(), options.wanted, say)
        project = Project.open(options.root.resolve())
        if options.command == "lock":
            return lock(project, options.wanted, say, upgrade=options.upgrade)
        return run(KINDS[options.command], project, options.wanted, say)
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; no record and no lock was changed", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
