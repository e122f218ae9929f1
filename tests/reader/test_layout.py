"""Which file is of which kind: what has no place is named, with what may be there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.project import ScratchProject


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data/extra/x.yml", "data/extra:1:1: unknown folder 'extra'; allowed: changes.yml, claims/, comparison.yml, "),
        ("data/notes.txt", "data/notes.txt:1:1: unknown file 'notes.txt'; allowed: changes.yml, claims/, comparison."),
        ("data/criterias/x.yml", "data/criterias:1:1: unknown folder 'criterias'; allowed: changes.yml, claims/, "),
        ("data/criteria/x.yaml", "data/criteria/x.yaml:1:1: unknown file 'x.yaml'; allowed: <criterion>.yml"),
        ("data/criteria/x.yml/y", "data/criteria/x.yml:1:1: unknown folder 'x.yml'; allowed: <criterion>.yml"),
        ("data/tasks/readme.md", "data/tasks/readme.md:1:1: unknown file 'readme.md'; allowed: <task>/"),
        ("data/tasks/none/x/main.py", "data/tasks/none:1:1: the folder lacks its task.yml"),
        (
            "data/tasks/ask/mutation.yml",
            "data/tasks/ask/mutation.yml:1:1: unknown file 'mutation.yml'; allowed: <folder>/, mutations.yml, "
            "task.yml; did you mean 'mutations.yml'?",
        ),
        ("data/deployments/x.yml", "data/deployments/x.yml:1:1: unknown file 'x.yml'; allowed: <deployment>/"),
        ("data/deployments/none/x/y", "data/deployments/none:1:1: the folder lacks its deployment.yml"),
        (
            "data/deployments/cellar/x.sh",
            "data/deployments/cellar/x.sh:1:1: unknown file 'x.sh'; allowed: <framework>/, deployment.yml",
        ),
        ("data/frontends/none/package.json", "data/frontends/none:1:1: the folder lacks its frontend.yml"),
        ("data/stacks/alpha.txt", "data/stacks/alpha.txt:1:1: unknown file 'alpha.txt'; allowed: <stack>.lock"),
        (
            "data/records/x.json",
            "data/records/x.json:1:1: unknown file 'x.json'; allowed: checked.json, frontends/, history.jsonl, "
            "images/, measurements/, samples/, screenshots/",
        ),
        ("data/records/samples/x.json", "data/records/samples/x.json:1:1: unknown file 'x.json'; allowed: <task>/"),
        (
            "data/records/samples/ask/x.txt",
            "data/records/samples/ask/x.txt:1:1: unknown file 'x.txt'; allowed: <sample>.json",
        ),
        (
            "data/records/samples/ask/x.json/y",
            "data/records/samples/ask/x.json:1:1: unknown folder 'x.json'; allowed: <sample>.json",
        ),
        (
            "data/records/screenshots/ask/x.png",
            "data/records/screenshots/ask/x.png:1:1: unknown file 'x.png'; allowed: <screenshot>.json, "
            "<screenshot>.webp",
        ),
    ],
)
def test_what_has_no_place_is_named(project: ScratchProject, path: str, expected: str) -> None:
    project.write(path, "")
    (line,) = project.problems()
    assert line.startswith(expected)


def test_a_folder_that_is_nearly_right_is_guessed(project: ScratchProject) -> None:
    project.write("data/criterias/x.yml", "")
    (line,) = project.problems()
    assert line.endswith("; did you mean 'criteria/'?")


def test_what_tools_leave_behind_is_no_mistake(project: ScratchProject) -> None:
    for path in (
        "data/.DS_Store",
        "data/tasks/.DS_Store",
        "data/tasks/ask/alpha/__pycache__/main.cpython-311.pyc",
        "data/tasks/ask/alpha/main.pyc",
        "data/tasks/ask/.ruff_cache/x",
    ):
        project.write(path, b"\xff")
    assert project.problems() == []


def test_a_project_without_data_or_without_a_comparison_is_told_so(tmp_path: Path) -> None:
    (line,) = ScratchProject(tmp_path).problems()
    assert line.startswith(
        "data:1:1: the folder is missing; it holds changes.yml, claims/, comparison.yml, criteria/, "
    )
    (tmp_path / "data").mkdir()
    assert ScratchProject(tmp_path).problems() == ["data:1:1: the folder lacks its comparison.yml"]


@pytest.mark.parametrize(
    "path",
    [
        "data/criteria/x.yml",
        "data/tasks/ask/alpha/x.py",
        "data/tasks/ask/mutations.yml",
        "data/records/samples/ask/x.json",
    ],
)
def test_links_and_pipes_are_refused_and_never_read(project: ScratchProject, path: str) -> None:
    file = project.root / path
    makers: tuple[Callable[[], None], ...] = (
        lambda: file.symlink_to("/etc/passwd"),
        lambda: file.symlink_to(project.root / "nowhere"),
        lambda: file.symlink_to(file.parent),
        lambda: file.symlink_to(file),
        lambda: os.mkfifo(file),
    )
    for make in makers:
        file.unlink(missing_ok=True)
        make()
        assert f"{path}:1:1: neither a file nor a folder; links are not followed" in project.problems()
