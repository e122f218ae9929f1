"""Front ends: their files, the commands that build and start them, and what a browser saw."""

import json
import re
from dataclasses import dataclass
from datetime import date

from macros.catalog import Catalog
from macros.kinds import FRONTEND, FRONTEND_FOLDER, TASK
from macros.model.base import FrontEndId
from macros.views import words
from macros.views.files import FileView, file_views
from macros.views.samples import install_command, listed, sample_requirements, sample_view, start_command

LOCK = "package-lock.json"

BUILD = ("npm ci", "npm run build")
"""The commands of every front end; the proofs run these."""


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
class StartView:
    """How one framework's sample is installed and started, and the releases with which a browser saw it."""

    name: str
    install: str
    files: list[FileView]
    """The sample's files that the front end's do not replace."""
    command: str
    seen: str


@dataclass(frozen=True)
class FrontEndRunView:
    """What a record says, in words; ``visits`` are each framework with its releases, and what the page was made of."""

    checked: date
    node: str
    releases: str
    built: str
    command: str
    before: list[list[str]]
    after: list[list[str]]
    visits: list[tuple[str, str]]


def ordered(catalog: Catalog) -> list[FrontEndId]:
    """Return the front ends by task, then by title."""
    frontends = catalog.frontends
    return sorted(frontends, key=lambda name: (frontends[name].task, frontends[name].title.casefold()))


def files(catalog: Catalog, frontend_id: FrontEndId) -> list[FileView]:
    """Return a front end's files in reading order, each with its notes; what is not printed comes last."""
    views = file_views(
        catalog.frontend_files[frontend_id],
        lambda path: FRONTEND_FOLDER.file_url(frontend_id, path),
        catalog.frontends[frontend_id].notes,
    )
    return sorted(views, key=lambda file: not file.shown)


def starts(catalog: Catalog, frontend_id: FrontEndId) -> list[StartView]:
    """Return the start on each compared framework that has a sample for it, in the order of the columns."""
    record = catalog.frontend_records.get(frontend_id)
    views = []
    for framework_id in catalog.columns():
        key = catalog.own_sample(catalog.frontends[frontend_id].task, framework_id)
        if key is None:
            continue
        visit = record.visits.get(framework_id) if record else None
        views.append(
            StartView(
                name=catalog.frameworks[framework_id].name,
                install=install_command(sample_requirements(catalog, key)),
                files=[
                    file
                    for file in sample_view(catalog, key).files
                    if file.path not in catalog.frontend_files[frontend_id]
                ],
                command=start_command(catalog, key),
                seen=listed(visit.releases) if visit else "",
            )
        )
    return views


def node_needed(catalog: Catalog, frontend_id: FrontEndId) -> str:
    """Return in words which releases of Node.js the pinned packages ask for; empty where none asks.

    That is what the strictest package says: the one whose oldest release is the newest, with the most exceptions.
    """
    packages = json.loads(catalog.frontend_files[frontend_id].get(LOCK, "{}")).get("packages", {})
    engines = (package.get("engines") for package in packages.values())
    ranges = [_releases(engine["node"]) for engine in engines if isinstance(engine, dict) and "node" in engine]
    strictest = max(
        filter(None, ranges), key=lambda ways: (min((*release, 0, 0)[:3] for _, release in ways), len(ways)), default=[]
    )
    said = [
        f"{'.'.join(map(str, release))} or newer" + (f" of {release[0]}" if sign == "^" else "")
        for sign, release in strictest
    ]
    return words.listing(said, "or") if said else ""


def _releases(wanted: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return the alternatives of a range, each as ^ (of this line) or >= with a release; none where it has others."""
    found = [re.fullmatch(r"(\^|>=) ?(\d+(?:\.\d+)*)(?:\.x)?", way.strip()) for way in wanted.split("||")]
    return [(each[1], tuple(map(int, each[2].split(".")))) for each in found if each] if all(found) else []


def run_view(catalog: Catalog, frontend_id: FrontEndId) -> FrontEndRunView | None:
    """Return what was seen of a front end; None before its first run."""
    record = catalog.frontend_records.get(frontend_id)
    if record is None:
        return None
    visits = []
    for framework_id in catalog.columns():
        if visit := record.visits.get(framework_id):
            made_of = ", ".join(f"{count} × {media_type}" for media_type, count in sorted(visit.files.items()))
            visits.append((f"{catalog.frameworks[framework_id].name} ({listed(visit.releases)})", made_of))
    first = next(iter(record.visits.values()))
    return FrontEndRunView(
        checked=record.checked,
        node=record.node,
        releases=listed(record.releases),
        built=_kilobytes(record.built_bytes),
        command=f"make verify-frontends ONLY={frontend_id}",
        before=first.before,
        after=first.after,
        visits=visits,
    )


def _kilobytes(size: int) -> str:
    return f"{words.number(size / 1000)} kB"


def rows(catalog: Catalog, task_id: str) -> list[FrontEndRow]:
    """Return the front ends that a task's samples serve."""
    rows = []
    for frontend_id in ordered(catalog):
        frontend = catalog.frontends[frontend_id]
        if frontend.task != task_id:
            continue
        record = catalog.frontend_records.get(frontend_id)
        seen_on = [
            catalog.frameworks[column].name for column in catalog.columns() if record and column in record.visits
        ]
        rows.append(
            FrontEndRow(
                title=frontend.title,
                summary=frontend.summary,
                url=FRONTEND.url(frontend_id),
                release=record.releases.get(frontend.package, "") if record else "",
                built=_kilobytes(record.built_bytes) if record else "",
                seen_on=", ".join(seen_on),
            )
        )
    return rows


def task_link(catalog: Catalog, frontend_id: FrontEndId) -> tuple[str, str]:
    """Return the title and the address of the task whose samples serve a front end."""
    task_id = catalog.frontends[frontend_id].task
    return catalog.tasks[task_id].title, TASK.url(task_id)
