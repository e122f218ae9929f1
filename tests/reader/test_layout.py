"""Which file is of which kind: what has no place is named, with what may be there."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.reader.__main__ import main
from macros.reader.ignored import is_watched
from macros.reader.layout import NO_DATA
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


LEFTOVERS = (
    "data/.DS_Store",
    "data/tasks/.DS_Store",
    "data/.vscode/settings.json",
    "data/criteria/.guard.yml.swp",
    "data/criteria/.guard.yml.swo",
    "data/criteria/guard.yml~",
    "data/criteria/#guard.yml#",
    "data/criteria/.#guard.yml",
    "data/criteria/4913",
    "data/criteria/guard.yml.bak",
    "data/criteria/guard.yml.orig",
    "data/criteria/guard.yml___jb_tmp___",
    "data/criteria/._guard.yml",
    "data/criteria/Thumbs.db",
    "data/deployments/cellar/desktop.ini",
    "data/tasks/ask/alpha/__pycache__/main.cpython-311.pyc",
    "data/tasks/ask/alpha/main.pyc",
    "data/tasks/ask/alpha/.venv/bin/python",
    "data/tasks/ask/alpha/instance/players.db",
    "data/tasks/ask/alpha/.idea/workspace.xml",
    "data/tasks/ask/.ruff_cache/x",
)


def test_what_tools_leave_behind_is_part_of_nothing(project: ScratchProject) -> None:
    before = project.catalog.sample_files
    for path in LEFTOVERS:
        project.write(path, b"\xff")
    assert project.problems() == []
    assert project.catalog.sample_files == before
    assert not any(is_watched(Path(path)) for path in LEFTOVERS)


def test_what_a_front_ends_own_build_writes_is_no_part_of_it(project: ScratchProject) -> None:
    project.add_frontend()
    project.write("data/frontends/screen/dist/screen.js", b"\xff")
    project.write("data/frontends/screen/node_modules/x/package.json", "{}")
    assert project.problems() == []


def test_a_link_that_an_editor_leaves_is_no_mistake(project: ScratchProject) -> None:
    (project.root / "data/criteria/.#guard.yml").symlink_to("somebody@somewhere.1234:5678")
    assert project.problems() == []


@pytest.mark.parametrize(
    "path", ["data/.env", "data/tasks/ask/alpha/.env", "data/tasks/ask/alpha/.env.local", "docs/img/id_rsa"]
)
def test_a_file_of_secrets_is_named_and_part_of_nothing(project: ScratchProject, path: str) -> None:
    project.write(path, "PASSWORD=tiger\n")
    message = "a file of secrets, as its name says: it is no part of anything here, and never published"
    assert project.problems() == [f"{path}:1:1: {message}; {NO_DATA}"]
    assert "tiger" not in str(project.catalog)
    assert not is_watched(Path(path))


def test_a_hidden_file_is_named_and_part_of_no_sample(project: ScratchProject) -> None:
    path = "data/tasks/ask/alpha/.settings"
    project.write(path, "tiger\n")
    assert project.problems() == [f"{path}:1:1: a hidden file is no part of a folder of a task; {NO_DATA}"]
    assert "tiger" not in str(project.catalog)


def test_what_git_ignores_is_named_and_part_of_nothing(
    project: ScratchProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is known from one call of git, whatever its environment says of other repositories."""
    monkeypatch.chdir(project.root)
    subprocess.run(["git", "init", "--quiet"], check=True)
    project.write(".gitignore", ".env\n*.log\n/data/tasks/ask/beta/private/\n")
    for path in ("alpha/.env", "alpha/ü.log", "beta/private/a/b.txt"):
        project.write(f"data/tasks/ask/{path}", "tiger\n")
    project.write("docs/draft.log", "tiger\n")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert main() == 0
    assert capsys.readouterr().err.splitlines() == [
        "docs/draft.log is left out: git ignores it",
        "data/tasks/ask/alpha/.env is left out: git ignores it",
        "data/tasks/ask/alpha/ü.log is left out: git ignores it",
        "data/tasks/ask/beta/private is left out: git ignores it",
        "0 problems in data/ and docs/",
    ]
    assert "tiger" not in str(project.catalog)


def test_what_git_keeps_is_data_though_a_pattern_fits_it(
    project: ScratchProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    subprocess.run(["git", "init", "--quiet"], check=True)
    subprocess.run(["git", "add", "data"], check=True)
    project.write(".gitignore", "*.py\n")
    assert project.problems() == []
    project.remove(".git")
    assert project.problems() == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (b"s\xff.py", r"s\udcff.py:1:1: its name is not UTF-8; rename it"),
        (b"s\n.py", r"s\n.py:1:1: its name has the control character U+000A; rename it"),
        (
            "s\u202eyp.x".encode(),
            r"s\u202eyp.x:1:1: its name has the character U+202E (right-to-left override); rename it",
        ),
    ],
)
def test_a_name_that_cannot_be_shown_is_refused(project: ScratchProject, name: bytes, said: str) -> None:
    (project.root / "data/tasks/ask/alpha" / os.fsdecode(name)).write_text("")
    assert project.problems() == [f"data/tasks/ask/alpha/{said}"]


def test_folders_may_not_nest_without_end(project: ScratchProject) -> None:
    project.write(f"data/tasks/ask/alpha/{'x/' * 500}main.py", "")
    (line,) = project.problems()
    assert line.endswith("/x:1:1: folders nest more than 12 deep")


def test_a_folder_that_cannot_be_read_is_named(project: ScratchProject, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(folder: str | Path) -> "os._ScandirIterator[str]":
        if Path(folder).name == "beta-plus":
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(str(folder))

    monkeypatch.setattr(os, "scandir", refuse)
    assert "data/tasks/ask/beta-plus:1:1: cannot be read: Permission denied" in project.problems()


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
    link = "not a plain file or folder but a link, which is not followed; put what it leads to in its place"
    pipe = "neither a file nor a folder, but a pipe, a socket or a device; remove it, or list it in .gitignore"
    makers: tuple[tuple[Callable[[], None], str], ...] = (
        (lambda: file.symlink_to("/etc/passwd"), link),
        (lambda: file.symlink_to(project.root / "nowhere"), link),
        (lambda: file.symlink_to(file.parent), link),
        (lambda: file.symlink_to(file), link),
        (lambda: os.mkfifo(file), pipe),
    )
    for make, said in makers:
        file.unlink(missing_ok=True)
        make()
        (line,) = [line for line in project.problems() if line.startswith(f"{path}:1:1: ")]
        assert line.endswith(said)
