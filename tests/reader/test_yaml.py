"""How the strict YAML reader reads each value, and how it names each mistake with its line and column."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.characters import CONFLICT
from macros.problem import Loc
from macros.reader.yaml import DEPTH_LIMIT, Document, read, scalar
from tests.reader.json_values import JSON_VALUES, as_json


def messages(content: str | bytes) -> list[str]:
    """Return the reader's messages about a file called f.yml, and see that a wrong file has no value."""
    document, problems = read("f.yml", content if isinstance(content, bytes) else content.encode())
    if problems:
        assert document.value is None
    return [str(problem) for problem in problems]


def value(content: str) -> Any:
    document, problems = read("f.yml", content.encode())
    assert problems == []
    return document.value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # Words that YAML 1.1 takes for truth values are text.
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("tRue", "tRue"),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        # Nothing.
        ("~", None),
        ("", None),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("none", "none"),
        # Whole numbers.
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("012", 12),
        ("0o17", 15),
        ("0o18", "0o18"),
        ("0x1F", 31),
        ("0xg", "0xg"),
        ("-0x1F", "-0x1F"),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("9" * 300, int("9" * 300)),
        ("9" * 301, "9" * 301),
        ("0o" + "7" * 298, int("7" * 298, 8)),
        ("0x" + "f" * 298, int("f" * 298, 16)),
        ("0x" + "f" * 299, "0x" + "f" * 299),
        # Other numbers.
        ("1e3", 1000.0),
        ("0.130", 0.13),
        ("3.1", 3.1),
        ("3.", 3.0),
        (".5", 0.5),
        ("-.5E-1", -0.05),
        ("1.2.3", "1.2.3"),
        (".", "."),
        ("e3", "e3"),
        (".inf", float("inf")),
        ("-.INF", float("-inf")),
        ("+.Inf", float("inf")),
        ("inf", "inf"),
        # Days stay text until a model asks for a day.
        ("2026-01-01", "2026-01-01"),
        ("2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z"),
        ("=", "="),
    ],
)
def test_a_scalar_is_read_as_yaml_1_2_defines_it(written: str, meant: Any) -> None:
    assert (scalar(written), type(scalar(written))) == (meant, type(meant))
    assert value(f"a: {written}\n") == {"a": meant}


@pytest.mark.parametrize("written", [".nan", ".NaN", ".NAN"])
def test_not_a_number(written: str) -> None:
    assert str(scalar(written)) == "nan"


@pytest.mark.parametrize("written", ["'no'", '"no"', "'12'", '"~"', "|-\n  true", ">-\n  1.5"])
def test_quoted_and_block_scalars_are_text(written: str) -> None:
    assert isinstance(value(f"a: {written}\n")["a"], str)


def test_windows_line_ends_a_marker_a_comment_and_emoji_are_fine() -> None:
    assert value("# x\r\n---\r\na: 1\r\nb: 😀é\r\n") == {"a": 1, "b": "😀é"}
    assert value("'1': x\n\"yes\": {a, b: [c, {d: e}]}\n") == {"1": "x", "yes": {"a": None, "b": ["c", {"d": "e"}]}}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ["f.yml:1:1: the file is empty"]),
        ("# only a remark\n", ["f.yml:1:1: the file is empty"]),
        ("a: 1\na: 2\n", ["f.yml:2:1: the key 'a' is defined twice; first in line 1"]),
        (
            "x:\n  a: 1\n  b: 2\n  'a': {c: 1, c: 2}\n  a: 3\n",
            [
                "f.yml:4:3: the key 'a' is defined twice; first in line 2",
                "f.yml:4:15: the key 'c' is defined twice; first in line 4",
                "f.yml:5:3: the key 'a' is defined twice; first in line 2",
            ],
        ),
        ("a:\n\tb: 1\n", ["f.yml:2:1: a tab is not allowed; use spaces"]),
        ("a: b\t# c\n", ["f.yml:1:5: a tab is not allowed; use spaces"]),
        (b"\xef\xbb\xbfa: 1\n", ["f.yml:1:1: a byte order mark; save the file as UTF-8 without one"]),
        (
            "a: x\ufeffy\n",
            ["f.yml:1:5: the character U+FEFF (zero width no-break space) is not allowed: nobody sees it"],
        ),
        ("a:\n\u00a0b: 1\n", ["f.yml:2:1: the character U+00A0 (no-break space) is not allowed; use a plain space"]),
        ("a: x\u200b\n", ["f.yml:1:5: the character U+200B (zero width space) is not allowed: nobody sees it"]),
        ('a: "\\u200b"\n', ["f.yml:1:4: the character U+200B (zero width space) is not allowed: nobody sees it"]),
        (
            "a: x\u202ey\n",
            [
                "f.yml:1:5: the character U+202E (right-to-left override) is not allowed: "
                "it changes the order in which a text is shown"
            ],
        ),
        ("a: “x”\n", ['f.yml:1:4: “ and ” are no quotation marks here; use " or none']),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", [f"f.yml:2:1: {CONFLICT}"]),
        ("a: |\n  x\n>>>>>>> other\n", [f"f.yml:3:1: {CONFLICT}"]),
        ("a: é\nb: é".encode() + b"\xff\n", ["f.yml:2:5: not UTF-8; save the file as UTF-8"]),
        (b"\xffa: 1\n", ["f.yml:1:1: not UTF-8; save the file as UTF-8"]),
        ("a: 1\n".encode("utf-16"), ["f.yml:1:1: this is UTF-16; save the file as UTF-8"]),
        (
            "a: x\x07y\x1b\nb: \x80\x9f\u2028\n",
            [
                "f.yml:1:5: the control character U+0007 is not allowed",
                "f.yml:1:7: the control character U+001B is not allowed",
                "f.yml:2:4: the control character U+0080 is not allowed",
                "f.yml:2:5: the control character U+009F is not allowed",
                "f.yml:2:6: the control character U+2028 is not allowed",
            ],
        ),
        ("a: 1\rb: 2\n", ["f.yml:1:5: the control character U+000D is not allowed"]),
        ('a: "x\\x02y"\n', ["f.yml:1:4: the control character U+0002 is not allowed"]),
        ('"k\\0": 1\n', ["f.yml:1:1: the control character U+0000 is not allowed"]),
        (
            'a: "\\ud800"\n',
            [
                "f.yml:1:7: not YAML: while parsing a quoted scalar from line 1; "
                "found invalid Unicode character escape code"
            ],
        ),
        ("a: *x\n", ["f.yml:1:4: the alias '*x'; aliases are not allowed, write the value out"]),
        ("a: &x 1\n", ["f.yml:1:4: the anchor '&x'; anchors are not allowed, write the value out"]),
        ("&x a: 1\n", ["f.yml:1:1: the anchor '&x'; anchors are not allowed, write the value out"]),
        ("a: &x [1]\n", ["f.yml:1:4: the anchor '&x'; anchors are not allowed, write the value out"]),
        ("*x : 1\n", ["f.yml:1:1: a key must be text"]),
        ("? [a]\n: b\n", ["f.yml:1:3: a key must be text"]),
        (
            "a: !!python/object/apply:os.system [echo]\n",
            [
                "f.yml:1:4: the tag 'tag:yaml.org,2002:python/object/apply:os.system'; "
                "tags are not allowed, quote what is text"
            ],
        ),
        ("a: !mine 1\n", ["f.yml:1:4: the tag '!mine'; tags are not allowed, quote what is text"]),
        ("!!str a: 1\n", ["f.yml:1:1: the tag 'tag:yaml.org,2002:str'; tags are not allowed, quote what is text"]),
        ("a: 1\n<<: {b: 2}\n", ["f.yml:2:1: the merge key '<<' is not allowed, write the values out"]),
        ("a: 1\n---\nb: 2\n", ["f.yml:2:1: a second document; a file holds one"]),
        (
            "1: a\ntrue: b\n~: c\n",
            [
                "f.yml:1:1: the key 1 is not text; put it in quotes",
                "f.yml:2:1: the key true is not text; put it in quotes",
                "f.yml:3:1: the key ~ is not text; put it in quotes",
            ],
        ),
        ("?\n: d\n", ["f.yml:1:2: the key (nothing) is not text; put it in quotes"]),
        (
            "a: b: c\n",
            ["f.yml:1:5: not YAML: text that contains ': ' needs quotes"],
        ),
        (
            "a: [1, 2\nb: 3\n",
            ["f.yml:2:2: not YAML: the [ of line 1 is not closed here: ']' or a comma is missing"],
        ),
        (
            "a: 'x\n",
            ["f.yml:1:4: not YAML: the quotation mark is never closed"],
        ),
        (
            "a: @b\n",
            [
                "f.yml:1:4: not YAML: while scanning for the next token from line 1; "
                "found character that cannot start any token; text that begins with this character needs quotes"
            ],
        ),
        ("a: 1\n...\nb: 2\n", ["f.yml:3:1: not YAML: did not find expected <document start>"]),
        (
            "a: *x\nb: 'y\n",
            [
                "f.yml:1:4: the alias '*x'; aliases are not allowed, write the value out",
                "f.yml:2:4: not YAML: the quotation mark is never closed",
            ],
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(content: str | bytes, expected: list[str]) -> None:
    assert messages(content) == expected


def test_a_quoted_merge_key_is_a_key_like_any_other() -> None:
    assert value("'<<': 1\n") == {"<<": 1}


def test_nesting_has_a_limit_that_is_named() -> None:
    assert value("[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT) is not None
    assert value("[" * DEPTH_LIMIT + "x" + "]" * DEPTH_LIMIT) is not None
    deeper = DEPTH_LIMIT + 1
    assert messages("[" * deeper + "x" + "]" * deeper) == [f"f.yml:1:{deeper + 1}: nested more than 20 deep"]


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        "a: " + "{b: " * 100_000,
        "- " * 100_000,
        "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n" for n in range(500)),
        "\n".join(f"{' ' * n}a:" for n in range(2000)),
    ],
    ids=["lists", "mappings", "block lists", "aliases", "block mappings"],
)
def test_bombs_are_refused_at_once(content: str) -> None:
    begin = time.perf_counter()
    assert messages(content)
    assert time.perf_counter() - begin < 2


def test_positions_count_from_one_and_fall_back_to_what_is_around() -> None:
    text = "# remark\na: 1\nb:\n  c: [x, é, y]\n  'd': |\n    text\n  e:\n    below\n"
    document, problems = read("f.yml", text.encode())
    assert problems == []
    assert document.position(()) == (2, 1)
    assert document.position(("a",)) == (2, 4)
    assert document.position(("a",), key=True) == (2, 1)
    assert document.position(("b",)) == (3, 1), "a value that begins below its key has its key's position"
    assert document.position(("b", "c")) == (4, 6)
    assert document.position(("b", "c", 2)) == (4, 13), "columns count characters, not bytes"
    assert document.position(("b", "d")) == (5, 8)
    assert document.position(("b", "e")) == (7, 3)
    assert document.position(("b", "missing")) == (3, 1)
    assert document.position(("b", "c", 9, "deeper"), key=True) == (4, 3)
    assert Document("f.yml").position(("a",)) == (1, 1)


# Properties: of any content at all, and of any value written as JSON or as block YAML.

YAML_SIGNS = "ab01~<.:-?,[]{}#&*!|>'\"%@`\\/ \n\r\t\x00\x85\ufeff\u2028é😀"


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.binary(), st.text().map(str.encode), st.text(YAML_SIGNS, max_size=40).map(str.encode)))
@example(b"? [")
@example(b"a: 'x")
@example(b"%YAML 3.0\n--- a")
def test_any_content_is_read_or_refused_at_a_place_within_it(content: bytes) -> None:
    document, problems = read("f.yml", content)
    if problems:
        assert document.value is None
    # The parser adds the last line's end if it is missing, and may stop after it.
    lines = (content.decode("utf-8", "replace") + "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert len(str(problem).splitlines()) == 1


class QuotingDumper(yaml.SafeDumper):
    """Writes block YAML with all text in quotes."""


QuotingDumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def as_block_yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=QuotingDumper, allow_unicode=True, sort_keys=False)


def locations(value: Any, loc: Loc = ()) -> Iterator[Loc]:
    yield loc
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from locations(child, (*loc, key))


@pytest.mark.parametrize("write", [as_json, as_block_yaml])
@settings(max_examples=150, deadline=None)
@given(JSON_VALUES)
def test_any_value_is_read_back_as_it_was_written(write: Callable[[Any], str], value: Any) -> None:
    text = write(value)
    document, problems = read("f.yml", text.encode())
    assert problems == []
    assert as_json(document.value) == as_json(value)
    places = list(locations(value))
    assert sorted(document.values, key=str) == sorted(places, key=str)
    assert sorted(document.keys, key=str) == sorted(
        (loc for loc in places if loc and isinstance(loc[-1], str)), key=str
    )
    lines = text.split("\n")
    for line, column in document.keys.values():
        assert lines[line - 1][column - 1] == '"'
