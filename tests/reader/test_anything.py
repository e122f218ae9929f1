"""Whatever lies under data/, the reader ends, raises nothing and names what is wrong in lines that can be printed.

``FUZZ=10000 pytest tests/reader/test_anything.py`` tries more.
"""

import json
import os
import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.characters import NOT_IN_NAMES
from macros.views import criteria, samples
from tests.project import ScratchProject
from tests.reader.json_values import JSON_VALUES

pytestmark = pytest.mark.no_cover

EXAMPLES = int(os.environ.get("FUZZ", "60"))
PATIENCE = 10.0
"""Seconds of processor time that reading the invented project may take, whatever is in it."""

BYTES = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [
            b"",
            b"\0" * 10,
            b"\xff\xfea\0",
            b"\xef\xbb\xbf{}",
            b"[" * 100_000,
            b"{" * 100_000,
            b'{"a":' * 50_000,
            b"- " * 50_000,
            b"a: " * 50_000,
            b"'" * 50_000,
            b"a: |\n" + b" x\n" * 50_000,
            b"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n",
            b"9" * 10_000,
            b"NaN",
            b'"\\ud800"',
            b"a: " + b"[x](" * 2_000,
            b"why: " + b"*_" * 40_000,
            b"\r\n\r",
        ]
    ),
)

NAMES = st.one_of(
    st.binary(min_size=1, max_size=12).map(os.fsdecode),
    st.text(min_size=1, max_size=12),
    st.sampled_from([".env", ".x.swp", "x~", "x.yml", "task.yml", "x.json", "ü.py", "a b", "-", "...", "A.yml"]),
).filter(lambda name: "/" not in name and "\0" not in name and name not in (".", ".."))

KINDS = st.sampled_from(["file", "folder", "link", "loop", "pipe", "gone", "file in place", "folder in place"])


def replaced(value: Any, place: int, other: Any) -> Any:
    """Return a JSON value of which one part is another, or gone."""
    parts = [(container, key) for container, key in _parts([value])]
    container, key = parts[place % len(parts)]
    if other is None and isinstance(container, dict):
        del container[key]
    else:
        container[key] = other
    return value


def _parts(value: Any) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [part for key in keys for part in [(value, key), *_parts(value[key])]]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = ScratchProject.make(tmp_path_factory.mktemp("original"))
    project.add_frontend()
    return project.root


def see_that_it_is_read(project: ScratchProject) -> None:
    """Read, see that each problem is a line, and where there is none, that views can be made of it."""
    begin = time.process_time()
    found = project.found()
    assert time.process_time() - begin < PATIENCE
    for problem in found:
        assert problem.line >= 1
        assert problem.column >= 1
        assert str(problem).encode("utf-8")
        assert not NOT_IN_NAMES.search(str(problem))
    if not found:
        catalog = project.catalog
        for criterion_id in catalog.criteria:
            criteria.cells(catalog, criterion_id)
        for key in catalog.sample_records:
            samples.sample_view(catalog, key)


def copied(original: Path) -> ScratchProject:
    again = original.with_name("again")
    shutil.rmtree(again, ignore_errors=True)
    shutil.copytree(original, again)
    return ScratchProject(again)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), BYTES)
def test_any_content_of_any_file_is_read(original: Path, place: int, content: bytes) -> None:
    files = sorted(path for path in (original / "data").rglob("*") if path.is_file())
    path = files[place % len(files)]
    before = path.read_bytes()
    try:
        path.write_bytes(content)
        see_that_it_is_read(ScratchProject(original))
    finally:
        path.write_bytes(before)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.integers(0, 100_000), JSON_VALUES | st.integers(-1, 1) | st.just("\x00\x1b\ud800"))
def test_any_other_value_anywhere_in_a_record_is_read(
    original: Path, data: st.DataObject, place: int, other: Any
) -> None:
    """As a run would have written it, with its digest; and as somebody types it, without."""
    project, folder = ScratchProject(original), original / "data/records"
    path = data.draw(st.sampled_from(sorted(folder.rglob("*.json"))))
    before = {file: file.read_bytes() for file in folder.rglob("*.json")}
    value = replaced(json.loads(path.read_text("utf-8")), place, other)
    name = path.relative_to(original).as_posix()
    try:
        if data.draw(st.booleans()):
            with suppress(UnicodeEncodeError):
                project.write_json(name, value)
        else:
            project.write(name, json.dumps(value))
        see_that_it_is_read(project)
    finally:
        for file, content in before.items():
            file.write_bytes(content)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), NAMES, KINDS, BYTES)
def test_any_name_and_any_sort_of_file_is_read(
    original: Path, place: int, name: str, kind: str, content: bytes
) -> None:
    project = copied(original)
    everything = sorted((project.root / "data").rglob("*"))
    there = everything[place % len(everything)]
    folder = there if there.is_dir() else there.parent
    path = there if kind in ("gone", "file in place", "folder in place") else folder / name
    with suppress(OSError, ValueError):  # some names cannot be, and some are taken
        match kind:
            case "file":
                path.write_bytes(content)
            case "folder":
                path.mkdir()
                (path / name).write_bytes(content)
            case "link":
                path.symlink_to("/etc/passwd")
            case "loop":
                path.symlink_to(folder)
            case "pipe":
                os.mkfifo(path)
            case _:
                shutil.rmtree(path) if stat.S_ISDIR(path.lstat().st_mode) else path.unlink()
                if kind == "file in place":
                    path.write_bytes(content)
                elif kind == "folder in place":
                    path.mkdir()
    see_that_it_is_read(project)
