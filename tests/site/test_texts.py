"""Texts of the data are shown as text: nothing in them runs, is rendered, or breaks the page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.reader.yaml import read
from tests.outputs.search_index import of_site
from tests.project import ScratchProject
from tests.site.copies import build, invented
from tests.site.html import Html, page, rows

pytestmark = pytest.mark.xdist_group("site")

HOSTILE = (
    "<script>alert(1)</script> {{ 7*1111 }} {% raw %} {# c #} | \"q\" 'q' &amp; `<b>|{{ 7*1111 }}` </title><img src=x"
    " onerror=alert(2)> <!--block:0--> { #x .y } n"
)
"""Every sign that HTML, Markdown, Jinja or the macros' own placeholders give a meaning."""

SHOWN = HOSTILE.replace("`", "")
TEXTS = {
    *("name", "summary", "choose_when", "short", "title", "question", "why", "note", "change", "value"),
    *("text", "expect", "limits", "subtitle", "publisher", "says"),
}
"""The keys whose values are text for reading."""


def spoil(project: ScratchProject) -> dict[str, str]:
    """Put the hostile text, each time with a number, before each text; return the place of each number."""
    places: dict[str, str] = {}
    for path in sorted((project.root / "data").rglob("*.yml")):
        name = path.relative_to(project.root).as_posix()
        document, problems = read(name, path.read_bytes())
        assert not problems
        path.write_text(yaml.safe_dump(_spoilt(document.value, name, places), sort_keys=False), encoding="utf-8")
    return places


def _spoilt(value: Any, place: str, places: dict[str, str], text: bool = False) -> Any:
    if isinstance(value, dict):
        return {
            key: _spoilt(inner, f"{place}: {key}", places, text=key in TEXTS or place.endswith(": said"))
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_spoilt(inner, place, places) for inner in value]
    if text and isinstance(value, str):
        number = f"n{len(places) + 1000}"
        places[number] = place
        return HOSTILE + number
    return value


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(invented(tmp_path_factory.mktemp("harmless")))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    project = invented(tmp_path_factory.mktemp("hostile"))
    places = spoil(project)
    assert project.problems() == []
    return build(project), places


def pages(site: Path) -> Iterator[tuple[str, Html]]:
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith("files/"):
            yield name, Html(path.read_text("utf-8"))


def test_no_page_gets_an_element_more_that_could_run(harmless: Path, hostile: tuple[Path, dict[str, str]]) -> None:
    before = dict(pages(harmless))
    for name, html in pages(hostile[0]):
        for tag in ("script", "img", "iframe", "style", "link"):
            assert len(html.all(tag)) == len(before[name].all(tag)), (name, tag)
        for element in html.elements:
            assert not [key for key in element.attributes if key.startswith("on")], (name, element.tag)
            is_data = element.attributes.get("type") == "application/ld+json"
            assert element.tag != "script" or "alert(" not in element.text or is_data
            assert not is_data or not set("<>&") & set(element.text)


def test_a_page_has_the_same_elements_as_with_harmless_texts(
    harmless: Path, hostile: tuple[Path, dict[str, str]]
) -> None:
    expected = {"code", "p"}  # `code` in a short text is an element of its own, and paragraphs differ in prose
    before = dict(pages(harmless))
    for name, html in pages(hostile[0]):
        for tag in {element.tag for element in html.elements} - expected:
            assert len(html.all(tag)) == len(before[name].all(tag)), (name, tag)


def test_nothing_in_a_text_is_rendered(hostile: tuple[Path, dict[str, str]]) -> None:
    for name, html in pages(hostile[0]):
        assert "7777" not in html.text, name
        code = re.sub(r"</?span[^>]*>", "", html.html)  # a placeholder that is shown as code has tags between its parts
        # Escaped; in JSON; and HTML that is itself shown as code, to be copied.
        for shown in (
            "&lt;!--block:0--&gt;",
            "&#60;!--block:0--&#62;",
            "&#60;&#33;--block:0--&#62;",
            "&amp;lt;!--block:0--&amp;gt;",
            "\\u003c!--block:0--\\u003e",
        ):
            code = code.replace(shown, "")
        at = code.find("block:")
        assert at == -1, f"{name}: {code[max(at - 60, 0) : at + 40]}"


def test_each_text_is_shown_as_text(hostile: tuple[Path, dict[str, str]]) -> None:
    site, places = hostile
    parsed = [html for _, html in pages(site)]
    shown = [" ".join(element.text.split()) for html in parsed for element in html.all("body")]
    shown += [value for html in parsed for element in html.elements for value in element.attributes.values()]
    missing = [
        place
        for number, place in places.items()
        if not any(SHOWN + number in text or _as_prose(SHOWN) + number in text for text in shown)
    ]
    assert missing == []


def _as_prose(text: str) -> str:
    return text.replace("&amp;", "&")  # CommonMark reads character references


def test_each_row_has_as_many_cells_as_the_table_has_columns(
    harmless: Path, hostile: tuple[Path, dict[str, str]]
) -> None:
    for url in ("comparison", "corrections", "deploy", "about", "tasks/ask", "criteria/guard", "criteria/speed"):
        shape = [len(row) for row in rows(page(hostile[0], url))]
        assert shape == [len(row) for row in rows(page(harmless, url))], url


def test_titles_and_descriptions_stay_in_their_places(hostile: tuple[Path, dict[str, str]]) -> None:
    for url in ("criteria/guard", "tasks/ask", "deploy/cellar", "deploy/cellar/alpha"):
        html = page(hostile[0], url)
        (title,) = html.all("title")
        assert SHOWN in " ".join(title.text.split())
        (description,) = html.all("meta", name="description")
        assert SHOWN in description.attributes["content"]


def test_the_search_index_holds_each_text_as_it_is_read(hostile: tuple[Path, dict[str, str]]) -> None:
    guard = of_site(hostile[0])["criteria/guard/"]
    assert SHOWN in guard.names["title"]
    assert SHOWN in guard.text
