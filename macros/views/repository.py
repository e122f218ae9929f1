"""Links to the project's own repository, where it has a public one."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

REPORT_FORM = "cell.yml"
"""The issue form in ``.github/ISSUE_TEMPLATE`` that reports a cell."""


@dataclass(frozen=True)
class Forge:
    """How a forge calls the pages of a repository. ``fields`` name what fills in a report: its title and its text."""

    edit: str
    report: str
    report_any: str
    fields: tuple[str, str]
    form: str = ""


FORGES = {
    "github": Forge("edit/", "issues/new", "issues/new/choose", ("title", "cell"), REPORT_FORM),
    "gitlab": Forge("-/edit/", "-/issues/new", "-/issues/new", ("issue[title]", "issue[description]")),
    "codeberg": Forge("_edit/", "issues/new", "issues/new", ("title", "body")),
}
"""The forges that are understood, by how the names of their hosts begin."""

UNDERSTOOD = (
    "https://github.com/<owner>/<name>, https://gitlab.com/<group>/<name> or https://codeberg.org/<owner>/<name>, "
    "with '.git' at its end or without; of a host of one's own, the name begins with github., gitlab. or codeberg."
)

_ADDRESS = re.compile(r"https?://([\w-]+)(?:\.[\w-]+)+(?::\d+)?(?:/[\w.~-]+){2,}")


class UnknownRepository(ValueError):
    """The address of a repository is none that is understood; the text says which are."""


@dataclass(frozen=True)
class Repository:
    """``url`` is empty where the site is published without one: then nothing links to it."""

    url: str = ""
    branch: str = "main"
    forge: Forge = FORGES["github"]

    @classmethod
    def at(cls, address: str, branch: str = "main") -> "Repository":
        """Return the repository at an address as people copy it; raise UnknownRepository where it is not understood."""
        if not address:
            return cls()
        url = address.rstrip("/").removesuffix(".git")
        match = _ADDRESS.fullmatch(url)
        if match is None or match[1] not in FORGES:
            raise UnknownRepository(f"REPO_URL '{address}' is not understood; allowed: {UNDERSTOOD}")
        return cls(url, branch, FORGES[match[1]])

    @property
    def edit_path(self) -> str:
        """Where files are edited, below the repository's address."""
        return f"{self.forge.edit}{self.branch}/"

    def edit(self, path: str) -> str:
        """Return where a file is edited, empty without a repository."""
        return f"{self.url}/{self.edit_path}{path}" if self.url else ""

    def report_any(self) -> str:
        """Return where any mistake is reported, empty without a repository."""
        return f"{self.url}/{self.forge.report_any}" if self.url else ""

    def report(self, criterion: str, framework: str) -> str:
        """Return the form that reports a mistake in a cell, filled in as far as we know."""
        if not self.url:
            return ""
        title, text = self.forge.fields
        form = {"template": self.forge.form} if self.forge.form else {}
        query = form | {title: f"{criterion}: {framework}", text: f"{criterion} / {framework}"}
        return f"{self.url}/{self.forge.report}?{urlencode(query)}"
