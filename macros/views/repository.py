"""Links to the project's own repository, where it has a public one."""

from dataclasses import dataclass
from urllib.parse import urlencode

REPORT_FORM = "cell.yml"
"""The issue form in ``.github/ISSUE_TEMPLATE`` that reports a cell."""


@dataclass(frozen=True)
class Repository:
    """``url`` is empty where the site is published without one: then nothing links to it."""

    url: str = ""
    branch: str = "main"

    def edit(self, path: str) -> str:
        """Return where a file is edited, empty without a repository."""
        return f"{self.url.rstrip('/')}/edit/{self.branch}/{path}" if self.url else ""

    def report_any(self) -> str:
        """Return where any mistake is reported, empty without a repository."""
        return f"{self.url.rstrip('/')}/issues/new/choose" if self.url else ""

    def report(self, criterion: str, framework: str) -> str:
        """Return the form that reports a mistake in a cell, filled in as far as we know."""
        if not self.url:
            return ""
        query = {"template": REPORT_FORM, "title": f"{criterion}: {framework}", "cell": f"{criterion} / {framework}"}
        return f"{self.url.rstrip('/')}/issues/new?{urlencode(query)}"
