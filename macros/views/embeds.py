"""A row of the comparison on other people's pages: what the badge shows, and the code to copy."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from macros.text import short_plain
from macros.views import urls, words
from macros.views.comparison import Row
from macros.views.criteria import Mark

FRAME_HEIGHT = 340
"""About what a row takes on a small page, in pixels; a longer one scrolls."""

BADGE_HEIGHT = 28
_GAP, _ICON = 10, 22
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!() -"), frozenset("mwMW@%")


@dataclass(frozen=True)
class BadgeText:
    """A text of the badge, where it begins, and the room that it has."""

    text: str
    x: int
    width: int
    mark: Mark | None = None
    """The verdict whose icon stands before it; None for the title."""

    @property
    def icon_x(self) -> int:
        """Where the icon begins."""
        return self.x - _ICON


@dataclass(frozen=True)
class Badge:
    """A row as an image in one line."""

    title: BadgeText
    answers: list[BadgeText]
    width: int
    height: int
    says: str
    """The same in words, for those who do not see it."""


def badge(row: Row) -> Badge:
    """Return what a row's badge shows, and where. A renderer with other letters fits them into the room."""
    title = BadgeText(short_plain(row.title), _GAP, _width(short_plain(row.title)))
    x = title.x + title.width + 2 * _GAP
    answers = []
    for cell in row.cells:
        text = f"{cell.name}: {short_plain(cell.headline)}"
        is_verdict = cell.mark != "value"
        begin = x + (_ICON if is_verdict else 0)
        answers.append(BadgeText(text, begin, _width(text), cell.mark if is_verdict else None))
        x = begin + answers[-1].width + _GAP + 4
    return Badge(title, answers, x, BADGE_HEIGHT, says(row))


def says(row: Row) -> str:
    """Return a row in words with the day up to which it holds: code that was copied stays as it is."""
    answers = "; ".join(f"{cell.name}: {short_plain(cell.verdict)}" for cell in row.cells)
    days = [cell.day for cell in row.cells if cell.day]
    return f"{short_plain(row.title)}. {answers}" + (f" ({words.day(max(days))})" if days else "")


PLACE = "https://this-site.example/"
"""Stands for the site's address where that is not known; the script puts in the one at which it is read."""


def codes(row: Row, link: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return the code to copy, each with what it is for."""
    name = escape(f"{short_plain(row.title)}: {words.listing([cell.name for cell in row.cells])}")
    return [
        (
            "The row with its reasons, in a frame",
            f'<iframe src="{link(urls.embedded_row(row.id))}" title="{name}" '
            f'width="100%" height="{FRAME_HEIGHT}" style="border: 0" loading="lazy"></iframe>',
        ),
        (
            "The verdicts as a badge",
            f'<a href="{link(row.url)}"><img src="{link(urls.badge(row.id))}" '
            f'alt="{escape(says(row))}" height="{BADGE_HEIGHT}"></a>',
        ),
    ]


def _width(text: str) -> int:
    """Return about how wide a text is in a sans-serif of 13 pixels."""
    narrow, wide = sum(letter in _NARROW for letter in text), sum(letter in _WIDE for letter in text)
    capitals = sum(letter.isupper() and letter not in _WIDE | _NARROW for letter in text)
    return round(4.1 * narrow + 10.8 * wide + 8.6 * capitals + 7.1 * (len(text) - narrow - wide - capitals))
