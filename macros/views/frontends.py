"""Front ends: their files, the commands that build and start them, and what a browser saw."""

from dataclasses import dataclass
from datetime import date, timedelta

from macros.catalog import Catalog
from macros.views import urls, words
from macros.views.samples import FileView, file_views, install_command, start_command


@dataclass(frozen=True)
class FrontEndRow:
    """A front end in the list of all."""

    title: str
    summary: str
    url: str
    release: str
    built: str
    seen_on: str


@dataclass(frozen=True)
class Start:
    """How one framework's sample is installed and started, and what was seen then."""

    name: str
    install: str
    command: str
    sample_url: str
    seen: str


@dataclass(frozen=True)
class Proof:
    """What a record says, in words."""

    checked: str
    old: bool
    node: str
    releases: str
    built: str
    command: str
    before: list[list[str]]
    after: list[list[str]]
    visits: list[tuple[str, str]]
    """Each framework with its releases, and what the page was made of."""


BUILD = ("npm ci", "npm run build")
"""The commands of every front end; the proof runs these."""


def files(catalog: Catalog, name: str) -> list[FileView]:
    """Return a front end's files in reading order, each with its notes; what is not printed comes last."""
    notes = [(note.file, note.line, note.short) for note in catalog.frontends[name].notes]
    found = file_views(catalog.frontend_files[name], lambda path: urls.frontend_file(name, path), notes)
    return sorted(found, key=lambda one: not one.shown)


def starts(catalog: Catalog, name: str) -> list[Start]:
    """Return the start on each compared framework that has a sample for it, in the order of the columns."""
    task = catalog.frontends[name].task
    record = catalog.frontend_records.get(name)
    found = []
    for one in catalog.columns():
        if catalog.own_sample(task, one) is None:
            continue
        visit = record.visits.get(one) if record else None
        sample = catalog.tasks[task].samples[one]
        found.append(
            Start(
                name=catalog.frameworks[one].name,
                install=install_command(catalog.requirements(sample)),
                command=start_command(catalog, task, one),
                sample_url=urls.task(task),
                seen=_listed(visit.releases) if visit else "",
            )
        )
    return found


def _listed(releases: dict[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in releases.items())


def _kilobytes(size: int) -> str:
    return f"{words.number(size / 1000)} kB"


def proof(catalog: Catalog, name: str) -> Proof | None:
    """Return what was seen of a front end; None before its first run."""
    record = catalog.frontend_records.get(name)
    if record is None:
        return None
    visits = []
    for one in catalog.columns():
        visit = record.visits.get(one)
        if visit:
            made_of = ", ".join(f"{count} × {media}" for media, count in sorted(visit.files.items()))
            visits.append((f"{catalog.frameworks[one].name} ({_listed(visit.releases)})", made_of))
    first = next(iter(record.visits.values()))
    return Proof(
        checked=words.day(record.checked),
        old=date.today() - record.checked > timedelta(days=words.STALE_AFTER_DAYS),
        node=record.node,
        releases=_listed(record.releases),
        built=_kilobytes(record.built_bytes),
        command=f"make verify-frontends ONLY={name}",
        before=first.before,
        after=first.after,
        visits=visits,
    )


def rows(catalog: Catalog) -> list[FrontEndRow]:
    """Return all front ends by task, then by title."""
    found = []
    for name in ordered(catalog):
        frontend = catalog.frontends[name]
        record = catalog.frontend_records.get(name)
        found.append(
            FrontEndRow(
                title=frontend.title,
                summary=frontend.summary,
                url=urls.frontend(name),
                release=record.releases.get(frontend.package, "") if record else "",
                built=_kilobytes(record.built_bytes) if record else "",
                seen_on=", ".join(catalog.frameworks[one].name for one in catalog.columns() if one in record.visits)
                if record
                else "",
            )
        )
    return found


def ordered(catalog: Catalog) -> list[str]:
    """Return the front ends' IDs in reading order."""
    return sorted(
        catalog.frontends, key=lambda one: (catalog.frontends[one].task, catalog.frontends[one].title.casefold())
    )
