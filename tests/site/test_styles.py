"""Every class in the markup has a style rule, and every style rule applies to a class that is in use."""

import re
from collections.abc import Iterable
from pathlib import Path

import material
import pytest

ROOT = Path(__file__).parents[2]
STYLES = ROOT / "docs" / "assets" / "site.css"
SCRIPTS = sorted(ROOT.glob("docs/assets/*.js"))
THEME = next((Path(material.__file__).parent / "templates" / "assets" / "stylesheets").glob("main.*.css"))

TEMPLATES = [*ROOT.glob("macros/templates/*.jinja"), *ROOT.glob("macros/theme/**/*.html")]
PAGES = sorted(ROOT.glob("docs/**/*.md"))
CODE = sorted(ROOT.glob("macros/**/*.py"))

HOOKS = {
    "tabbed-alternate": "names the kind of tabs, as the Markdown extension does",
}
"""Classes that no rule needs, each with what it is for."""

_ATTRIBUTE = re.compile(r'class="([^"]*)"')
_ATTRIBUTE_LIST = re.compile(r"\{:? ((?:\.[\w-]+ ?)+)\}")
_DETAILS = re.compile(r"(?m)^\?\?\?\+? ([\w-]+)")
_CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
_WORD = re.compile(r"(?:\{\{.*?\}\}|[^\s{])+")


def rules(path: Path) -> set[str]:
    """Return the classes that a style sheet has rules for."""
    text = re.sub(r'/\*.*?\*/|"[^"]*"', "", path.read_text("utf-8"), flags=re.DOTALL)
    return {name for selector in re.findall(r"([^{};]+)\{", text) for name in _CLASS.findall(selector)}


def markup(paths: Iterable[Path]) -> set[str]:
    """Return the classes in templates, pages and code; ``{{ … }}`` stands for a part that is known later."""
    texts = [re.sub(r"\{%.*?%\}", " ", path.read_text("utf-8")) for path in paths]
    attributes = [value for text in texts for value in _ATTRIBUTE.findall(text)]
    lists = [value.replace(".", " ") for text in texts for value in _ATTRIBUTE_LIST.findall(text)]
    lists += [value for text in texts for value in _DETAILS.findall(text)]
    return {word for value in attributes + lists for word in _WORD.findall(value)}


def is_covered(class_name: str, names: set[str]) -> bool:
    """Tell whether one of the names is the class, or could be it."""
    pattern = re.sub(r"\\\{\\\{.*?\\\}\\\}", r"[\\w-]+", re.escape(class_name))
    return any(re.fullmatch(pattern, name) for name in names)


def unstyled() -> list[str]:
    """Return the classes in use for which there is no rule."""
    styled = rules(STYLES) | rules(THEME)
    return sorted(name for name in markup([*TEMPLATES, *PAGES, *CODE]) if not is_covered(name, styled))


def test_every_class_has_a_rule_or_a_reason() -> None:
    assert unstyled() == sorted(HOOKS)


def test_every_rule_applies_to_a_class_that_is_in_use() -> None:
    in_use = markup([*TEMPLATES, *PAGES, *CODE])
    known = rules(THEME) | {word for path in SCRIPTS for word in re.findall(r"[\w-]+", path.read_text("utf-8"))}
    unused = [name for name in rules(STYLES) - known if not any(is_covered(word, {name}) for word in in_use)]
    assert sorted(unused) == []


@pytest.mark.parametrize("path", [STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_no_line_is_longer_than_120_characters(path: Path) -> None:
    long = [number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if len(line) > 120]
    assert long == []
