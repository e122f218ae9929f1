"""Archives are repeated as a reader would, who has this machine and nothing of the project."""

import os
import threading
from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.model.base import SampleKey
from macros.outputs.archives import archive
from tests.project import ALPHA, ScratchProject
from tests.proofs import archives
from tests.proofs.archives import ENVIRONMENTS, Readers, readers_variables, unpack, verify_archives
from tests.proofs.errors import ToolError
from tests.proofs.patience import wait_until

MAIN = "data/tasks/ask/alpha/main.py"


def test_what_equals_the_record_passes_and_what_differs_or_never_ran_is_told(project: ScratchProject) -> None:
    project.record()
    project.edit("data/tasks/ask/beta/main.py", "serve(check", "serve(True")
    project.remove("data/records/samples/ask/beta-plus.json")
    said: list[str] = []
    assert verify_archives(project.root, [], said.append, first=ENVIRONMENTS) == 1
    assert "ask/alpha: equal, " in "\n".join(said[:3])
    text = "\n".join(said[3:])
    assert "ask/alpha" not in text
    assert "ask/beta FAILED\nsh repeat.sh ended with status 1. It printed:\n" in text
    assert "wrong DIFFERS: refused here, accepted on the site. Ask wrongly." in text
    assert "it has no record yet, so there is no archive; run make verify ONLY=ask/beta-plus" in text
    assert text.endswith("\n2 of 3 failed.")


def test_the_first_shares_nothing_and_the_others_what_is_installed(
    project: ScratchProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.record()
    places: list[Path | None] = []

    def repeated(_catalog: Catalog, _key: SampleKey, _readers: Readers, environments: Path | None) -> str:
        places.append(environments)
        return "equal"

    monkeypatch.setattr(archives, "repeated", repeated)
    assert verify_archives(project.root, [], lambda _: None) == 0
    assert sorted(map(str, places)) == sorted(["None", str(ENVIRONMENTS), str(ENVIRONMENTS)])


def test_mistakes_in_the_data_stop_it_before_anything_runs(project: ScratchProject) -> None:
    project.record()
    project.edit("data/criteria/guard.yml", "group: first", "group: frist")
    with pytest.raises(ToolError, match=r"the data has mistakes:\n  data/criteria/guard\.yml:5:\d+: .*'frist'"):
        verify_archives(project.root, [])


def test_an_interruption_ends_all_readers_with_what_they_started(project: ScratchProject, tmp_path: Path) -> None:
    project.record()
    note = tmp_path / "started"
    slow = f"import os, time\nopen({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)\n"
    project.write(MAIN, slow + project.read(MAIN))
    folder = unpack(archive(project.catalog, ALPHA), tmp_path / "unpacked")
    readers, ended = Readers(), list[tuple[int, str]]()
    reader = threading.Thread(target=lambda: ended.append(readers.run(folder, readers_variables(tmp_path))))
    reader.start()
    assert wait_until(lambda: note.is_file() and note.read_text() != "", 60)
    readers.end()
    reader.join()
    assert ended[0][0] == 130
    assert ended[0][1].endswith("\ninterrupted\n")
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)
    with pytest.raises(ToolError, match="interrupted"):
        readers.run(folder, readers_variables(tmp_path))


def test_a_reader_has_nothing_of_this_projects_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "FLASK_APP", "PIP_INDEX_URL"):
        monkeypatch.setenv(name, "ours")
    variables = readers_variables(Path("/home/you"), None)
    assert variables["PIP_INDEX_URL"] == "ours"
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "FLASK_APP", "ENVIRONMENTS"} & variables.keys()
    assert os.environ["VIRTUAL_ENV"] not in variables["PATH"].split(os.pathsep)
