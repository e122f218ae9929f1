"""Pictures still show what they show: each is taken anew, and its text compared with the record's."""

import hashlib
import json
from pathlib import Path

import pytest

from macros.proof import screenshot_proof_of
from macros.reader import load
from tests.data_copy import edit, problems
from tests.deploy.guides import catalog
from tests.runner.chromium import chromium
from tests.runner.errors import RunnerError
from tests.runner.screenshots import take, wanted
from tests.runner.stacks import ROOT
from tests.tiny import tiny

WANTED = wanted(catalog())
pytestmark = [pytest.mark.needs("chromium", "script"), pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize(("task", "name"), WANTED, ids=[f"{task}-{name}" for task, name in WANTED])
def test_the_picture_is_still_true(task: str, name: str) -> None:
    record = catalog().screenshots.get(f"{task}-{name}")
    assert record, "never taken: run make screenshots"
    assert take(ROOT, catalog(), chromium(), task, name).record.text == record.text, "out of date: run make screenshots"
    assert len(catalog().pictures[f"{task}-{name}"]) < 60_000, "a picture is to be small"


def test_a_picture_that_lacks_what_it_must_show_is_an_error() -> None:
    task, name = WANTED[0]
    found = catalog().tasks[task]
    wrong = found.screenshots[name].model_copy(update={"has": ["something else"]})
    tasks = {**catalog().tasks, task: found.model_copy(update={"screenshots": {name: wrong}})}
    changed = type(catalog())(**{**vars(catalog()), "tasks": tasks})
    with pytest.raises(RunnerError, match="it does not show 'something else'"):
        take(ROOT, changed, chromium(), task, name)


TASK = "data/tasks/ask/task.yml"
PICTURE = "screenshots:\n  home: {sample: SAMPLE, alt: The home page., open: /}\nexchanges:"


def test_screenshots_show_what_is_there(tmp_path: Path) -> None:
    root = tiny(tmp_path)
    edit(root, TASK, "exchanges:", PICTURE.replace("SAMPLE", "alhpa"))
    assert f"{TASK}:15:18: unknown sample 'alhpa'; allowed: alpha, beta, beta-plus; did you mean 'alpha'?" in problems(
        root
    )


def test_screenshots_belong_to_what_ran(tmp_path: Path) -> None:
    root = tiny(tmp_path)
    edit(root, TASK, "exchanges:", PICTURE.replace("SAMPLE", "alpha"))
    assert f"{TASK}:15:9: the picture 'home' was never taken; run 'make screenshots'" in problems(root)


def test_screenshots_belong_to_what_ran_to_the_last_byte(tmp_path: Path) -> None:
    root = tiny(tmp_path)
    edit(root, TASK, "exchanges:", PICTURE.replace("SAMPLE", "alpha"))
    folder = root / "data" / "records" / "screenshots"
    folder.mkdir()
    (folder / "ask-home.webp").write_bytes(b"a picture")
    record = {
        "proof": screenshot_proof_of(load(root).catalog, "ask", "home"),
        "taken": "2026-01-02",
        "text": ["Home"],
        "width": 1,
        "height": 1,
        "image": hashlib.sha256(b"a picture").hexdigest(),
    }

    def said(**changed: str) -> list[str]:
        (folder / "ask-home.json").write_text(json.dumps({**record, **changed}))
        return [one for one in problems(root) if "picture" in one]

    assert said() == []
    assert said(proof="0") == [
        f"{TASK}:15:9: out of date: 'alpha' changed since the picture was taken; run 'make screenshots'"
    ]
    assert said(image="0") == [f"{TASK}:15:9: the picture is not the one that was taken; run 'make screenshots'"]
    (folder / "ask-away.webp").write_bytes(b"another")
    away = "data/records/screenshots/ask-away.json:1:1: a picture that no task asks for; run 'make screenshots'"
    assert said() == [away]
