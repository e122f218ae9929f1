"""The site's colours and icons, for what cannot use its style sheet; they have their home there."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

STYLES = Path(__file__).parents[2] / "docs" / "assets" / "site.css"
SCHEMES = {"light": "default", "dark": "slate"}
"""Our names for the theme's schemes."""


@cache
def colours_of(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme by name."""
    name = SCHEMES[scheme]
    styles = STYLES.read_text("utf-8")
    block = re.search(rf'^\[data-md-color-scheme="{name}"\] {{(.*?)^}}', styles, re.MULTILINE | re.DOTALL)
    assert block, f"{STYLES} has no colours for the scheme {name}"
    return dict(re.findall(r"--([\w-]+): (#\w{6});", block[1]))


@cache
def drawing(icon: str) -> Markup:
    """Return an icon as SVG in the colour of the text."""
    found = re.search(rf'--icon-{icon}: url\("data:image/svg\+xml,(.*?)"\);', STYLES.read_text("utf-8"), re.DOTALL)
    assert found, f"{STYLES} has no icon {icon}"
    svg = found[1].replace("\\\n", "").replace("'black'", "'currentColor'")
    return Markup(svg.replace("<svg ", "<svg width='16' height='16' aria-hidden='true' "))  # noqa: S704 (our own)
