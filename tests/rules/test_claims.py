"""Claims of the source article: each judgement has evidence, and the evidence agrees with the criteria."""

import pytest

from macros.model.base import SetupId, TopicId
from tests.additions import CLAIMS, SETUP
from tests.project import ScratchProject
from tests.rules import GUARD, SPEED, Case, each

SAID = "data/claims/said.yml"
ONE_PAGE = f"{SAID}:20:9: evidence names exactly one of criterion, task, deployment, setup"
TOGETHER = f"{SAID}:10:9: 'framework' and 'shows' go together, with a 'criterion'"


def _edit(rule: str, old: str, new: str, expected: str) -> Case:
    return Case(rule, [(SAID, old, new)], [expected])


CASES = [
    _edit(
        "judgements_have_evidence",
        "verdict: opinion",
        "verdict: holds",
        f"{SAID}:11:3: the judgement 'holds' needs 'evidence' or 'sources'",
    ),
    _edit("evidence_names_one_page", "{task: ask}", "{task: ask, setup: attic}", ONE_PAGE),
    _edit("evidence_names_one_page", "{task: ask}", "{}", ONE_PAGE),
    _edit("evidence_names_one_page", ", shows: yes", "", TOGETHER),
    _edit("evidence_names_one_page", ", framework: alpha", "", TOGETHER),
    _edit("evidence_names_one_page", "criterion: guard,", "task: ask,", TOGETHER),
    _edit(
        "evidence_agrees_with_criteria",
        "shows: yes",
        "shows: no",
        f"{SAID}:10:53: 'no' contradicts {GUARD}:13:14, which answers 'yes'",
    ),
    _edit(
        "evidence_agrees_with_criteria",
        "framework: alpha, shows",
        "framework: beta, shows",
        f"{SAID}:10:52: 'yes' contradicts {GUARD}:17:14, which answers 'no'",
    ),
    _edit(
        "evidence_agrees_with_criteria",
        "criterion: guard",
        "criterion: speed",
        f"{SAID}:10:53: 'yes' contradicts {SPEED}:14:10, which answers 'a value'",
    ),
]


@pytest.fixture
def project(project: ScratchProject) -> ScratchProject:
    project.write(SAID, CLAIMS)
    project.write("data/setup/attic.yml", SETUP)
    return project


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    case.check(project)


def test_sound_claims_are_no_mistake(project: ScratchProject) -> None:
    assert project.problems() == []
    catalog = project.catalog
    assert list(catalog.claims[TopicId("said")].claims) == ["guards", "pleasant", "runs"]
    assert catalog.setups[SetupId("attic")].steps[0].run == ["climb"]
    project.edit(SAID, "verdict: opinion", "verdict: unconfirmed")
    assert project.problems() == []


def test_sources_alone_are_evidence(project: ScratchProject) -> None:
    source = '{title: A page, url: "https://another.example/page", opened: 2026-01-02}'
    project.edit(SAID, "verdict: opinion", f"verdict: simplified\n    sources: [{source}]")
    assert project.problems() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (SAID, "task: ask", "task: asked", "20:16: unknown task 'asked'; allowed: ask; did you mean 'ask'?"),
        (SAID, "cellar", "attics", "21:22: unknown deployment 'attics'; allowed: cellar"),
        (SAID, "setup: attic", "setup: roof", "22:17: unknown setup 'roof'; allowed: attic"),
        (SAID, "criterion: guard", "criterion: gard", "10:21: unknown criterion 'gard'; allowed: age, guard"),
        (SAID, "framework: alpha", "framework: gamma", "10:39: unknown framework 'gamma'; allowed: alpha, beta"),
        (SAID, "verdict: wrong", "verdict: false", "7:14: 'verdict' is the word false; allowed: holds, simplified"),
        (SAID, "2026-01-02", "2999-01-02", "24:70: 2999-01-02 is in the future"),
        ("data/setup/attic.yml", "2026-01-02", "2999-01-02", "11:68: 2999-01-02 is in the future"),
        ("data/setup/attic.yml", "shell: bash", "shell: fish", "3:8: 'shell': unknown value 'fish'; allowed: bash"),
    ],
)
def test_claims_and_setups_name_what_exists(
    project: ScratchProject, path: str, old: str, new: str, expected: str
) -> None:
    project.edit(path, old, new)
    assert any(line.startswith(f"{path}:{expected}") for line in project.errors()), project.errors()


def test_topics_have_an_order(project: ScratchProject) -> None:
    project.write("data/claims/told.yml", CLAIMS.replace("someone.example", "another.example"))
    assert project.problems() == ["data/claims/told.yml:3:8: the place 1 is taken by 'said'"]
