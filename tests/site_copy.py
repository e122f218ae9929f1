"""Copies of the project that tests build, spoil and serve, and what they read of the pages.

``project`` copies everything as it stands; ``invented`` keeps the machinery and puts the invented data of
``tests.tiny`` and a few plain pages in place of the real ones.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.tiny import tiny

ROOT = Path(__file__).resolve().parent.parent

PAGES = {
    "index.md": "# Alpha or Beta\n\n{{ home() }}\n\n{{ headline_table() }}\n",
    "comparison.md": "# Side by side\n\n{{ comparison_table() }}\n",
    "corrections.md": "# Corrections\n\n{{ corrections() }}\n\n## Claims\n\n{{ claims() }}\n",
    "choose.md": '# Choose\n\n{{ rows("guard", "speed") }}\n\n{{ answer("guard", "beta") }}\n',
    "what-is/fastapi.md": '# Alpha\n\n{{ identity("alpha") }}\n\n{{ strengths("alpha") }}\n',
    "what-is/flask.md": '# Beta\n\n{{ identity("beta") }}\n\n{{ strengths("beta") }}\n',
    "users.md": "# Users\n\n{{ users() }}\n",
    "changes.md": "# What is new\n\n{{ changes() }}\n",
    "about.md": "# About\n\n{{ counts() }}\n\n{{ credits() }}\n",
    "criteria/index.md": "# Questions\n\n{{ criterion_list() }}\n",
    "tasks/index.md": "# Programs\n\n{{ task_list() }}\n",
    "deploy/index.md": "# Deploy\n\n{{ deployment_matrix() }}\n",
    "get-started/index.md": "# Get started\n\n{{ set_up() }}\n\n{{ get_started_list() }}\n",
    "get-started/alpha.md": "\n\n".join(
        [
            "# First steps with Alpha",
            'Release {{ release("alpha") }}: {{ verdict("guard", "alpha") }}; see {{ docs_link("alpha") }}.',
            '{{ install("alpha") }}',
            '{{ sample("ask", "alpha") }}',
            '{{ exchange("ask", "alpha", "wrong") }}',
        ]
    ),
}
"""Plain pages that call every macro of prose."""


def project(target: Path) -> Path:
    """Copy the project's files (those that git tracks, as they stand now) into ``target``."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z"]
    for name in filter(None, subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    return target


def invented(target: Path) -> Path:
    """Copy the project's machinery into ``target``, with invented data and plain pages."""
    project(target)
    shutil.rmtree(target / "data")
    for page in (target / "docs").rglob("*.md"):
        page.unlink()
    for name, text in PAGES.items():
        (target / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (target / "docs" / name).write_text(text, encoding="utf-8")
    before, _ = (target / "mkdocs.yml").read_text("utf-8").split("\nnav:\n")  # the last key of the file
    (target / "mkdocs.yml").write_text(before + "\nnav:\n" + _nav(), encoding="utf-8")
    return tiny(target)


def _nav() -> str:
    """Return a navigation of the plain pages; a folder with an index is a section, which the data's pages complete."""
    lines = []
    for name in PAGES:
        folder = name.partition("/")[0]
        if name == f"{folder}/index.md":
            lines.append(f"  - {folder.capitalize()}:\n      - {name}\n")
        elif f"{folder}/index.md" not in PAGES:
            lines.append(f"  - {name}\n")
    return "".join(lines)


def environment(**extra: str) -> dict[str, str]:
    """Return what a build's process gets: this one's, without addresses of a published site."""
    kept = {key: value for key, value in os.environ.items() if key not in ("REPO_URL", "SITE_URL", "PYTHONPATH")}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **extra}


def run(root: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a module of Python in a copy: ``run(copy, "mkdocs", "build")``."""
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=root, env=environment(**extra), capture_output=True, text=True, timeout=300, check=False
    )


def build(root: Path, **extra: str) -> Path:
    """Build a copy that must build, and return its site."""
    done = run(root, "mkdocs", "build", "--quiet", **extra)
    assert done.returncode == 0, done.stderr
    return root / "site"


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace a piece of text, which must be there, in a file of a copy."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def tree(root: Path) -> dict[str, bytes]:
    """Return every file under a folder, by its path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@dataclass
class Element:
    """An element that was opened, and the text inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Html(HTMLParser):
    """A parsed page: its elements in order, each with its own text and that of what is in it."""

    html: str
    elements: list[Element] = field(default_factory=list)

    VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        self.elements.append(Element(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest element of that name, and what was left open in it."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Add text to all that is open."""
        for element in self._open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of a name that have these attributes."""
        return [
            one
            for one in self.elements
            if one.tag == tag and all(one.attributes.get(key) == value for key, value in attributes.items())
        ]

    @property
    def text(self) -> str:
        """The article's text with its white space evened out."""
        return " ".join("".join(one.text for one in self.all("article")[:1] or self.all("body")).split())

    @property
    def ids(self) -> set[str]:
        """Every ID of the page."""
        return {one.attributes["id"] for one in self.elements if "id" in one.attributes}


def page(site: Path, url: str = "") -> Html:
    """Parse the page at an address from the site's root."""
    return Html((site / url / "index.html").read_text(encoding="utf-8"))


def rows(found: Html) -> list[list[str]]:
    """Return the rows of all tables of a page as the texts of their cells, white space evened out."""
    table: list[list[str]] = []
    for one in found.elements:
        if one.tag == "tr":
            table.append([])
        elif one.tag in ("th", "td") and table:
            table[-1].append(" ".join(one.text.split()))
    return table


def broken_links(site: Path, at: str = "/") -> list[str]:
    """Return every internal address in the site's pages that leads to no file or no ID, as "page: address".

    ``at`` is where the site stands on its host. The page for addresses that lead nowhere is served at
    any depth, so it alone names addresses from there.
    """
    pages = [path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "files"]
    parsed = {path.relative_to(site).as_posix(): Html(path.read_text("utf-8")) for path in pages}
    wrong = []
    for name, found in parsed.items():
        for one in found.elements:
            address = one.attributes.get("href", one.attributes.get("src"))
            if address is None or re.match(r"(?:[a-z]+:|//)", address):
                continue
            inner = address.removeprefix(at.rstrip("/")) if address.startswith("/") else address
            if (address.startswith("/") and name != "404.html") or not _leads_somewhere(site, parsed, name, inner):
                wrong.append(f"{name}: <{one.tag}> {address!r}")
    return wrong


def _leads_somewhere(site: Path, parsed: dict[str, Html], name: str, address: str) -> bool:
    if not address:
        return False
    parts = urlsplit(urljoin(f"https://here.example/{name}", address))
    path = unquote(parts.path).lstrip("/")
    if not path or path.endswith("/"):
        path += "index.html"
    if not (site / path).is_file():
        return False
    wanted = unquote(parts.fragment)
    return not wanted or path not in parsed or wanted in parsed[path].ids
