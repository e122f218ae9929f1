"""Code as HTML that shows every sign as it stands, and macros that are called wrongly."""

import html
import re
from dataclasses import dataclass

import pytest

from macros import highlight
from macros.fragments import MistakeInPage
from macros.guard import guarded

CODE = 'print("<b>&amp;</b>")  # {{ 7 * 7 }}\n\nx = 1\n'


def shown(markup: str) -> str:
    """Return what a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.mark.parametrize(
    "path",
    [
        "main.py",
        "page.html",
        "a.service",
        "site.conf",
        "Dockerfile",
        "requirements.lock",
        "unknown.zzz",
        "none",
        "a.ts",
    ],
)
def test_a_files_text_is_shown_whole_whatever_its_language(path: str) -> None:
    assert shown(highlight.of_file(path, CODE)) == CODE.rstrip("\n")
    assert "<b>" not in highlight.of_file(path, CODE)


@pytest.mark.parametrize("language", ["python", "http", "console", "no-such-language"])
def test_text_in_a_language_is_shown_whole(language: str) -> None:
    assert shown(highlight.of_language(language, CODE)) == CODE.rstrip("\n")


def test_a_note_marks_its_line_without_becoming_part_of_the_code() -> None:
    marked = str(highlight.of_file("main.py", CODE, [(3, 1), (99, 2)]))
    assert 'data-note="1"' in marked.splitlines()[2]
    assert 'data-note="2"' not in marked, "a line that is not there"
    assert shown(marked) == CODE.rstrip("\n")


@dataclass
class Piece:
    wrong: Exception | None = None

    def piece(self, name: str) -> str:
        if self.wrong:
            raise self.wrong
        return f"the {name}"


def test_a_right_call_is_left_alone() -> None:
    assert guarded(Piece().piece, lambda: "a.md")("thing") == "the thing"


def test_a_mistake_is_warned_of_and_shown_without_being_run(caplog: pytest.LogCaptureFixture) -> None:
    text = guarded(Piece(MistakeInPage("no '<b>'")).piece, lambda: "a.md")("{{ <i> }}")
    assert "docs/a.md: {{ piece('{{ <i> }}') }}: no '<b>'" in caplog.text
    assert "<b>" not in text
    assert "<i>" not in text
    assert "{{ <i>" not in text


def test_a_wrong_number_of_values_is_a_mistake_of_the_page(caplog: pytest.LogCaptureFixture) -> None:
    guarded(Piece().piece, lambda: "a.md")("one", "two")
    assert "it is called with 2 values" in caplog.text


def test_an_error_of_our_own_is_not_hidden() -> None:
    with pytest.raises(TypeError, match="ours"):
        guarded(Piece(TypeError("ours")).piece, lambda: "a.md")("one")
