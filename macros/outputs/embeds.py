"""A row for other pages: HTML for a frame, and a badge. Both stand alone, run nothing and know both schemes."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from macros import render
from macros.outputs.colours import colours_of, drawing
from macros.site import Site
from macros.views import comparison, embeds, urls
from macros.views.comparison import Row

FRAME, BADGE = "embed.html.jinja", "badge.svg.jinja"
COLOURS = ("paper", "sunken", "line", "ink", "muted", "accent", "yes", "partial", "no", "unknown")


def embeddings(site: Site, title: str) -> Iterator[tuple[str, str]]:
    """Yield the address and the content of what each criterion's row is embedded by."""
    values = {"site": title, "style": styles(), "drawing": drawing, "link": lambda url: link(site, url)}
    for group in comparison.comparison_table(site.catalog).groups:
        for row in group.rows:
            made = partial(_embedded, site, row, values)
            yield from site.memory.recall(("row", row.id), (row, title, site.address), made)


def _embedded(site: Site, row: Row, values: dict[str, Any]) -> list[tuple[str, str]]:
    frame = render.template(site.templates, FRAME, row=row, **values)
    badge = render.template(site.templates, BADGE, badge=embeds.badge(row), **values)
    return [(urls.embedded_row(row.id), str(frame)), (urls.badge(row.id), str(badge))]


def link(site: Site, url: str) -> str:
    """Return an address as seen from a frame: absolute, or from its own folder where the site does not know its own."""
    return site.absolute(url) if site.address else f"../{site.path(url)}"


@cache
def styles() -> Markup:
    """Return the site's colours for both schemes, as styles that need nothing else."""
    light, dark = ("".join(f"--{name}:{colours_of(scheme)[name]};" for name in COLOURS) for scheme in ("light", "dark"))
    dark = f"@media (prefers-color-scheme: dark) {{:root {{{dark}}}}}"
    return Markup(f":root {{color-scheme: light dark;{light}}}{dark}")  # noqa: S704 (our own styles)
