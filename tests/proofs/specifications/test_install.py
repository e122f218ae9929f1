"""What an archive's locks name is installed by Python's own venv and pip, once, or it is said why not."""

import sys
from pathlib import Path

import pytest

from tests.proofs import install
from tests.proofs.errors import StackError
from tests.proofs.install import environment, installed, main
from tests.proofs.stacks import releases

OURS = Path(sys.prefix)
"""An environment that has pip."""

INICONFIG = "iniconfig==2.1.0 --hash=sha256:9deba5723312380e77435581c6bf4935c94cbfab9b1ed33ef8d238ea168eb760\n"


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "app.lock"
    path.write_text(INICONFIG)
    return path


def test_an_environment_holds_its_lock_and_is_made_once(
    lock: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = environment(tmp_path / "environments", lock, OURS)
    assert releases(first) == {"iniconfig": "2.1.0"}
    assert environment(tmp_path / "environments", lock, OURS) == first
    assert capsys.readouterr().out == "Installing what app.lock names (once) …\n"


def test_one_that_was_not_finished_or_was_moved_is_made_anew(
    lock: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock.write_text("# nothing\n")
    first = environment(tmp_path / "environments", lock, OURS)
    assert capsys.readouterr().out == "", "nothing is installed"
    assert releases(first) == {}
    (first / "left").touch()
    for whole in ("", str(tmp_path / "elsewhere")):
        (first / ".whole").write_text(whole)
        assert environment(tmp_path / "environments", lock, OURS) == first
        assert not (first / "left").exists()


def test_another_lock_has_another_environment(lock: Path, tmp_path: Path) -> None:
    lock.write_text("# nothing\n")
    first = environment(tmp_path / "environments", lock, OURS)
    lock.write_text("# nothing else\n")
    assert environment(tmp_path / "environments", lock, OURS) != first


def test_what_cannot_be_installed_is_said_in_one_line(lock: Path, tmp_path: Path) -> None:
    lock.write_text(INICONFIG.replace("9deba", "00000"))
    with pytest.raises(StackError) as failed:
        environment(tmp_path / "environments", lock, OURS)
    said = str(failed.value)
    assert said.startswith("what app.lock names could not be installed: THESE PACKAGES DO NOT MATCH THE HASHES")
    assert said.endswith(f" ({tmp_path}/pip.log has all that was said)")
    assert "\n" not in said
    assert "iniconfig" in (tmp_path / "pip.log").read_text()


def test_each_lock_that_an_archive_has_gets_its_environment_and_the_first_has_pip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str, Path | None]] = []

    def environment(folder: Path, lock: Path, pip: Path | None) -> Path:
        made.append((lock.name, pip))
        return folder / lock.stem

    monkeypatch.setattr(install, "environment", environment)
    for name in ("app", "asking"):
        (tmp_path / f"{name}.lock").touch()
    assert list(installed(tmp_path, tmp_path)) == ["asking", "app"]
    assert made == [("asking.lock", None), ("app.lock", tmp_path / "asking")]


def test_a_python_without_its_venv_module_is_told_the_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install, "listen_to_interruptions", lambda: None)
    monkeypatch.setattr(install, "find_spec", lambda name: None if name == "ensurepip" else name)
    assert main() == 2
    said = f"{sys.executable} has no ensurepip module; on Debian or Ubuntu: apt install python3-venv\n"
    assert capsys.readouterr().err == said


def test_an_interruption_ends_it_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(install, "listen_to_interruptions", lambda: None)
    monkeypatch.setattr(install, "installed", interrupted)
    assert main() == 130
    assert capsys.readouterr().err == "\ninterrupted\n"
