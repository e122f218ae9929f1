"""A stack's environment holds what its lock says, and is built once."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from macros.stacks import Stack
from tests.project import ScratchProject
from tests.proofs import stacks
from tests.proofs.errors import StackError
from tests.proofs.locks import stack_lock
from tests.proofs.specifications.runnable import sample_proof
from tests.proofs.stacks import environment, named_releases, releases


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stacks, "CACHE", tmp_path / "cache")
    return tmp_path / "cache"


def test_an_environment_holds_its_lock_and_is_built_once(cache: Path, tmp_path: Path) -> None:
    lock = stack_lock(Stack.of(["pytest==8.3.5"])).resolve("")
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(environment, [lock, lock])
    assert first == second
    assert {"pluggy", "iniconfig"} < set(releases(first))
    assert named_releases(["PyTest[x]>=8", "not-there"], first) == {"pytest": "8.3.5"}
    assert "pytest 8.3.5" in subprocess.check_output([first / "bin" / "pytest", "--version"], cwd=tmp_path, text=True)
    assert not list(cache.rglob(".aside-*"))


def test_an_altered_hash_is_refused_and_leaves_nothing(cache: Path) -> None:
    with pytest.raises(StackError, match=r"(?i)hash"):
        environment(f"iniconfig==2.1.0 --hash=sha256:{'0' * 64}\n")
    assert not [path for path in cache.rglob("*") if path.is_dir() and len(path.name) > 20]


def test_a_missing_lock_says_what_to_do(project: ScratchProject) -> None:
    project.remove("data/stacks/alpha.lock")
    with pytest.raises(StackError, match="the stack alpha has no lock; run make lock ONLY=alpha"):
        _ = sample_proof(project).stack
