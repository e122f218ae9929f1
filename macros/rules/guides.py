"""Guides start as they say: what a proof runs can be read from the file that its reader deploys, or is given."""

import re
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.kinds import DEPLOYMENT, GUIDE
from macros.model.base import GuideKey
from macros.model.deployment import Guide
from macros.problem import Finding, Place
from macros.starts import FUNCTIONS, READERS, UnreadableStart, start_command, written


def guides_start_readably(catalog: Catalog) -> Iterator[Finding]:
    """The command of a guide can be read or is given, and names its port once, so that a proof can move it."""
    for key, guide in catalog.guides():
        place = DEPLOYMENT.place(key.deployment, "guides", key.framework, "start")
        if guide.start.file and guide.start.file not in _context(catalog, key):
            continue  # guides_show_their_files says so
        if reason := _unreadable(catalog, key, guide):
            yield Finding(place.within("file" if guide.start.file else "command"), reason)


NAMED_PYTHON = re.compile(r"\bpython[:-]?3\.?(\d\d)\b", re.IGNORECASE)
"""A release of Python, as images, runtimes and platforms write it."""


def guides_name_one_python(catalog: Catalog) -> Iterator[Finding]:
    """Each release of Python that a guide's files and commands name is the one that its deployment says."""
    for key, guide in catalog.guides():
        said = catalog.deployments[key.deployment].python
        for path, text in catalog.guide_folders.get(key, {}).items():
            yield from _other_pythons(text, said, Place(GUIDE.path(key, path)))
        place = DEPLOYMENT.place(key.deployment, "guides", key.framework, "steps")
        for number, step in enumerate(guide.steps):
            for line, command in enumerate(step.run):
                yield from _other_pythons(command, said, place.within(number, "run", line))


def _other_pythons(text: str, said: str, place: Place) -> Iterator[Finding]:
    for minor in NAMED_PYTHON.findall(text):
        if f"3.{minor}" != said:
            yield Finding(place, f"this names Python 3.{minor}, but the deployment's 'python' is {said}")


def _context(catalog: Catalog, key: GuideKey) -> dict[str, str]:
    """Return what a guide's first steps put together: the app's files and its own."""
    task = catalog.guide(key).task
    sample = catalog.own_sample(task, key.framework) if task in catalog.tasks else None
    return {**(catalog.sample_files[sample] if sample else {}), **catalog.guide_files[key]}


def _unreadable(catalog: Catalog, key: GuideKey, guide: Guide) -> str:
    start = guide.start
    if start.port is None:
        is_function = start.file is not None and start.file.endswith(FUNCTIONS)
        return "" if is_function else f"'port' is missing; only what is called as {FUNCTIONS} says has none"
    try:
        if start.file is None:
            written(start.command or "").on_port(start.port, start.port)
        else:
            start_command(start.file, _context(catalog, key)[start.file]).on_port(start.port, start.port)
    except UnreadableStart as error:
        if start.file is None:
            return str(error)
        readable = ", ".join(READERS)
        return f"{error}; readable are {readable}; or give it: start: {{command: …, port: {start.port}}}"
    return ""
