"""Which file under ``data/`` is what: the tree is the schema."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros.problem import Problem, unknown

LOCK = "requirements.lock"
"""The generated lock in a sample's folder."""

FOLDERS = ("comparisons", "frameworks", "criteria", "tasks", "deployments", "frontends", "setup", "claims", "records")
CHANGES = "changes.yml"
_IGNORED = {"__pycache__", "node_modules", ".DS_Store", ".ruff_cache"}
Stray = Callable[[Path, str], None]


@dataclass
class Layout:
    """The files found, by what they are. Paths are relative to the project, with slashes."""

    frameworks: dict[str, Path] = field(default_factory=dict)
    comparisons: dict[str, Path] = field(default_factory=dict)
    criteria: dict[str, Path] = field(default_factory=dict)
    tasks: dict[str, Path] = field(default_factory=dict)
    mutations: dict[str, Path] = field(default_factory=dict)
    deployments: dict[str, Path] = field(default_factory=dict)
    records: dict[tuple[str, str], Path] = field(default_factory=dict)
    checked: Path | None = None
    history: Path | None = None
    systems: dict[str, Path] = field(default_factory=dict)
    claims: dict[str, Path] = field(default_factory=dict)
    changes: Path | None = None
    sample_folders: dict[tuple[str, str], Path] = field(default_factory=dict)
    guide_folders: dict[tuple[str, str], Path] = field(default_factory=dict)
    frontends: dict[str, Path] = field(default_factory=dict)
    pictures: dict[str, Path] = field(default_factory=dict)


MEASUREMENTS = "measurements"
"""The folder of records in which each file is one criterion's measurement."""

IMAGES = "images"
"""The folder of records in which each file is one guide's image: <target>-<framework>.json."""

FRONTENDS = "frontends"
"""The folder of records in which each file is of one front end."""

SCREENSHOTS = "screenshots"
"""The folder of records that holds pictures, <task>-<id>.webp, and beside each what it shows."""

NOT_OF_SAMPLES = frozenset({MEASUREMENTS, IMAGES, FRONTENDS, SCREENSHOTS})
"""The folders of records that are of something else than a task's samples."""

FRONTEND = "frontend.yml"
"""The file of a front end's folder that says what it is; the others are shown and built."""


def survey(root: Path) -> tuple[Layout, list[Problem]]:
    """List what stands under ``root/data``; whatever has no place there is a problem."""
    layout = Layout()
    problems: list[Problem] = []

    def stray(path: Path, what: str) -> None:
        problems.append(Problem(path.relative_to(root).as_posix(), 1, 1, what))

    data = root / "data"
    if not data.is_dir():
        return layout, [Problem("data", 1, 1, f"the folder is missing; it holds {', '.join(FOLDERS)}")]
    for path in sorted(data.iterdir()):
        if path.name in _IGNORED:
            continue
        if path.name == CHANGES and path.is_file() and _is_plain(path):
            layout.changes = path
        elif not path.is_dir() or path.name not in FOLDERS:
            stray(path, unknown("file or folder", path.name, (*FOLDERS, CHANGES)))
        for odd in sorted(path.rglob("*")) if path.is_dir() else ():
            if not _is_plain(odd):
                stray(odd, "neither a file nor a folder; links are not followed")
    flat = {
        "frameworks": layout.frameworks,
        "comparisons": layout.comparisons,
        "criteria": layout.criteria,
        "setup": layout.systems,
        "claims": layout.claims,
    }
    for kind, table in flat.items():
        for path in _entries(data / kind):
            if path.suffix == ".yml" and path.is_file():
                table[path.stem] = path
            else:
                stray(path, f"only YAML files named <id>.yml stand in data/{kind}")
    if not layout.comparisons:
        stray(data / "comparisons", "there is no comparison; a site needs one")
    for folder in _folders(data / "tasks", stray):
        _one(folder, "task.yml", layout.tasks, stray)
        for path in _entries(folder):
            if path.is_dir():
                layout.sample_folders[folder.name, path.name] = path
            elif path.name == "mutations.yml":
                layout.mutations[folder.name] = path
            elif path.name != "task.yml":
                stray(path, unknown("file", path.name, ("task.yml", "mutations.yml", "<sample>/")))
    for folder in _folders(data / "deployments", stray):
        _one(folder, "deployment.yml", layout.deployments, stray)
        for path in _entries(folder):
            if path.is_dir():
                layout.guide_folders[folder.name, path.name] = path
            elif path.name != "deployment.yml":
                stray(path, unknown("file", path.name, ("deployment.yml", "<framework>/")))
    for folder in _folders(data / FRONTENDS, stray):
        _one(folder, FRONTEND, layout.frontends, stray)
    for path in _entries(data / "records"):
        if path.is_dir():
            for record in _entries(path):
                if record.suffix == ".json" and record.is_file():
                    layout.records[path.name, record.stem] = record
                elif path.name == SCREENSHOTS and record.suffix == ".webp":
                    layout.pictures[record.stem] = record
                else:
                    stray(record, f"only records named <id>.json stand in data/records/{path.name}")
        elif path.name == "checked.json":
            layout.checked = path
        elif path.name == "history.jsonl":
            layout.history = path
        else:
            stray(path, unknown("record", path.name, ("checked.json", "history.jsonl", "<task>/<sample>.json")))
    return layout, problems


def _entries(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.name not in _IGNORED and _is_plain(path))


def _is_plain(path: Path) -> bool:
    """Tell whether this is a file or a folder, and no link, pipe or device."""
    return not path.is_symlink() and (path.is_file() or path.is_dir())


def _folders(parent: Path, stray: Stray) -> Iterator[Path]:
    for path in _entries(parent):
        if path.is_dir():
            yield path
        else:
            stray(path, f"only folders stand in data/{parent.name}")


def _one(folder: Path, name: str, table: dict[str, Path], stray: Stray) -> None:
    if (folder / name).is_file():
        table[folder.name] = folder / name
    else:
        stray(folder, f"the folder lacks its {name}")


def folder_files(folder: Path) -> Iterator[Path]:
    """Yield all files of a sample's or a guide's folder, at any depth, without what tools leave there."""
    for path in _entries(folder):
        if path.is_dir():
            yield from folder_files(path)
        elif path.suffix != ".pyc":
            yield path
