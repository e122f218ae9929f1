"""From views to HTML: the templates, compiled once, and the blocks that wait for their page.

A block of HTML does not pass through Markdown. The macro leaves a comment as a placeholder, and the
page gets the HTML once Markdown has run.
"""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from macros import highlight
from macros.memory import Memory
from macros.text import prose_html, short_html, short_plain, text_html
from macros.views import words

TEMPLATES = Path(__file__).parent / "templates"
_PLACE = re.compile(r"(?:<p>)?<!--block:(\d+)-->(?:</p>)?")


class _Templates(Environment):
    """Notes which templates are used, and of which time they are."""

    memory = Memory()

    def get_template(self, name: str | Template, *arguments: Any, **named: Any) -> Template:
        """Return a template by its name."""
        if self.memory.keeps:
            self.memory.tables["template files"].get(name)
        return super().get_template(name, *arguments, **named)


def times(folder: Path) -> dict[str, int]:
    """Return when each file under a folder was last written, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def environment(memory: Memory | None = None) -> Environment:
    """Return the templates' environment: everything escaped, nothing undefined."""
    templates = _Templates(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.memory = memory or Memory()
    templates.filters.update(
        text=text_html,
        short=short_html,
        plain=short_plain,
        prose=prose_html,
        code=lambda text, language: highlight.of_language(language, text),
        file=lambda view, new=(): highlight.of_file(
            view.path, view.text, [(note.line, note.number) for note in view.notes], new
        ),
        language=highlight.language_of,
        day=words.day,
        count=words.count,
    )
    templates.globals["words"] = words
    return templates


class Blocks:
    """The HTML of one page that waits for its place, numbered through the page."""

    def __init__(self) -> None:
        self._waiting: list[Markup] = []

    def begin(self) -> None:
        """Begin a page."""
        self._waiting.clear()

    @property
    def count(self) -> int:
        """How many blocks wait."""
        return len(self._waiting)

    def put(self, html: Markup) -> str:
        """Keep a block and return the placeholder for it in Markdown."""
        self._waiting.append(html)
        return f"\n\n<!--block:{len(self._waiting) - 1}-->\n\n"

    def fill(self, html: str) -> str:
        """Return a page's HTML with every block in its place."""
        return _PLACE.sub(lambda match: str(self._waiting[int(match[1])]), html)


def template(templates: Environment, name: str, **values: Any) -> Markup:
    """Render a template with values."""
    return Markup(templates.get_template(name).render(**values))  # noqa: S704 (autoescaped)
