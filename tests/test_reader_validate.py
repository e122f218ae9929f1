"""From values to models: every mistake of every file in one go, in an editor's words, at its line."""

import os
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, NewType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field, StringConstraints

from macros.model.base import Id, Model
from macros.model.criterion import AnyCriterion as Criteria
from macros.model.deployment import Deployment
from macros.model.framework import Framework
from macros.model.task import Mutation, Task
from macros.problem import Problem, listed, unknown
from macros.reader import load
from macros.reader.__main__ import main
from macros.reader.layout import FOLDERS
from macros.reader.validate import describe, keys_at, type_at, validate
from macros.reader.yaml import read
from tests.data_copy import edit, errors, problems
from tests.json_values import JSON_VALUES, as_json
from tests.tiny import FILES, tiny, write

GUARD = "data/criteria/guard.yml"
TASK = "data/tasks/ask/task.yml"
ALPHA = "data/frameworks/alpha.yml"
CELLAR = "data/deployments/cellar/deployment.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny(tmp_path)


def test_the_tiny_project_is_sound(root: Path) -> None:
    loaded = load(root)
    assert [str(problem) for problem in loaded.problems] == []
    catalog = loaded.catalog
    assert catalog.columns() == ["alpha", "beta"]
    assert catalog.rows("first") == ["guard", "speed"]
    assert catalog.criteria["guard"].answers["alpha"].short == "It is."
    assert sorted(catalog.records) == [("ask", "alpha"), ("ask", "beta"), ("ask", "beta-plus")]
    assert sorted(catalog.checked) == sorted(catalog.records)
    assert catalog.sample_files["ask", "alpha"] == {"main.py": "check = True\nreply = 200\n"}, "the lock is apart"
    assert catalog.sample_locks["ask", "alpha"] == "alpha==1.0\n"
    assert catalog.guide_files["cellar", "alpha"] == {"start.sh": "alpha run --port 8000\n"}
    assert catalog.requirements(catalog.tasks["ask"].samples["beta-plus"]) == ["beta", "plus"]


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            GUARD,
            "question:",
            "questoin:",
            [
                "3:1: unknown key 'questoin'; allowed: answers, article, formerly, group, kind, question, test, "
                "title, why; did you mean 'question'?",
                "2:1: the key 'question' is missing",
            ],
        ),
        (
            GUARD,
            "    by: core\n",
            "    bye: core\n",
            ["14:5: unknown key 'bye'; allowed: also, by, docs, note, short, since, verdict; did you mean 'by'?"],
        ),
        (
            TASK,
            "json: {x: 1}",
            "jsn: {x: 1}",
            ["did you mean 'json'?"],
        ),
        (GUARD, "    short: It is not.\n", "", ["16:3: the key 'short' is missing"]),
        (ALPHA, "name: Alpha", "name: 12", ["2:7: 'name': text is needed, not the number 12; put it in quotes"]),
        (ALPHA, "name: Alpha", "name: true", ["2:7: 'name': text is needed, not the word true; put it in quotes"]),
        (ALPHA, "name: Alpha", "name:", ["2:6: 'name': text is needed, not nothing"]),
        (ALPHA, "name: Alpha", "name: [a]", ["2:7: 'name': text is needed, not a list"]),
        (ALPHA, "name: Alpha", "name: {a: b}", ["2:7: 'name': text is needed, not a mapping"]),
        (ALPHA, "port: 8000", "port: '8000'", ["'port': a whole number is needed, not the text '8000'"]),
        (ALPHA, "port: 8000", "port: 0x" + "f" * 9000, ["'port': a whole number is needed, not the text '0xf"]),
        (ALPHA, "{command: alpha run, port: 8000, port_variable: PORT}", "x", ["13:8: 'serve': a mapping is needed"]),
        (GUARD, "  yes: {wrong: refused}", "  yes: refused", ["9:8: 'yes': a mapping is needed, not the text"]),
        (GUARD, "  yes: {wrong: refused}", "  yes: {}", ["9:8: 'yes' is empty; at least 1 is needed"]),
        (
            GUARD,
            "verdict: no\n",
            "verdict: nope\n",
            ["17:14: unknown value of 'verdict' 'nope'; allowed: no, partial, unknown, yes; did you mean 'no'?"],
        ),
        (
            GUARD,
            "verdict: no\n",
            "verdict: false\n",
            ["'verdict' is the word false; allowed: yes, partial, no, unknown"],
        ),
        (GUARD, "by: core", "by: kern", ["14:9: unknown value of 'by' 'kern'; allowed: core, extra"]),
        (GUARD, "kind: tested", "kind: testd", ["6:7: unknown value of 'kind' 'testd'; allowed: measured, opinion"]),
        (GUARD, "kind: tested", "kind: [tested]", ["6:7: ", "'kind'", "; allowed: measured, opinion, sourced, tested"]),
        (
            GUARD,
            "kind: tested\n",
            "",
            ["2:1: the key 'kind' is missing; allowed: measured, opinion, sourced, tested"],
        ),
        (GUARD, "  task: ask", "  task: Ask_", ["8:9: 'Ask_' is not an ID; allowed: small letters, digits and single"]),
        (GUARD, "  beta:\n", "  Beta:\n", ["16:3: 'Beta' is not an ID"]),
        (GUARD, "  task: ask", "  task: " + "a" * 61, ["8:9: 'task': string should have at most 60 characters"]),
        (
            ALPHA,
            "2020-02-03",
            "3.2.2020",
            ["7:16: 'first_release': a day is needed, written YYYY-MM-DD (it is the text '3.2.2020')"],
        ),
        (ALPHA, "2020-02-03", "2020-02-30", ["7:16: 'first_release': there is no such day"]),
        (ALPHA, "2020-02-03", "2020", ["written YYYY-MM-DD (it is the number 2020)"]),
        (
            ALPHA,
            "https://alpha.example/\n",
            "http://alpha.example/\n",
            ["9:9: 'home': an https:// address is needed (it is the text 'http://alpha.example/')"],
        ),
        *(
            (ALPHA, "https://alpha.example/\n", f"{bad}\n", ["9:9: 'home': an https:// address is needed"])
            for bad in (
                "javascript:alert(1)",
                "https://",
                "https://me:secret@alpha.example/",
                "https://[alpha/",
                "'https://alpha.example/ x'",
                "'https://alpha.example/\"onclick=x'",
                "https://alpha.example/<b>",
                "//alpha.example/",
            )
        ),
        *(
            (GUARD, "why: Wrong things hurt.", f"why: '{bad}'", [f"4:6: 'why': the link '{link}' does not start with"])
            for bad, link in (
                ("[x](javascript:alert(1))", "javascript:alert(1)"),
                ("[x](JavaScript:alert(1))", "JavaScript:alert(1)"),
                ("<javascript:x>", "javascript:x"),
                ("[x](data:text/html,x)", "data:text/html,x"),
                ("[x](vbscript:x)", "vbscript:x"),
                ("[x](../tasks/)", "../tasks/"),
                ("[x]()", ""),
                ("> - [x](http://x.example)", "http://x.example"),
                ("<me@x.example>", "mailto:me@x.example"),
            )
        ),
        (GUARD, "why: Wrong things hurt.", 'why: "[x][y]\\n\\n[y]: ftp://x"', ["the link 'ftp://x' does not start"]),
        (
            GUARD,
            "why: Wrong things hurt.",
            "why: '![x](https://x.example/x.png)'",
            ["4:6: 'why': an image; a page may not load anything from another host"],
        ),
        (GUARD, "why: Wrong things hurt.", "why: '  '", ["4:6: 'why': the text is empty"]),
        (
            GUARD,
            "short: It is.",
            f"short: {'x' * 241}",
            ["15:12: 'short': a short text has at most 240 characters, this one 241"],
        ),
        (GUARD, "short: It is.", "short: |\n      It\n      is.", ["15:12: 'short': a short text is one line"]),
        (GUARD, "short: It is.", 'short: "It\\ris."', ["15:12: 'short': a short text is one line"]),
        (GUARD, "short: It is.", 'short: "It\\tis."', ["15:12: 'short': a short text is one line"]),
        (GUARD, "short: It is.", "short: ' It is.'", ["'short': a short text neither begins nor ends with a space"]),
        (GUARD, "short: It is.", "short: ' '", ["15:12: 'short': the text is empty"]),
        (GUARD, "short: It is.", "short: It `is.", ["15:12: 'short': a ` is not closed"]),
        (ALPHA, "package: alpha", "package: ' '", ["5:10: 'package': one line of at most 400 characters is needed"]),
        (ALPHA, "package: alpha", 'package: "a\\nb"', ["5:10: 'package': one line of at most 400 characters"]),
        (ALPHA, "package: alpha", f"package: {'a' * 401}", ["5:10: 'package': one line of at most 400 characters"]),
        (TASK, "path: /ask}\n    every", "path: ask}\n    every", ["'path': a path is needed that begins with /"]),
        (
            TASK,
            "{status: 422}",
            "{status: teapot}",
            ["26:25: 'status': a whole number or a list is needed, not the text 'teapot'"],
        ),
        (TASK, "{status: 422}", "{}", ["an outcome says at least one thing that a reply must have"]),
        (TASK, "{status: 422}", "{json: {x: [.nan]}}", ["'json': JSON has no such number"]),
        (TASK, "json: {x: 1}", "json: 1e999", ["'json': JSON has no such number"]),
        (TASK, "json: {x: 1}", "json: 1, copies: 51", ["'copies': input should be less than or equal to 50"]),
        (TASK, "json: {x: 1}", "json: {x: 1}, body: x", ["a request has one of 'json', 'form', 'body' and"]),
        (TASK, "json: {x: 1}", "websocket: [x], copies: 2", ["'copies' and 'websocket' exclude each other"]),
        (TASK, "    every: answered\n", "    every: answered\n    run: x\n", ["has either 'send' or 'run'"]),
        (CELLAR, "port: 8000", "port: 80.5", ["'port': a whole number is needed, not the number 80.5"]),
    ],
)
def test_a_mistake_is_said_in_an_editors_words(root: Path, path: str, old: str, new: str, expected: list[str]) -> None:
    edit(root, path, old, new)
    messages = problems(root)
    for part in expected:
        piece = f"{path}:{part}" if part[0].isdigit() and ":" in part[:4] else part
        matching = [message for message in messages if message.startswith(f"{path}:") and piece in message]
        assert matching, f"none of these contains {piece!r}:\n" + "\n".join(messages)


def test_limits_are_the_last_allowed(root: Path) -> None:
    edit(root, GUARD, "short: It is.", f"short: {'x' * 240}")
    edit(root, ALPHA, "package: alpha", f"package: {'a' * 400}")
    edit(root, TASK, "  wrong:\n    short: Ask wrongly.", "  wrong:\n    short: Ask `wrongly`.")
    edit(root, GUARD, "why: Wrong things hurt.", "why: '[x](https://x.example/) `![no image](http://x)`'")
    assert errors(root) == []


def test_mistakes_of_several_files_come_in_one_go_sorted_and_once(root: Path) -> None:
    edit(root, GUARD, "verdict: no\n", "verdict: nope\n")
    edit(root, GUARD, "kind: tested", "kind: tested\nextra: 1")
    edit(root, ALPHA, "name: Alpha", "nam: Alpha")
    edit(root, "data/comparisons/pair.yml", "title: Alpha and Beta", "title: [")
    edit(root, TASK, "status: 500", "status: x")
    assert [message.split(": ")[0] for message in problems(root)] == [
        "data/comparisons/pair.yml:4:1",
        "data/criteria/guard.yml:7:1",
        "data/criteria/guard.yml:18:14",
        "data/frameworks/alpha.yml:2:1",
        "data/frameworks/alpha.yml:2:1",
        "data/tasks/ask/task.yml:21:24",
    ]
    assert load(root).problems == sorted(set(load(root).problems))


def test_no_message_has_two_lines() -> None:
    document, _ = read("f.yml", b'"a\\nb": "c\\nd"\nday: "x\\r\\ny"\n')
    _, invalid = validate(document, dict[str, int])
    assert [str(problem).count("\n") for problem in invalid] == [0, 0]
    assert str(Problem("p", 1, 2, "a\nb\rc")) == "p:1:2: a b c"


# What stands where.


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("data/extra/x.yml", "", "data/extra:1:1: unknown file or folder 'extra'; allowed: "),
        ("data/notes.txt", "", "data/notes.txt:1:1: unknown file or folder 'notes.txt'"),
        ("data/criterias/x.yml", "", "; did you mean 'criteria'?"),
        ("data/criteria/x.yaml", "", "data/criteria/x.yaml:1:1: only YAML files named <id>.yml stand in data/criteria"),
        ("data/criteria/x.yml/y", "", "data/criteria/x.yml:1:1: only YAML files named <id>.yml stand in data/criteria"),
        ("data/frameworks/A_b.yml", "", "data/frameworks/A_b.yml:1:1: the name 'A_b' is not an ID; allowed: small"),
        ("data/tasks/readme.md", "", "data/tasks/readme.md:1:1: only folders stand in data/tasks"),
        ("data/tasks/none/x/main.py", "", "data/tasks/none:1:1: the folder lacks its task.yml"),
        ("data/tasks/ask/mutation.yml", "", "unknown file 'mutation.yml'; allowed: <sample>/, mutations.yml, task.yml"),
        ("data/tasks/ask/gamma/main.py", "", "data/tasks/ask/gamma:1:1: unknown sample 'gamma'; allowed: alpha, beta"),
        ("data/deployments/x.yml", "", "data/deployments/x.yml:1:1: only folders stand in data/deployments"),
        ("data/deployments/none/x/y", "", "data/deployments/none:1:1: the folder lacks its deployment.yml"),
        ("data/deployments/cellar/x.sh", "", "unknown file 'x.sh'; allowed: <framework>/, deployment.yml"),
        ("data/records/x.json", "", "data/records/x.json:1:1: unknown record 'x.json'; allowed: <task>/<sample>.json"),
        ("data/records/ask/x.txt", "", "data/records/ask/x.txt:1:1: only records named <id>.json stand in"),
        ("data/records/ask/x.json/y", "", "data/records/ask/x.json:1:1: only records named <id>.json stand in"),
        ("data/records/ask/alpha.json", "{", "data/records/ask/alpha.json:1:2: not a record (not JSON); records are"),
        ("data/records/ask/alpha.json", "[" * 100_000, "data/records/ask/alpha.json:1:1: not a record (not JSON)"),
        ("data/records/ask/alpha.json", b"\xff", "data/records/ask/alpha.json:1:1: not a record (not JSON)"),
        ("data/records/ask/alpha.json", "{}", "alpha.json:1:1: not a record (proof: Field required); records are"),
        ("data/records/checked.json", '{"ask/alpha": 1}', "checked.json:1:1: not a record (ask/alpha: a day is needed"),
        ("data/records/measurements/speed.json", "1", "measurements/speed.json:1:1: not a record (: Input should be"),
        ("data/records/history.jsonl", "1\n", "data/records/history.jsonl:1:1: not a line of the history; it is"),
        ("data/records/history.jsonl", "[" * 100_000, "data/records/history.jsonl:1:1: not a line of the history"),
        ("data/records/history.jsonl", b"\xff", "data/records/history.jsonl:1:1: not UTF-8; save the file as UTF-8"),
        ("data/tasks/ask/alpha/logo.bin", b"\xff", "data/tasks/ask/alpha/logo.bin:1:1: not UTF-8; save the file as"),
        ("data/tasks/ask/alpha/requirements.lock", b"\xff", "alpha/requirements.lock:1:1: not UTF-8; save the file"),
        ("data/criteria/guard.yml", "- a\n", "data/criteria/guard.yml:1:1: a mapping is needed, not a list"),
        ("data/criteria/guard.yml", "---\n", "data/criteria/guard.yml:2:1: a mapping is needed, not nothing"),
        ("data/frameworks/alpha.yml", "- a\n", "data/frameworks/alpha.yml:1:1: a mapping is needed, not a"),
        ("data/tasks/ask/mutations.yml", "a: 1\n", "data/tasks/ask/mutations.yml:1:1: a list is needed"),
    ],
)
def test_what_has_no_place_or_no_sense_is_named(root: Path, path: str, content: str | bytes, expected: str) -> None:
    write(root, path, content)
    assert any(expected in message for message in problems(root)), problems(root)


def test_what_tools_leave_behind_is_no_mistake(root: Path) -> None:
    for path in (
        "data/.DS_Store",
        "data/tasks/.DS_Store",
        "data/tasks/ask/alpha/__pycache__/main.cpython-311.pyc",
        "data/tasks/ask/alpha/main.pyc",
        "data/tasks/ask/.ruff_cache/x",
    ):
        write(root, path, b"\xff")
    assert problems(root) == []


def test_files_may_stand_in_folders_of_a_sample_and_any_line_end_reads_alike(root: Path) -> None:
    write(root, "data/tasks/ask/beta/pages/sub/a.html", b"a\r\nb\rc\n")
    assert load(root).catalog.sample_files["ask", "beta"]["pages/sub/a.html"] == "a\nb\nc\n"


def test_a_project_without_data_or_without_a_comparison_is_told_so(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"data:1:1: the folder is missing; it holds {', '.join(FOLDERS)}"]
    (tmp_path / "data").mkdir()
    assert problems(tmp_path) == ["data/comparisons:1:1: there is no comparison; a site needs one"]


@pytest.mark.parametrize(
    "path",
    ["data/criteria/x.yml", "data/tasks/ask/alpha/x.py", "data/tasks/ask/mutations.yml", "data/records/ask/x.json"],
)
def test_links_and_pipes_are_refused_and_never_read(root: Path, path: str) -> None:
    file = root / path
    makers: tuple[Callable[[], None], ...] = (
        lambda: file.symlink_to("/etc/passwd"),
        lambda: file.symlink_to(root / "nowhere"),
        lambda: file.symlink_to(file.parent),
        lambda: file.symlink_to(file),
        lambda: os.mkfifo(file),
    )
    for make in makers:
        file.unlink(missing_ok=True)
        make()
        assert f"{path}:1:1: neither a file nor a folder; links are not followed" in problems(root)


def test_a_file_that_vanishes_while_it_is_read_is_a_mistake(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vanish(path: Path) -> bytes:
        path.unlink()
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr(Path, "read_bytes", vanish)
    messages = problems(root)
    for path in (GUARD, "data/tasks/ask/alpha/main.py", "data/records/ask/alpha.json", "data/records/checked.json"):
        assert f"{path}:1:1: cannot be read: No such file or directory" in messages


# The command.


def test_the_command_prints_each_problem_and_how_many(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert main() == 0
    assert capsys.readouterr() == ("", "0 problems in data/\n")
    edit(root, GUARD, "  task: ask", "  task: aks")
    edit(root, ALPHA, "name: Alpha", "name: 1")
    assert main() == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == problems(root)
    assert err == "3 problems in data/\n"
    edit(root, GUARD, "  task: aks", "  task: ask")
    assert main() == 1
    assert capsys.readouterr() == (
        "data/frameworks/alpha.yml:2:7: 'name': text is needed, not the number 1; put it in quotes\n",
        "1 problem in data/\n",
    )


# Small parts.


class Small(Model):
    """One field of each kind of value."""

    text: str = ""
    whole: int = 0
    number: float = 0
    truth: bool = False
    many: list[int] = []
    either: int | list[int] = 0
    by_id: dict[Id, int] = {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("text: 1", ["1:7: 'text': text is needed, not the number 1; put it in quotes"]),
        ("text: true", ["1:7: 'text': text is needed, not the word true; put it in quotes"]),
        ("text: [a]", ["1:7: 'text': text is needed, not a list"]),
        ("text:", ["1:6: 'text': text is needed, not nothing"]),
        ("whole: x", ["1:8: 'whole': a whole number is needed, not the text 'x'"]),
        ("whole: 1.5", ["1:8: 'whole': a whole number is needed, not the number 1.5"]),
        ("whole: true", ["1:8: 'whole': a whole number is needed, not the word true"]),
        ("number: x", ["1:9: 'number': a number is needed, not the text 'x'"]),
        ("number: .inf", ["1:9: 'number': input should be a finite number"]),
        ("truth: yes", ["1:8: 'truth': true or false is needed, not the text 'yes'"]),
        ("many: 1", ["1:7: 'many': a list is needed, not the number 1"]),
        (
            "many: [1, x, 2, y]",
            [
                "1:11: 'many': a whole number is needed, not the text 'x'",
                "1:17: 'many': a whole number is needed, not the text 'y'",
            ],
        ),
        ("either: x", ["1:9: 'either': a whole number or a list is needed, not the text 'x'"]),
        ("either: 1.5", ["1:9: 'either': a whole number or a list is needed, not the number 1.5"]),
        (
            "either: '2: 3 is needed'\nwhole: x",
            [
                "1:9: 'either': a whole number or a list is needed, not the text '2: 3 is needed'",
                "2:8: 'whole': a whole number is needed, not the text 'x'",
            ],
        ),
        ("by_id: {A: 1}", ["1:9: 'A' is not an ID; allowed: small letters, digits and single hyphens"]),
        ("by_id: {a: 1, a--b: 2}", ["1:15: 'a--b' is not an ID; allowed: small letters, digits and single hyphens"]),
        ("by_id: {a: x}", ["1:12: 'a': a whole number is needed, not the text 'x'"]),
        ("- a", ["1:1: a mapping is needed, not a list"]),
        ("x: 1", ["1:1: unknown key 'x'; allowed: by_id, either, many, number, text, truth, whole"]),
    ],
)
def test_each_message_about_a_value(content: str, expected: list[str]) -> None:
    document, _ = read("f.yml", content.encode())
    value, invalid = validate(document, Small)
    assert value is None
    assert [str(problem) for problem in invalid] == [f"f.yml:{message}" for message in expected]


def test_a_value_that_fits_is_returned_without_problems() -> None:
    document, _ = read("f.yml", b"text: '1'\neither: [1]\nnumber: 2\n")
    assert validate(document, Small) == (Small(text="1", either=[1], number=2), [])


def test_what_is_allowed_is_listed_and_shortened() -> None:
    assert listed(()) == "nothing"
    assert listed("cab") == "a, b, c"
    assert listed(f"x{n:02}" for n in range(12)).endswith("x10, x11")
    assert listed(f"x{n:02}" for n in range(13)).endswith("x10, x11, … (13 in all)")
    assert unknown("key", "zzz", ["abc"]) == "unknown key 'zzz'; allowed: abc"


def test_values_are_described() -> None:
    values: tuple[Any, ...] = (None, True, 1, 1.5, "x", [], {})
    descriptions = [describe(value) for value in values]
    assert descriptions == [
        "nothing",
        "the word true",
        "the number 1",
        "the number 1.5",
        "the text 'x'",
        "a list",
        "a mapping",
    ]
    assert describe("x" * 60) == f"the text '{'x' * 60}'"
    assert describe("x" * 61) == f"the text '{'x' * 57}…'"


class Inner(BaseModel):
    with_: int | None = Field(alias="with")
    plain: list[str] | None = None


class Outer(BaseModel):
    inner: dict[str, Inner]
    either: int | Inner


@pytest.mark.parametrize(
    ("loc", "expected"),
    [
        ((), ["inner", "either"]),
        (("inner",), []),
        (("inner", "x"), ["with", "plain"]),
        (("inner", "x", "with"), []),
        (("inner", "x", "plain", 0), []),
        (("nothing",), []),
        (("nothing", "x"), []),
        (("either", "x"), []),
    ],
)
def test_the_keys_that_a_mapping_may_have(loc: Any, expected: list[str]) -> None:
    assert keys_at(Outer, loc) == expected


def test_the_type_of_a_place() -> None:
    assert type_at(Outer, ("inner", "x", "with")) is int
    assert type_at(Outer, ("inner", "x", "plain", 3)) is str
    assert type_at(Outer, ("either",)) == int | Inner
    assert type_at(list[Annotated[Inner, "said of it"] | None], (0, "plain", 0)) is str


# Unions whose discriminator chooses the model.

Name = NewType("Name", Annotated[str, StringConstraints(pattern="^[a-z]+$")])


class Circle(Model):
    kind: Literal["circle", "ring"]
    radius: int
    names: list[Name] = []


class Square(Model):
    kind: Literal["square"]
    side: int
    circle: dict[str, int] = {}


Figure = Annotated[Circle | Square, Field(discriminator="kind")]


class Drawing(Model):
    """Declares the union in each of the ways that pydantic knows."""

    field: Circle | Square | None = Field(None, discriminator="kind")
    optional: Figure | None = None
    many: list[Figure] = []
    by_name: dict[Name, Figure] = {}
    untagged: Square | list[Circle] | int = 0


@pytest.mark.parametrize("prefix", ["field: ", "optional: ", "many:\n- ", "by_name:\n  x: "])
@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("{radius: 1}", ["0: the key 'kind' is missing; allowed: circle, ring, square"]),
        (
            "{kind: squere, side: 1}",
            ["7: unknown value of 'kind' 'squere'; allowed: circle, ring, square; did you mean 'square'?"],
        ),
        ("{kind: [square]}", ["7: 'kind' is a list; allowed: circle, ring, square"]),
        ("{kind: }", ["7: 'kind' is nothing; allowed: circle, ring, square"]),
        ("{kind: ring, radius: x}", ["21: 'radius': a whole number is needed, not the text 'x'"]),
        ("{kind: square}", ["0: the key 'side' is missing"]),
        (
            "{kind: square, side: 1, sid: 2}",
            ["24: unknown key 'sid'; allowed: circle, kind, side; did you mean 'side'?"],
        ),
        # A key may be called like an alternative.
        ("{kind: circle, radius: 1, circle: 1}", ["26: unknown key 'circle'; allowed: kind, names, radius"]),
        ("{kind: square, side: 1, circle: {x: y}}", ["36: 'x': a whole number is needed, not the text 'y'"]),
        ("{kind: ring, radius: 1, names: [a, B]}", ["35: 'B' is not an ID; allowed: small letters, digits and single"]),
    ],
)
def test_a_mistake_in_a_union_is_named_as_in_the_model_that_its_kind_chooses(
    prefix: str, figure: str, expected: list[str]
) -> None:
    document, _ = read("f.yml", (prefix + figure).encode())
    value, invalid = validate(document, Drawing)
    assert value is None
    line, begin = prefix.count("\n") + 1, len(prefix.split("\n")[-1]) + 1
    assert len(invalid) == len(expected)
    for problem, message in zip(invalid, expected, strict=True):
        offset, text = message.split(": ", 1)
        assert str(problem).startswith(f"f.yml:{line}:{begin + int(offset)}: {text}")


@pytest.mark.parametrize("content", ["field: x", "optional: x", "many: [x]", "by_name: {field: x}"])
def test_a_union_of_models_needs_a_mapping(content: str) -> None:
    document, _ = read("f.yml", content.encode())
    [problem] = validate(document, Drawing)[1]
    assert problem.what.endswith("': a mapping is needed, not the text 'x'")
    assert problem.column == content.index("x") + 1


@pytest.mark.parametrize(
    ("content", "shape", "expected"),
    [
        ("# figure\nradius: 1", Figure, ["2:1: the key 'kind' is missing; allowed: circle, ring, square"]),
        ("kind: cube", Figure, ["1:7: unknown value of 'kind' 'cube'; allowed: circle, ring, square"]),
        ("- kind", Figure, ["1:1: a mapping is needed, not a list"]),
        ("kind: ring\nradius: x", Figure, ["2:9: 'radius': a whole number is needed, not the text 'x'"]),
        ("- kind: ring\n  radius: x", list[Figure], ["2:11: 'radius': a whole number is needed, not the text 'x'"]),
        ("- {kind: ring, radius: 1}\n- x", list[Figure], ["2:3: a mapping is needed, not the text 'x'"]),
        ("untagged: x", Drawing, ["1:11: 'untagged': a mapping or a list or a whole number is needed, not the text"]),
        ("A b: {kind: ring, radius: 1}", dict[Name, Figure], ["1:1: 'A b' is not an ID"]),
        (
            "- 1\n- b",
            list[Literal["a"]],
            ["1:3: the value is the number 1; allowed: a", "2:3: unknown value 'b'; allowed: a"],
        ),
        (
            "x: b",
            dict[str, Literal["a"] | list[int]],
            ["1:4: 'x': a list is needed, not the text 'b'", "1:4: unknown value of 'x' 'b'"],
        ),
    ],
)
def test_mistakes_at_the_root_and_in_unions_without_a_discriminator(
    content: str, shape: Any, expected: list[str]
) -> None:
    document, _ = read("f.yml", content.encode())
    value, invalid = validate(document, shape)
    assert value is None
    for problem, message in zip(invalid, expected, strict=True):
        assert str(problem).startswith(f"f.yml:{message}")


def test_types_are_seen_through_their_wrappings() -> None:
    assert type_at(Drawing, ("by_name", "x", "ring", "names", 0)) is str
    assert type_at(Figure, ("square", "circle", "x")) is int
    assert type_at(NewType("Other", Name), ()) is str
    assert keys_at(Figure, ("square",)) == ["kind", "side", "circle"]
    assert keys_at(Annotated[Figure, "a remark"], ("square",)) == ["kind", "side", "circle"]
    assert keys_at(Figure, ("cube",)) == []


# Whatever an editor does to a file, the reader ends and names the mistakes.

AnyCriterion = Annotated[Criteria, Field(discriminator="kind")]

TYPES: dict[str, Any] = {
    GUARD: AnyCriterion,
    "data/criteria/speed.yml": AnyCriterion,
    "data/criteria/age.yml": AnyCriterion,
    "data/criteria/taste.yml": AnyCriterion,
    ALPHA: Framework,
    TASK: Task,
    "data/tasks/ask/mutations.yml": list[Mutation],
    CELLAR: Deployment,
}
"""A file of each kind, and the type that its content must have."""

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
        value, problems = validate(document, TYPES[path])
        assert (value is None) == bool(problems)
    for problem in problems:
        assert 1 <= problem.line <= content.count("\n") + 2
        assert problem.column >= 1
        assert problem.what
        assert len(str(problem).splitlines()) == 1


@pytest.mark.parametrize("path", TYPES)
@settings(max_examples=100, deadline=None)
@given(EDITS)
def test_any_edit_of_a_file_leaves_a_value_or_problems(path: str, edits: list[Edit]) -> None:
    see_that_it_ends(path, edited(FILES[path], edits))


def entries(value: Any) -> Iterator[tuple[Any, Any]]:
    """Return every container with each of its keys or indexes."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from entries(value[key])


@pytest.mark.parametrize("path", TYPES)
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
def edited_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny(tmp_path_factory.mktemp("edited"))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_edit_of_any_file_makes_the_rules_raise(edited_root: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(file for file in (edited_root / "data").rglob("*") if file.is_file())))
    text = path.read_text("utf-8")
    path.write_text(edited(text, data.draw(EDITS)), "utf-8")
    try:
        for problem in load(edited_root).problems:
            assert problem.line >= 1
            assert problem.column >= 1
            assert len(str(problem).splitlines()) == 1
    finally:
        path.write_text(text, "utf-8")
