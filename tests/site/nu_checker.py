"""The Nu HTML checker, which is W3C's (``python -m tests.site.nu_checker <site>``)."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.proofs import npm
from tests.proofs.processes import ROOT

FOLDER = ROOT / "tests" / "site" / "nu"

QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
"""Java that ends after seconds gains nothing by compiling well: with these it takes 4 s of a processor, not 10."""

OF_THE_THEME = {
    "Attribute “autocomplete” is only allowed when the input type is": (
        "the toggles of drawer and search, in base.html outside of any block; without it browsers restore their state"
    ),
    "Bad value “” for attribute “tabindex” on element “label”": (
        "a section that is open anyway, in the macro of the navigation, which can only be replaced whole"
    ),
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control": (
        "the title of the table of contents on pages outside of the navigation, where it has no drawer"
    ),
}
"""Errors that the theme makes, by how their messages begin, and why they stay."""


def errors(pages: Sequence[Path]) -> list[str]:
    """Return what is wrong in HTML files, a line for each error: file, line, message."""
    jar = npm.modules(FOLDER) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ("--format", "json", "--errors-only", "--exit-zero-always")
    command = ["java", *QUICK_START, "-jar", str(jar), *options, *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"{message['url'].removeprefix('file:')}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
    ]


def of_the_theme(error: str) -> str:
    """Return which of the theme's known errors this is, empty if none."""
    return next((known for known in OF_THE_THEME if f": {known}" in error), "")


def pages(site: Path) -> Iterator[Path]:
    """Return the files of a site's pages; what is under ``files`` is for download."""
    return (path for path in sorted(site.rglob("*.html")) if path.relative_to(site).parts[0] != "files")


if __name__ == "__main__":
    found = errors([*pages(Path(sys.argv[1]).resolve())])
    ours = [error for error in found if not of_the_theme(error)]
    print(*ours, sep="\n")
    for known, times in Counter(filter(None, map(of_the_theme, found))).items():
        print(f"{times} of the theme: {known} … ({OF_THE_THEME[known]})")
    print(f"{len(ours)} errors of ours")
    sys.exit(bool(ours))
