"""``python -m tests.runner verify|frontends|measure|lock``: the commands behind make verify and its like."""

import argparse
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from macros.catalog import Catalog
from macros.reader.layout import LOCK
from tests.deploy.images import verify as verify_images
from tests.frontends.verify import lock_texts
from tests.frontends.verify import verify as verify_frontends
from tests.runner.errors import RunnerError
from tests.runner.jobs import sound_catalog
from tests.runner.locks import compile_all, write_all
from tests.runner.measure import measure
from tests.runner.screenshots import screenshots
from tests.runner.verify import verify

say = partial(print, flush=True)

TOOLS = {"tests/deploy/appengine.lock": ("appengine-python-standard",)}
"""Stacks of tools that cannot share the site's own environment, by the path of their lock."""


def stacks_of(root: Path, catalog: Catalog) -> dict[Path, tuple[str, ...]]:
    """Return the requirements of every stack by the path of its lock."""
    data = root / "data"
    found = {
        data / "tasks" / task_id / sample_id / LOCK: catalog.requirements(sample)
        for task_id, task in catalog.tasks.items()
        for sample_id, sample in task.samples.items()
    }
    for task_id, task in catalog.tasks.items():
        for name, beside in task.beside.items():
            found[data / "tasks" / task_id / name / LOCK] = list(beside.needs)
    for target, deployment in catalog.deployments.items():
        for framework, guide in deployment.guides.items():
            path = data / "deployments" / target / framework / "requirements.txt"
            found[path] = catalog.guide_requirements(framework, guide)
    for name, needed in TOOLS.items():
        if (root / name).parent.is_dir():
            found[root / name] = list(needed)
    return {path: tuple(sorted(set(requirements))) for path, requirements in found.items()}


def lock(root: Path) -> int:
    """Write all locks anew, or none where one of them cannot be resolved."""
    catalog = sound_catalog(root)
    stacks = stacks_of(root, catalog)
    changed = write_all(root, compile_all(root, stacks) | lock_texts(root, catalog))
    for path in changed:
        say(f"written: {path.relative_to(root)}")
    different = len(set(stacks.values())) + 1 + len(catalog.frontends)
    say(f"{len(stacks) + 1 + len(catalog.frontends)} locks of {different} stacks, {len(changed)} changed")
    return 0


Command = Callable[[Path, tuple[str, ...], Callable[[str], None]], int]

COMMANDS: dict[str, Command] = {
    "verify": verify,
    "frontends": verify_frontends,
    "images": verify_images,
    "measure": measure,
    "screenshots": lambda root, _, say: screenshots(root, say),
    "lock": lambda root, _, __: lock(root),
}


def main(arguments: list[str]) -> int:
    """Carry out one command and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.runner", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project (default: this folder)")
    commands = parser.add_subparsers(dest="command", required=True)
    verifying = commands.add_parser("verify", help="run samples and write what was seen into data/records")
    verifying.add_argument("wanted", nargs="*", metavar="task[/sample]", help="only these (default: all)")
    visiting = commands.add_parser("frontends", help="build front ends, use them in a browser, write what was seen")
    visiting.add_argument("wanted", nargs="*", metavar="front end", help="only these (default: all)")
    building = commands.add_parser("images", help="build the guides' images, run them, write what was seen")
    building.add_argument("wanted", nargs="*", metavar="target[/framework]", help="only these (default: all)")
    measuring = commands.add_parser("measure", help="measure the measured criteria and write what was found")
    measuring.add_argument("wanted", nargs="*", metavar="criterion", help="only these (default: all)")
    commands.add_parser("screenshots", help="take the pictures of samples anew")
    commands.add_parser("lock", help="resolve every stack anew and write its lock")
    chosen = parser.parse_args(arguments)
    # A shell's background job would ignore ctrl-C; and an end by kill is to clean up as well.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        root = chosen.root.resolve()
        return COMMANDS[chosen.command](root, tuple(getattr(chosen, "wanted", ())), say)
    except RunnerError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; no record and no lock was changed", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
