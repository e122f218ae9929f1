"""Stacks are locked with hashes and without addresses, all or none, and installed once."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.runnable_project import write
from tests.runner import stacks
from tests.runner.errors import StackError
from tests.runner.locks import compile_all, write_all
from tests.runner.stacks import environment, package_name, releases

PROJECT = '[dependency-groups]\nsite = ["iniconfig==2.1.0"]\ntest = ["pluggy==1.5.0"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, {"pyproject.toml": PROJECT})
    return tmp_path


def test_locks_hold_releases_and_hashes_and_no_address(root: Path) -> None:
    same = ("iniconfig==2.1.0",)
    texts = compile_all(root, {root / "a" / "lock": same, root / "b" / "lock": same})
    site = texts[root / "requirements.lock"]
    assert "iniconfig==2.1.0 \\\n    --hash=sha256:" in site
    assert "pluggy==1.5.0 \\\n    --hash=sha256:" in site
    assert texts[root / "a" / "lock"] == texts[root / "b" / "lock"]
    assert "://" not in "".join(texts.values())
    assert len(write_all(root, texts)) == 3
    assert write_all(root, compile_all(root, {root / "a" / "lock": same, root / "b" / "lock": same})) == []


def test_nothing_is_written_if_one_stack_cannot_be_resolved(root: Path) -> None:
    wanted = {root / "a" / "lock": ("iniconfig==2.1.0",), root / "b" / "lock": ("iniconfig==0.0.0.1",)}
    with pytest.raises(StackError, match=r"(?s)uv pip compile failed.*iniconfig"):
        compile_all(root, wanted)
    assert [path.name for path in root.iterdir()] == ["pyproject.toml"]


def test_an_environment_holds_its_lock_and_is_built_once(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stacks, "CACHE", tmp_path / "cache")
    lock = root / "a" / "lock"
    write_all(root, compile_all(root, {lock: ("pytest==8.3.5",)}))
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(environment, [lock, lock])
    assert first == second
    assert releases(first)["pytest"] == "8.3.5"
    assert {"pluggy", "iniconfig"} < set(releases(first))
    assert "pytest 8.3.5" in subprocess.check_output([first / "bin" / "pytest", "--version"], cwd=tmp_path, text=True)
    assert not list((tmp_path / "cache").rglob(".aside-*"))


def test_an_altered_hash_is_refused_and_leaves_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stacks, "CACHE", tmp_path / "cache")
    lock = root / "lock"
    write(root, {"lock": f"iniconfig==2.1.0 --hash=sha256:{'0' * 64}\n"})
    with pytest.raises(StackError, match=r"(?i)hash"):
        environment(lock)
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_dir() and len(path.name) > 20]


def test_a_missing_lock_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="run make lock"):
        environment(tmp_path / "requirements.lock")


@pytest.mark.parametrize(
    ("requirement", "name"),
    [
        ("Flask", "flask"),
        ("fast_api[standard]>=1,<2", "fast-api"),
        ("a.b__c ; python_version < '4'", "a-b-c"),
        ("flask==3.1.0 ; python_version < '4' --hash=sha256:00 --hash=sha256:11", "flask"),
    ],
)
def test_the_package_that_a_requirement_names(requirement: str, name: str) -> None:
    assert package_name(requirement) == name


@pytest.mark.parametrize("text", ["", "a b", "[extra]", "a=1", "-r other.txt"])
def test_what_names_no_package_is_refused(text: str) -> None:
    with pytest.raises(StackError, match="is not a requirement that names a package"):
        package_name(text)
