"""The table of kinds: paths, keys, pages and downloads."""

import dataclasses
from typing import Any

import pytest

from macros.catalog import Catalog
from macros.kinds import (
    CRITERION,
    FRONTEND,
    FRONTEND_FOLDER,
    GUIDE,
    ID_KINDS,
    KINDS,
    SAMPLE_RECORD,
    SCREENSHOT,
    SCREENSHOT_RECORD,
    TASK,
    TASK_FOLDER,
    Kind,
)
from macros.model.base import CriterionId, DeploymentId, FolderKey, FrameworkId, FrontEndId, GuideKey
from macros.problem import Place
from tests.project import ALPHA, ScratchProject
from tests.project import TASK as ASK

AnyKind = Kind[Any, Any]


def key_of(kind: AnyKind) -> Any:
    """Return a key of a kind, made of the names in its pattern."""
    names = [name.strip("{}").partition("}")[0] for name in kind.pattern.split("{")[1:]]
    return kind.key(*(f"some-{name}" for name in names if name != "path"))


def owner(path: str) -> AnyKind:
    """Return the kind that a path under data/ belongs to."""
    return next(kind for kind in KINDS if kind.match(path))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_a_kinds_own_path_gives_its_key_back(kind: AnyKind) -> None:
    key, inner = key_of(kind), "some/file.py" if kind.is_folder else ""
    path = kind.path(key, inner)
    assert path.startswith("data/")
    assert kind.match(path.removeprefix("data/")) == (key, inner)
    assert owner(path.removeprefix("data/")) is kind


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_each_kind_has_a_table_in_the_catalog(kind: AnyKind) -> None:
    assert kind.table in {field.name for field in dataclasses.fields(Catalog)}


def test_words_tables_and_pages_are_each_one_kinds() -> None:
    for name in ("word", "table", "pattern", "page", "download"):
        values = [getattr(kind, name) for kind in KINDS if getattr(kind, name)]
        assert len(values) == len(set(values)), name


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("tasks/ask/task.yml", TASK),
        ("tasks/ask/alpha/main.py", TASK_FOLDER),
        ("tasks/ask/alpha/task.yml", TASK_FOLDER),
        ("frontends/screen/frontend.yml", FRONTEND),
        ("frontends/screen/src/frontend.yml", FRONTEND_FOLDER),
        ("records/samples/ask/alpha.json", SAMPLE_RECORD),
        ("records/screenshots/ask/page.json", SCREENSHOT_RECORD),
        ("records/screenshots/ask/page.webp", SCREENSHOT),
    ],
)
def test_a_path_belongs_to_the_first_kind_whose_pattern_it_matches(path: str, kind: AnyKind) -> None:
    assert owner(path) is kind


@pytest.mark.parametrize(
    "path", ["criteria/guard.yaml", "criteria/deep/guard.yml", "criteria/.yml", "tasks/ask/other.yml", "guard.yml"]
)
def test_other_paths_belong_to_no_kind(path: str) -> None:
    assert not any(kind.match(path) for kind in KINDS)


def test_pages_and_downloads_have_an_address() -> None:
    guide = GuideKey(DeploymentId("cellar"), FrameworkId("alpha"))
    assert CRITERION.url(CriterionId("guard")) == "criteria/guard/"
    assert GUIDE.url(guide) == "deploy/cellar/alpha/"
    assert GUIDE.file_url(guide, "a/b.sh") == "files/deploy/cellar/alpha/a/b.sh"
    assert TASK_FOLDER.file_url(FolderKey(ASK, "alpha"), "main.py") == "files/tasks/ask/alpha/main.py"
    assert GUIDE.file_url(guide, ".a/b/.c.d") == "files/deploy/cellar/alpha/dot-a/b/dot-c.d"
    assert FRONTEND_FOLDER.file_url(FrontEndId("screen"), "x.js") == "files/front-ends/screen/x.js"


def test_places_are_in_the_kinds_file() -> None:
    assert SAMPLE_RECORD.place(ALPHA, "replies", "right") == Place(
        "data/records/samples/ask/alpha.json", ("replies", "right")
    )
    assert TASK_FOLDER.path(FolderKey(ASK, "alpha")) == "data/tasks/ask/alpha"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.required], ids=lambda kind: kind.word)
def test_a_folder_is_not_what_it_should_be_without_its_required_file(project: ScratchProject, kind: AnyKind) -> None:
    project.add_frontend()
    keys = {"task": ASK, "deployment": "cellar", "front end": "screen", "comparison": None}
    path = kind.path(keys[kind.word])
    project.remove(path)
    assert [problem for problem in project.errors() if path.rpartition("/")[2] in problem]


@pytest.mark.parametrize(("id_type", "kind"), ID_KINDS.items(), ids=lambda value: getattr(value, "word", ""))
def test_an_id_refers_to_the_kind_whose_key_it_is(id_type: Any, kind: AnyKind) -> None:
    assert kind.key is id_type
