"""Code as HTML that shows every character as it is."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros import highlight
from tests.site.test_styles import THEME

CODE = 'print("<b>&amp;</b>")  # {{ 7 * 7 }}\n\nx = 1\n'

PATHS = [
    "main.py",
    "page.html",
    "a.service",
    "site.conf",
    "Dockerfile",
    "requirements.lock",
    "unknown.zzz",
    "none",
    "a.ts",
]


def seen(markup: str) -> str:
    """Return what a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@given(path=st.sampled_from(PATHS), text=st.text(st.sampled_from("ab<>&\"'{}%#=\\/-:é \n"), max_size=60))
def test_a_files_text_is_shown_whole_whatever_its_language(path: str, text: str) -> None:
    markup = str(highlight.of_file(path, text))
    assert seen(markup) == text.rstrip("\n")
    assert not re.search(r"<(?!/?span)", markup), "only highlighting is HTML"


@pytest.mark.parametrize("language", ["python", "http", "console", "no-such-language"])
def test_text_in_a_language_is_shown_whole(language: str) -> None:
    assert seen(highlight.of_language(language, CODE)) == CODE.rstrip("\n")


@pytest.mark.parametrize("language", sorted(highlight.COMMANDS))
def test_an_option_of_a_command_stays_in_one_line(language: str) -> None:
    markup = highlight.of_language(language, "docker run --detach --restart unless-stopped <a> -x\n")
    assert re.findall(r'<span class="option">(.*?)</span>', markup) == ["--detach", "--restart"]
    assert seen(markup) == "docker run --detach --restart unless-stopped <a> -x"


def test_a_note_marks_its_line_without_becoming_part_of_the_code() -> None:
    marked = str(highlight.of_file("main.py", CODE, [(3, 1), (99, 2)]))
    assert 'data-note="1"' in marked.splitlines()[2]
    assert 'data-note="2"' not in marked, "there is no such line"
    assert seen(marked) == CODE.rstrip("\n")


def test_a_new_line_is_set_off_without_becoming_other_code() -> None:
    marked = str(highlight.of_file("main.py", CODE, new=[1, 99]))
    assert [line.startswith('<span class="line-new">') for line in marked.splitlines()] == [True, False, False]
    assert seen(marked) == CODE.rstrip("\n")


def test_what_looks_like_any_code_bears_no_tag() -> None:
    markup = str(highlight.of_language("python", "total = count + 1 if count in seen else 0"))
    assert markup.startswith("total = count + <span")
    assert "</span> count in seen <span" in markup


@pytest.mark.parametrize("look", highlight.LOOKS)
def test_classes_of_one_look_have_one_colour_in_the_theme(look: str) -> None:
    rules = re.findall(r"([^{}]+)\{color:var\(--md-code-hl-([\w-]+)\)\}", THEME.read_text("utf-8"))
    colours = {token: colour for names, colour in rules for token in re.findall(r"\.highlight \.(\w+)", names)}
    assert len({colours[token] for token in highlight.LOOKS[look].split()}) == 1
    assert look in highlight.LOOKS[look].split()


def test_neighbours_of_one_look_share_a_tag_within_a_line() -> None:
    markup = str(highlight.of_language("python", 'f"a {1} b"\n"c"\n"d"'))
    assert markup.splitlines() == [
        'f<span class="s">"a {</span><span class="m">1</span><span class="s">} b"</span>',
        '<span class="s">"c"</span>',
        '<span class="s">"d"</span>',
    ]
