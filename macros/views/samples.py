"""A task's samples: how to install and start them, their files, and what they answered."""

import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from packaging.utils import canonicalize_name

from macros.catalog import Catalog, Files
from macros.requirements import written_name
from macros.views import urls, words

SHOWN_LINES = 120
"""Files longer than this are offered for download and not printed in the page."""

GENERATED = ("package-lock.json",)
"""Files that a program wrote: nobody reads them, however short."""


@dataclass(frozen=True)
class NoteView:
    """A remark on a line (from 1) of a file."""

    number: int
    line: int
    short: str


@dataclass(frozen=True)
class FileView:
    """A file to read, copy and download."""

    path: str
    text: str
    url: str
    lines: int
    notes: list[NoteView] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Whether the page prints it."""
        return self.lines <= SHOWN_LINES and not self.path.endswith(GENERATED)


@dataclass(frozen=True)
class Run:
    """What a record says of a run, in words."""

    releases: str
    python: str
    system: str
    checked: str
    changed: str
    command: str


@dataclass(frozen=True)
class SampleView:
    """One sample, whole."""

    id: str
    label: str
    short: str
    install: str
    command: str
    files: list[FileView]
    console: str
    run: Run | None
    stale: bool


def label(catalog: Catalog, task: str, sample: str) -> str:
    """Return a sample's name for a tab: the framework's name alone for its own sample."""
    stack = catalog.tasks[task].samples[sample]
    name = catalog.frameworks[stack.framework].name
    if stack.title:
        return stack.title
    if sample == stack.framework:
        return name
    if stack.adds:
        return f"{name} + {', '.join(map(written_name, stack.adds))}"
    return f"{name} ({sample.removeprefix(stack.framework + '-').replace('-', ' ')})"


def ordered(catalog: Catalog, task: str) -> list[str]:
    """Return a task's samples: each framework's own first, in the columns' order, then what is added."""
    samples = catalog.tasks[task].samples
    names = {one: catalog.frameworks[sample.framework].name.casefold() for one, sample in samples.items()}
    return sorted(samples, key=lambda one: (one != samples[one].framework, names[one], one))


def install_command(requirements: Iterable[str]) -> str:
    """Return the pip command for a stack, quoted for every shell."""
    return " ".join(["pip install", *map(_quoted, requirements)])


def _quoted(requirement: str) -> str:
    """Quote where needed: with double quotes, which Windows' shells know too, unless they would not hold."""
    quoted = shlex.quote(requirement)
    return quoted if quoted == requirement or set('"$`\\!') & set(requirement) else f'"{requirement}"'


def start_command(catalog: Catalog, task: str, sample: str) -> str:
    """Return the command that starts a sample: its own, or its framework's."""
    stack = catalog.tasks[task].samples[sample]
    return stack.run or catalog.frameworks[stack.framework].serve.command


def base_url(catalog: Catalog, task: str, sample: str) -> str:
    """Return where a reader's started sample answers."""
    stack = catalog.tasks[task].samples[sample]
    return f"http://127.0.0.1:{catalog.frameworks[stack.framework].serve.port}"


def file_views(files: Files, url: Callable[[str], str], notes: Iterable[tuple[str, str, str]] = ()) -> list[FileView]:
    """Return files in reading order: programs first, then by path, each with its notes."""
    views = []
    number = 0
    for path in sorted(files, key=lambda one: ("/" in one, not one.endswith(".py"), one)):
        text = files[path]
        lines = text.splitlines()
        placed = []
        for file, piece, short in notes:
            if file == path:
                at = next((n for n, line in enumerate(lines, 1) if piece in line), 1)
                placed.append((at, short))
        found = []
        for at, short in sorted(placed):
            number += 1
            found.append(NoteView(number, at, short))
        views.append(FileView(path, text, url(path), len(lines), found))
    return views


def sample_view(catalog: Catalog, task: str, sample: str, stale: bool = False) -> SampleView:
    """Return one sample with its last run."""
    stack = catalog.tasks[task].samples[sample]
    record = catalog.records.get((task, sample))
    return SampleView(
        id=sample,
        label=label(catalog, task, sample),
        short=stack.short,
        install=install_command(catalog.requirements(stack)),
        command=start_command(catalog, task, sample),
        files=file_views(
            catalog.sample_files.get((task, sample), {}),
            lambda path: urls.sample_file(task, sample, path),
            [(note.file, note.line, note.short) for note in stack.notes],
        ),
        console="\n".join(record.console) if record else "",
        run=_run(catalog, task, sample),
        stale=stale,
    )


@dataclass(frozen=True)
class BesideView:
    """A program that runs beside samples: how to install it, its files, and how samples are told of it."""

    install: str
    files: list[FileView]
    tells: str


def beside_view(catalog: Catalog, task: str, name: str) -> BesideView:
    """Return a program that runs beside a task's samples."""
    program = catalog.tasks[task].beside[name]
    return BesideView(
        install=install_command(program.needs),
        files=file_views(catalog.sample_files.get((task, name), {}), lambda path: urls.sample_file(task, name, path)),
        tells="\n".join(f"export {one}=http://127.0.0.1:{program.port}" for one in program.tells),
    )


def beside_link(catalog: Catalog, task: str, sample: str) -> tuple[str, str] | None:
    """Return the title and the address of the program that must run beside a sample."""
    name = catalog.tasks[task].samples[sample].beside
    return (catalog.tasks[task].beside[name].title, f"{urls.task(task)}#{name}") if name else None


def _run(catalog: Catalog, task: str, sample: str) -> Run | None:
    record = catalog.records.get((task, sample))
    checked: date | None = catalog.checked.get((task, sample))
    if record is None or checked is None:
        return None
    return Run(
        releases=", ".join(f"{name} {number}" for name, number in releases(catalog, task, sample)),
        python=record.python,
        system=record.system,
        checked=words.day(checked),
        changed=words.day(record.changed),
        command=f"make verify ONLY={task}/{sample}",
    )


def releases(catalog: Catalog, task: str, sample: str) -> list[tuple[str, str]]:
    """Return the releases that a run used: of the framework and of what its stack adds."""
    stack = catalog.tasks[task].samples[sample]
    record = catalog.records.get((task, sample))
    if record is None:
        return []
    beside = catalog.tasks[task].beside.get(stack.beside or "")
    named = [catalog.frameworks[stack.framework].package, *stack.adds, *(beside.needs if beside else ())]
    return releases_among(named, record.releases)


def releases_among(requirements: Iterable[str], installed: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the package and the release of each requirement that is installed, each once."""
    known = {canonicalize_name(name): number for name, number in installed.items()}
    names = {canonicalize_name(name): name for name in map(written_name, requirements)}
    return [(name, known[canonical]) for canonical, name in names.items() if canonical in known]
