"""The pictures that other sites show beside a link to a page: of a criterion its answers, of all other pages the site.

They are drawn with the font that Pillow brings, in shades of two of the site's colours: that is quick and small.
"""

import io
from collections.abc import Iterator
from functools import cache, partial

from PIL import Image, ImageDraw, ImageFont

from macros.outputs.colours import colours_of
from macros.site import Site
from macros.text import short_plain
from macros.views import comparison, urls
from macros.views.comparison import Row

WIDTH, HEIGHT = 1200, 630
_LEFT, _ROOM = 80, WIDTH - 2 * 80
_SMALLEST = 28
_PAPER, _INK, _MUTED, _LINE = 0, 255, 150, 40
"""Shades between the colours of paper and ink."""
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "…": "..."})
"""Signs that the font lacks."""


def pictures(site: Site, title: str, summary: str) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the content of each picture; none where no page could name its own."""
    if not site.address:
        return
    blank = _blank(title)
    yield urls.PICTURE, _png(_of_site(blank, title, summary))
    for group in comparison.comparison_table(site.catalog).groups:
        for row in group.rows:
            draw = partial(_of_row, blank, row)
            yield urls.picture(row.id), site.memory.recall(("picture", row.id), (row, title), draw)


def _blank(title: str) -> Image.Image:
    """Return what all pictures of rows have: a line, and the site's name under it."""
    image = Image.new("L", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.line((_LEFT, 520, WIDTH - _LEFT, 520), fill=_LINE, width=2)
    _write(draw, 545, f"{title}: compared by running them", 30, _MUTED)
    return image


def _of_site(blank: Image.Image, title: str, summary: str) -> Image.Image:
    image = blank.copy()
    draw = ImageDraw.Draw(image)
    _write(draw, 150, title, 92, _INK)
    for number, line in enumerate(_lines(summary, 38)[:3]):
        _write(draw, 300 + 56 * number, line, 38, _MUTED)
    return image


def _of_row(blank: Image.Image, row: Row) -> bytes:
    image = blank.copy()
    draw = ImageDraw.Draw(image)
    _write(draw, 90, short_plain(row.title), 80, _INK)
    step = min(110, 270 // len(row.cells))
    for number, cell in enumerate(row.cells):
        _write(draw, 240 + step * number, f"{cell.name}: {short_plain(cell.verdict)}", min(60, step - 20), _INK)
    return _png(image)


def _write(draw: ImageDraw.ImageDraw, top: int, text: str, size: int, shade: int) -> None:
    """Write a line, smaller where it would not fit, and then as much of it as does."""
    text = text.translate(_TYPOGRAPHIC)
    while (length := _font(size).getlength(text)) > _ROOM:
        if size > _SMALLEST:
            size = max(_SMALLEST, int(size * _ROOM / length))
        else:
            text = text[: int(len(text) * _ROOM / length) - 3].rstrip() + "..."
    draw.text((_LEFT, top), text, font=_font(size), fill=shade)


def _lines(text: str, size: int) -> list[str]:
    """Return a text in lines that fit."""
    lines = [""]
    for word in text.translate(_TYPOGRAPHIC).split():
        longer = f"{lines[-1]} {word}".strip()
        if _font(size).getlength(longer) <= _ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return font


@cache
def _shades() -> list[int]:
    """Return the red, green and blue of each shade."""
    paper, ink = (bytes.fromhex(colours_of("light")[name][1:]) for name in ("paper", "ink"))
    return [round(a + (b - a) * shade / 255) for shade in range(256) for a, b in zip(paper, ink, strict=True)]


def _png(image: Image.Image) -> bytes:
    image.putpalette(_shades())
    content = io.BytesIO()
    image.save(content, "PNG", compress_level=1)
    return content.getvalue()
