"""Specifications of macros/rules, a module for each of its modules.

Most rules are specified by a table: what is changed in the invented project, and all that is then wrong.
"""

from dataclasses import dataclass

import pytest

from macros.problem import Severity
from tests.project import ScratchProject

COMPARISON = "data/comparison.yml"
ALPHA = "data/frameworks/alpha.yml"
BETA = "data/frameworks/beta.yml"
GUARD = "data/criteria/guard.yml"
SPEED = "data/criteria/speed.yml"
ASKING = "data/workloads/asking.yml"
ALPHA_ALONE = "data/ways/alpha-alone.yml"
BETA_ALONE = "data/ways/beta-alone.yml"
AGE = "data/criteria/age.yml"
TASTE = "data/criteria/taste.yml"
TASK = "data/tasks/ask/task.yml"
MUTATIONS = "data/tasks/ask/mutations.yml"
CELLAR = "data/deployments/cellar/deployment.yml"
SCREEN = "data/frontends/screen"
ALPHA_RECORD = "data/records/samples/ask/alpha.json"
BETA_RECORD = "data/records/samples/ask/beta.json"

Edit = tuple[str, str, str]
"""A file, a piece of it, and what takes the place of the piece."""


CONSEQUENCES = ("out of date", "the reply to '", "the last line of '", "it cannot speak for '")
"""How messages begin about what fits the rest no longer: a record its sample, its replies or the history, or the
chooser its rows."""


@dataclass(frozen=True)
class Case:
    """A rule, the edits that break it, and all that is then wrong: the exact lines."""

    rule: str
    edits: list[Edit]
    expected: list[str]
    severity: Severity = "error"

    def check(self, project: ScratchProject) -> None:
        """Make the edits and compare what the reader says, apart from records that no longer fit the rest."""
        for edit in self.edits:
            project.edit(*edit)
            if edit[0].startswith("data/records/"):
                project.edit_json(edit[0])  # a run that observed this would have written its digest
        problems = [
            problem
            for problem in project.found()
            if str(problem) in self.expected or not problem.message.startswith(CONSEQUENCES)
        ]
        assert sorted(map(str, problems)) == sorted(self.expected)
        assert self.severity in {problem.severity for problem in problems}


def each(cases: list[Case]) -> pytest.MarkDecorator:
    """Return the mark that runs a test with each case of a table."""
    return pytest.mark.parametrize("case", cases, ids=[f"{case.rule}-{n}" for n, case in enumerate(cases)])


def add_service(project: ScratchProject, more: str = "") -> None:
    """Let a sample ask a service that runs beside it; ``more`` are lines of the service."""
    lines = "title: A post office", "text: It carries.", "run: python main.py", "port: 8001", "port_variable: PORT"
    service = "".join(f"    {line}\n" for line in (*lines, "tells: [POST]", *more.splitlines()))
    project.edit(TASK, "exchanges:\n", f"services:\n  post:\n{service}exchanges:\n")
    project.edit(TASK, "  beta: {framework: beta,", "  beta: {framework: beta, service: post,")
    project.write("data/tasks/ask/post/main.py", "")
