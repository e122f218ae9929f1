"""A row for other pages: HTML for a frame, and a badge. Both stand alone, run nothing and know both schemes."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markupsafe import Markup

from macros import render
from macros.site import Site
from macros.views import comparison, embeds, urls

STYLES = Path(__file__).parents[2] / "docs" / "assets" / "site.css"
"""Where the site's colours have their home."""

FRAME, BADGE = "embed.html.jinja", "badge.svg.jinja"
COLOURS = ("paper", "sunken", "line", "ink", "muted", "accent", "yes", "partial", "no", "unknown")
SCHEMES = {"light": "default", "dark": "slate"}


def embeddings(site: Site, title: str) -> Iterator[tuple[str, str]]:
    """Yield the address and the content of what each criterion's row is embedded by."""
    values = {"site": title, "style": colours(), "link": lambda url: link(site, url)}
    for group in comparison.comparison_table(site.catalog).groups:
        for row in group.rows:
            yield urls.embedded_row(row.id), str(render.template(site.templates, FRAME, row=row, **values))
            yield urls.badge(row.id), str(render.template(site.templates, BADGE, badge=embeds.badge(row), **values))


def link(site: Site, url: str) -> str:
    """Return an address as seen from a frame: absolute, or from its own folder where the site does not know its own."""
    return site.absolute(url) if site.address else f"../{site.path(url)}"


@cache
def colours() -> Markup:
    """Return the site's colours for both schemes, as styles that need nothing else."""
    styles = STYLES.read_text("utf-8")
    blocks = {}
    for scheme, name in SCHEMES.items():
        block = re.search(rf'^\[data-md-color-scheme="{name}"\] {{(.*?)^}}', styles, re.MULTILINE | re.DOTALL)
        assert block, f"{STYLES} has no colours for the scheme {name}"
        given = dict(re.findall(r"--([\w-]+): (#\w+);", block[1]))
        blocks[scheme] = "".join(f"--{colour}:{given[colour]};" for colour in COLOURS)
    dark = f"@media (prefers-color-scheme: dark) {{:root {{{blocks['dark']}}}}}"
    return Markup(f":root {{color-scheme: light dark;{blocks['light']}}}{dark}")  # noqa: S704 (our own styles)
