"""Whatever an editor does to a file, the reader ends and names the mistakes."""

from collections.abc import Iterator
from functools import reduce
from typing import Any, Literal, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.kinds import KINDS
from macros.reader.validate import validate
from macros.reader.yaml import read
from tests.project import FILES, ScratchProject
from tests.reader.json_values import JSON_VALUES, as_json

pytestmark = pytest.mark.no_cover
"""What the examples run thousands of times, other specifications run too; to count it doubles the time."""

SHAPES = {
    path: next(kind.shape for kind in KINDS if kind.match(path.removeprefix("data/")))
    for path in FILES
    if path.endswith(".yml") and path != "data/frameworks/beta.yml"
}
"""A file of each kind and, of criteria, of each sort; and the type that its content must have."""

LINES = ["\t", "- ", "? ", ": ", "a: b: c", "x: &a *a", "<<: *a", "---", "...", "%YAML 1.1", "!!binary x", "[[[["]
VALUES = ["0x" + "f" * 5000, "1e999", ".nan", "0000-00-00", "https://[::1", "'[x](https://[)'", "{a: 1}", "*a", "'"]


class Edit(NamedTuple):
    """A change of a file; ``place`` counts lines or characters, and starts again after the last."""

    kind: Literal["delete line", "repeat line", "indent line", "add line", "replace value", "insert character"]
    place: int
    text: str = ""

    def of(self, content: str) -> str:
        if self.kind == "insert character":
            place = self.place % (len(content) + 1)
            return content[:place] + self.text + content[place:]
        lines = content.split("\n")
        place = self.place % len(lines)
        line = lines[place]
        changed = {
            "delete line": [],
            "repeat line": [line, line],
            "indent line": [self.text + line],
            "add line": [line, self.text],
            "replace value": [line.split(": ")[0] + ": " + self.text],
        }
        return "\n".join([*lines[:place], *changed[self.kind], *lines[place + 1 :]])


def edit_of(kind: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Edit]:
    return st.builds(Edit, st.just(kind), st.integers(0, 10_000), texts)


EDITS = st.lists(
    edit_of("delete line", st.just(""))
    | edit_of("repeat line", st.just(""))
    | edit_of("indent line", st.sampled_from([" ", "  ", "    "]))
    | edit_of("add line", st.sampled_from(LINES))
    | edit_of("replace value", JSON_VALUES.map(as_json) | st.sampled_from(VALUES))
    | edit_of("insert character", st.characters(exclude_categories=["Cs"])),
    min_size=1,
    max_size=3,
)


def edited(content: str, edits: list[Edit]) -> str:
    return reduce(lambda before, edit: edit.of(before), edits, content)


def see_that_it_ends(path: str, content: str) -> None:
    """Read and validate a file's content, and see that it has a value or problems that lie within it."""
    document, problems = read(path, content.encode())
    if not problems:
        value, problems = validate(document, SHAPES[path])
        assert (value is None) == bool(problems)
    for problem in problems:
        assert 1 <= problem.line <= content.count("\n") + 2
        assert problem.column >= 1
        assert problem.message
        assert len(str(problem).splitlines()) == 1


@pytest.mark.parametrize("path", SHAPES)
@settings(max_examples=100, deadline=None)
@given(EDITS)
def test_any_edit_of_a_file_leaves_a_value_or_problems(path: str, edits: list[Edit]) -> None:
    see_that_it_ends(path, edited(FILES[path], edits))


def entries(value: Any) -> Iterator[tuple[Any, Any]]:
    """Return every container with each of its keys or indexes."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from entries(value[key])


@pytest.mark.parametrize("path", SHAPES)
@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, 10_000), replacement=st.none() | st.tuples(JSON_VALUES))
def test_any_other_value_anywhere_leaves_a_value_or_problems(
    path: str, place: int, replacement: tuple[Any] | None
) -> None:
    root = [read(path, FILES[path].encode())[0].value]
    places = list(entries(root))
    container, key = places[place % len(places)]
    if replacement:
        container[key] = replacement[0]
    elif container is not root:
        del container[key]
    see_that_it_ends(path, as_json(root[0]))


@pytest.fixture(scope="module")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> ScratchProject:
    return ScratchProject.make(tmp_path_factory.mktemp("edited"))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_edit_of_any_file_makes_the_rules_raise(shared_project: ScratchProject, data: st.DataObject) -> None:
    folder = shared_project.root / "data"
    path = data.draw(st.sampled_from(sorted(file for file in folder.rglob("*") if file.is_file())))
    text = path.read_text("utf-8")
    path.write_text(edited(text, data.draw(EDITS)), "utf-8")
    try:
        for problem in shared_project.found():
            assert problem.line >= 1
            assert problem.column >= 1
            assert len(str(problem).splitlines()) == 1
    finally:
        path.write_text(text, "utf-8")
