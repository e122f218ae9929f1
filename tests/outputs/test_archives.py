"""An archive has all that repeats a sample, the same bytes each time, and this project's own judge."""

import ast
import io
import subprocess
import sys
import tarfile
from importlib.metadata import packages_distributions

import pytest
from packaging.utils import canonicalize_name

from macros.kinds import LOCK
from macros.outputs import archives
from macros.outputs.archives import archive, program, shared_files
from macros.stacks import OLDEST_PYTHON
from macros.views.archives import archive_files
from tests.additions import add_service
from tests.project import ALPHA, BETA, ROOT, ScratchProject

PACK = """\
import sys
from pathlib import Path
from macros.outputs.archives import archive
from macros.reader import load
from tests.project import ALPHA
sys.stdout.buffer.write(archive(load(Path(sys.argv[1])).catalog, ALPHA))
"""


def unpacked(content: bytes) -> dict[str, str]:
    with tarfile.open(fileobj=io.BytesIO(content)) as packed:
        names = packed.getnames()
        assert len(set(names)) == len(names)
        return {name: (packed.extractfile(name) or io.BytesIO()).read().decode() for name in names}


def test_it_holds_the_sample_what_is_asked_and_what_is_on_record(project: ScratchProject) -> None:
    files = unpacked(archive(project.catalog, ALPHA))
    assert sorted(name for name in files if not name.startswith("program/")) == [
        "LICENSE",
        "README.txt",
        "app.lock",
        "app/answers.py",
        "app/main.py",
        "asking.lock",
        "repeat.sh",
        "requests.txt",
        "site.json",
        "task.json",
    ]
    assert files["app/main.py"] == project.read("data/tasks/ask/alpha/main.py")
    assert files["app.lock"] == project.read("data/stacks/alpha.lock")
    assert files == shared_files() | archive_files(project.catalog, ALPHA)


def test_a_service_comes_with_its_lock(project: ScratchProject) -> None:
    add_service(project)
    project.write("data/tasks/ask/well/deep/well.py", "water\n")
    project.record()
    files = unpacked(archive(project.catalog, ALPHA))
    assert files["service/deep/well.py"] == "water\n"
    assert files["service.lock"] == project.read(LOCK.path("bucket+rope"))
    assert "service.lock" not in unpacked(archive(project.catalog, BETA))


def test_a_sample_that_is_asked_in_a_browser_comes_with_what_drives_one(project: ScratchProject) -> None:
    assert "playwright==" not in unpacked(archive(project.catalog, ALPHA))["asking.lock"]
    browse = "browse: {steps: [{open: https://ask.example/}]}"
    project.edit("data/tasks/ask/task.yml", "send: {path: /ask}", browse)
    project.edit("data/tasks/ask/task.yml", "exchanges:\n", "host: ask.example\nexchanges:\n")
    project.record()
    files = unpacked(archive(project.catalog, ALPHA))
    assert "playwright==" in files["asking.lock"]
    assert files == shared_files(browsed=True) | archive_files(project.catalog, ALPHA)


def test_it_has_the_same_bytes_whenever_it_is_packed(project: ScratchProject) -> None:
    first = archive(project.catalog, ALPHA)
    command = [sys.executable, "-c", PACK, str(project.root)]
    assert subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout == first
    assert archive(project.catalog, BETA) != first


def test_it_does_not_tell_when_where_and_by_whom_it_was_packed(project: ScratchProject) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive(project.catalog, ALPHA))) as packed:
        members = packed.getmembers()
    assert {(each.mtime, each.uid, each.gid, each.uname, each.gname) for each in members} == {
        (archives.DAY, 0, 0, "", "")
    }
    assert {each.name for each in members if each.mode != 0o644} == {"repeat.sh"}


@pytest.mark.parametrize("browsed", [False, True])
def test_the_programs_modules_are_the_projects_own_and_all_that_they_import(browsed: bool) -> None:
    files = program(browsed=browsed)
    assert files["macros/judging.py"] == (ROOT / "macros/judging.py").read_text("utf-8")
    assert "tests/proofs/stacks.py" not in files, "uv is not at the reader's"
    assert ("tests/proofs/asking/browsing.py" in files) is browsed
    for path in files:
        for part in (path.rsplit("/", 1)[0], path.split("/")[0]):
            assert f"{part}/__init__.py" in files
    foreign = set()
    for text in files.values():
        for name in imported(text):
            if name.split(".")[0] in ("macros", "tests"):
                assert {f"{name.replace('.', '/')}.py", f"{name.replace('.', '/')}/__init__.py"} & files.keys(), name
            elif name.split(".")[0] not in sys.stdlib_module_names:
                foreign.add(name.split(".")[0])
    installed = {canonicalize_name(line.split("==")[0]) for line in asking_lock(browsed).splitlines() if "==" in line}
    packages = packages_distributions()
    assert {canonicalize_name(packages[name][0]) for name in foreign} <= installed


def test_what_is_run_before_anything_is_installed_needs_nothing_but_python() -> None:
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import tests.proofs.install",
    ]
    assert subprocess.run(command, check=False).returncode == 0


def test_the_script_asks_for_the_python_that_the_locks_are_made_for() -> None:
    assert f"sys.version_info < ({OLDEST_PYTHON.replace('.', ', ')})" in shared_files()["repeat.sh"]


def imported(text: str) -> set[str]:
    """Return the modules that a module imports from as soon as it is imported."""
    names = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import):
            names |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def asking_lock(browsed: bool) -> str:
    return shared_files(browsed=browsed)["asking.lock"]
