"""From values to models: every mistake of every file in one go, in an editor's words, at its line."""

from typing import Annotated, Any, Literal, NewType

import pytest
from pydantic import BaseModel, Field, StringConstraints

from macros.model.base import Id, Model
from macros.problem import Problem, listed, unknown
from macros.reader.validate import describe, keys_at, type_at, validate
from macros.reader.yaml import read
from tests.project import ScratchProject

GUARD = "data/criteria/guard.yml"
AGE = "data/criteria/age.yml"
TASK = "data/tasks/ask/task.yml"
ALPHA = "data/frameworks/alpha.yml"
CELLAR = "data/deployments/cellar/deployment.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            GUARD,
            "question:",
            "questoin:",
            "3:1: unknown key 'questoin'; allowed: aka, aka_shared, answers, article, formerly, group, kind, "
            "question, same, test, title, why; did you mean 'question'?",
        ),
        (
            GUARD,
            "question: Is what is wrong refused?\n",
            "",
            "2:1: the key 'question' is missing",
        ),
        (
            GUARD,
            "    by: core\n",
            "    bye: core\n",
            "14:5: unknown key 'bye'; allowed: also, by, docs, note, short, since, value, verdict; did you mean 'by'?",
        ),
        (
            TASK,
            "json: {x: 1}",
            "jsn: {x: 1}",
            "24:38: unknown key 'jsn'; allowed: after, body, cookies, copies, elsewhere, files, form, ",
        ),
        (GUARD, "    short: It is not.\n", "", "16:3: the key 'short' is missing"),
        (ALPHA, "name: Alpha", "name: 12", "2:7: 'name': text is needed, not the number 12; put it in quotes"),
        (ALPHA, "name: Alpha", "name: true", "2:7: 'name': text is needed, not the word true; put it in quotes"),
        (ALPHA, "name: Alpha", "name:", "2:6: 'name': text is needed, not nothing"),
        (ALPHA, "name: Alpha", "name: [a]", "2:7: 'name': text is needed, not a list"),
        (ALPHA, "name: Alpha", "name: {a: b}", "2:7: 'name': text is needed, not a mapping"),
        (ALPHA, "port: 8000", "port: '8000'", "13:40: 'port': a whole number is needed, not the text '8000'"),
        (ALPHA, "port: 8000", "port: 0x" + "f" * 9000, "13:40: 'port': a whole number is needed, not the text '0xf"),
        (
            ALPHA,
            "{command: python main.py, port: 8000, port_variable: PORT, server: alpha}",
            "x",
            "13:8: 'serve': a mapping is",
        ),
        (GUARD, "  yes: {wrong: refused}", "  yes: refused", "9:8: 'yes': a mapping is needed, not the text"),
        (GUARD, "  yes: {wrong: refused}", "  yes: {}", "9:8: 'yes' is empty; at least 1 is needed"),
        (
            GUARD,
            "verdict: no\n",
            "verdict: nope\n",
            "17:14: 'verdict': unknown value 'nope'; allowed: no, partial, unknown, yes; did you mean 'no'?",
        ),
        (
            GUARD,
            "verdict: no\n",
            "verdict: false\n",
            "17:14: 'verdict' is the word false; allowed: yes, partial, no, unknown",
        ),
        (GUARD, "by: core", "by: kern", "14:9: 'by': unknown value 'kern'; allowed: core, extra"),
        (GUARD, "kind: tested", "kind: testd", "6:7: 'kind': unknown value 'testd'; allowed: measured, opinion"),
        (GUARD, "kind: tested", "kind: [tested]", "6:7: 'kind' is a list; allowed: measured, opinion, sourced, tested"),
        (
            GUARD,
            "kind: tested\n",
            "",
            "2:1: the key 'kind' is missing; allowed: measured, opinion, sourced, tested",
        ),
        (GUARD, "  task: ask", "  task: Ask_", "8:9: 'Ask_' is not an ID; allowed: small letters, digits and single"),
        (GUARD, "  beta:\n", "  Beta:\n", "16:3: 'Beta' is not an ID"),
        (GUARD, "  task: ask", "  task: " + "a" * 61, "8:9: 'task': should have at most 60 characters"),
        (
            ALPHA,
            "2020-02-03",
            "3.2.2020",
            "7:16: 'first_release': a day is needed, written YYYY-MM-DD (it is the text '3.2.2020')",
        ),
        (ALPHA, "2020-02-03", "2020-02-30", "7:16: 'first_release': there is no such day"),
        (
            ALPHA,
            "2020-02-03",
            "2020",
            "7:16: 'first_release': a day is needed, written YYYY-MM-DD (it is the number 2020)",
        ),
        (
            ALPHA,
            "https://alpha.example/\n",
            "http://alpha.example/\n",
            "9:9: 'home': an https:// address is needed (it is the text 'http://alpha.example/')",
        ),
        *(
            (ALPHA, "https://alpha.example/\n", f"{bad}\n", "9:9: 'home': an https:// address is needed")
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
            (GUARD, "why: Wrong things hurt.", f"why: '{bad}'", f"4:6: 'why': the link '{link}' does not start with")
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
        (
            GUARD,
            "why: Wrong things hurt.",
            'why: "[x][y]\\n\\n[y]: ftp://x"',
            "4:6: 'why': the link 'ftp://x' does not start",
        ),
        (
            GUARD,
            "why: Wrong things hurt.",
            "why: '![x](https://x.example/x.png)'",
            "4:6: 'why': an image; a page may not load anything from another host",
        ),
        (GUARD, "why: Wrong things hurt.", "why: '  '", "4:6: 'why': the text is empty"),
        (
            GUARD,
            "short: It is.",
            f"short: {'x' * 241}",
            "15:12: 'short': a short text has at most 240 characters, this one 241",
        ),
        (GUARD, "short: It is.", "short: |\n      It\n      is.", "15:12: 'short': a short text is one line"),
        (GUARD, "short: It is.", 'short: "It\\ris."', "15:12: 'short': a short text is one line"),
        (GUARD, "short: It is.", 'short: "It\\tis."', "15:12: 'short': a short text is one line"),
        (
            GUARD,
            "short: It is.",
            "short: ' It is.'",
            "15:12: 'short': a short text neither begins nor ends with a space",
        ),
        (GUARD, "short: It is.", "short: ' '", "15:12: 'short': the text is empty"),
        (GUARD, "short: It is.", "short: It `is.", "15:12: 'short': a ` is not closed"),
        (ALPHA, "package: alpha", "package: ' '", "5:10: 'package': one line of at most 400 characters is needed"),
        (ALPHA, "package: alpha", 'package: "a\\nb"', "5:10: 'package': one line of at most 400 characters"),
        (ALPHA, "package: alpha", f"package: {'a' * 401}", "5:10: 'package': one line of at most 400 characters"),
        (TASK, "path: /ask}\n    every", "path: ask}\n    every", "17:18: 'path': a path is needed that begins with /"),
        (
            TASK,
            "{status: 422}",
            "{status: teapot}",
            "26:25: 'status': a whole number or a list is needed, not the text 'teapot'",
        ),
        (TASK, "{status: 422}", "{}", "26:16: 'refused': an outcome says at least one thing that a reply must have"),
        (TASK, "{status: 422}", "{json: {x: [.nan]}}", "26:23: 'json': JSON has no such number"),
        (TASK, "json: {x: 1}", "json: 1e999", "24:44: 'json': JSON has no such number"),
        (TASK, "json: {x: 1}", "json: 1, copies: 51", "24:55: 'copies': should be less than or equal to 50"),
        (
            TASK,
            "json: {x: 1}",
            "json: {x: 1}, body: x",
            "24:11: 'send': a request has one of 'json', 'form', 'body' and",
        ),
        (
            TASK,
            "json: {x: 1}",
            "websocket: [x], copies: 2",
            "24:11: 'send': 'copies' and 'websocket' exclude each other",
        ),
        (
            TASK,
            "    every: answered\n",
            "    every: answered\n    run: x\n",
            "15:3: 'right': an exchange has one of 'send', 'run' and 'browse'",
        ),
        (
            TASK,
            "send: {path: /ask}",
            'browse: {steps: [{open: "https://a.example/", click: b}]}',
            "17:22: 'steps': a step is one of 'open', 'click', and 'fill' with 'text'",
        ),
        (
            TASK,
            "send: {path: /ask}",
            "browse: {steps: [{click: b, leads_on: true}]}",
            "17:22: 'steps': 'leads_on' is said of a page that is opened",
        ),
        (
            TASK,
            "exchanges:\n",
            "host: shop.com\nexchanges:\n",
            "14:7: 'host': a name that ends in .example is needed: such names belong to nobody",
        ),
        (
            TASK,
            "exchanges:\n",
            "services:\n  post: {title: P, text: P., run: post 80, port: 8001}\nexchanges:\n",
            "15:9: 'post': 'run' does not name the port 8001 once; do so, or add 'port_variable'",
        ),
        *(
            (
                TASK,
                "adds: [plus]",
                f"adds: ['{text}']",
                "13:39: 'adds': a requirement is needed, such as name[extra]>=1",
            )
            for text in ("plus minus", "-r x.txt", "plus==", "https://x.example/plus.whl", "--index-url=x")
        ),
        (ALPHA, "requirement: alpha", "requirement: alpha[", "6:14: 'requirement': a requirement is needed, such as"),
        (CELLAR, "port: 8000", "port: 0", "10:38: 'port': a port is needed, from 1 to 65535 (it is the number 0)"),
        (CELLAR, "port: 8000", "port: 99999999", "10:38: 'port': a port is needed, from 1 to 65535 (it is the number"),
        (GUARD, "why: Wrong things hurt.", "why: " + "x" * 3001, "4:6: 'why': prose has at most 3000 characters, this"),
        (
            AGE,
            "opened: 2026-01-02}\n  beta",
            "opened: 0001-01-02}\n  beta",
            "12:69: 'opened': a day of 1991 or later is",
        ),
        (GUARD, "test:\n  task: ask\n", "test:\n  - task\nmore:\n", "7:1: 'test': a mapping is needed, not a list"),
        (GUARD, "title: Guard", "title: [Guard]", "2:8: 'title': text is needed, not a list"),
        (CELLAR, "port: 8000", "port: 80.5", "10:38: 'port': a whole number is needed, not the number 80.5"),
    ],
)
def test_a_mistake_is_told_in_an_editors_words(
    project: ScratchProject, path: str, old: str, new: str, expected: str
) -> None:
    project.edit(path, old, new)
    assert any(line.startswith(f"{path}:{expected}") for line in project.problems()), project.problems()


def test_a_row_needs_an_answer(project: ScratchProject) -> None:
    text = project.read(GUARD)
    project.write(GUARD, text[: text.index("answers:")] + "answers: {}\n")
    assert f"{GUARD}:11:10: 'answers' is empty; at least 1 is needed" in project.problems()


def test_limits_are_the_last_allowed(project: ScratchProject) -> None:
    project.edit(GUARD, "short: It is.", f"short: {'x' * 240}")
    project.edit(ALPHA, "package: alpha", f"package: {'a' * 400}")
    project.edit(TASK, "  wrong:\n    short: Ask wrongly.", "  wrong:\n    short: Ask `wrongly`.")
    project.edit(GUARD, "why: Wrong things hurt.", "why: '[x](https://x.example/) `![no image](http://x)`'")
    assert project.errors() == []


def test_no_message_has_two_lines() -> None:
    document, _ = read("f.yml", b'"a\\nb": "c\\nd"\nday: "x\\r\\ny"\n')
    _, invalid = validate(document, dict[str, int])
    assert [str(problem).count("\n") for problem in invalid] == [0, 0]
    assert str(Problem("p", 1, 2, "a\nb\rc")) == "p:1:2: a b c"


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
        ("number: .inf", ["1:9: 'number': should be a finite number"]),
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
            ["7: 'kind': unknown value 'squere'; allowed: circle, ring, square; did you mean 'square'?"],
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
    assert problem.message.endswith("': a mapping is needed, not the text 'x'")
    assert problem.column == content.index("x") + 1


@pytest.mark.parametrize(
    ("content", "shape", "expected"),
    [
        ("# figure\nradius: 1", Figure, ["2:1: the key 'kind' is missing; allowed: circle, ring, square"]),
        ("kind: cube", Figure, ["1:7: 'kind': unknown value 'cube'; allowed: circle, ring, square"]),
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
            ["1:4: 'x': a list is needed, not the text 'b'", "1:4: 'x': unknown value 'b'"],
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
