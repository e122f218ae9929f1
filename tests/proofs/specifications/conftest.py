"""What the specifications share: the invented project, which nothing has run yet."""

from pathlib import Path

import pytest

from tests.project import ScratchProject


@pytest.fixture
def project(tmp_path: Path) -> ScratchProject:
    """Write the project without its records."""
    project = ScratchProject.make(tmp_path)
    project.remove("data/records")
    return project


@pytest.fixture(autouse=True)
def machine_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no run outside this test: what is invented here has no time to keep."""
    monkeypatch.setattr("tests.proofs.servers.LOCKS", tmp_path.parent / "locks")
