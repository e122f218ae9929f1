"""The site's colours, for what cannot use its style sheet; they have their home there."""

import re
from functools import cache
from pathlib import Path

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
