"""What stands behind the prose pages is refused, at its line, where it contradicts or lacks something."""

from pathlib import Path

import pytest

from macros.reader import load
from tests.data_copy import edit, errors, problems
from tests.tiny import tiny, write

CLAIMS = """\
# What was said of the two.
title: Said
order: 1
claims:
  guards:
    said: Alpha lets everything in.
    verdict: wrong
    say: It refuses what is wrong.
    proofs:
      - {criterion: guard, framework: alpha, shows: yes}
  pleasant:
    said: Beta is nice.
    verdict: opinion
    say: Some think so.
  runs:
    said: Both run.
    verdict: holds
    say: They do.
    proofs:
      - {task: ask}
      - {deployment: cellar}
      - {system: attic}
    sources:
      - {title: A page, url: "https://someone.example/page", opened: 2026-01-02}
"""

SYSTEM = """\
# An invented system.
name: Attic
shell: bash
steps:
  - title: Go up
    text: Take the stairs.
    run: [climb]
    prompt: (up)
proof: Nobody has climbed.
sources:
  - {title: Stairs, url: "https://someone.example/stairs", opened: 2026-01-02}
"""

CHANGES = """\
# News of the invented site.
- {id: second-news, day: 2026-01-03, title: Second, text: More.}
- {id: first-news, day: 2026-01-02, title: First, text: Some.}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    tiny(tmp_path)
    write(tmp_path, "data/claims/said.yml", CLAIMS)
    write(tmp_path, "data/setup/attic.yml", SYSTEM)
    write(tmp_path, "data/changes.yml", CHANGES)
    return tmp_path


def test_what_is_sound_is_read_whole(root: Path) -> None:
    assert problems(root) == []
    catalog = load(root).catalog
    assert list(catalog.topics["said"].claims) == ["guards", "pleasant", "runs"]
    assert catalog.systems["attic"].steps[0].run == ["climb"]
    assert [one.id for one in catalog.changes] == ["second-news", "first-news"]


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            "data/claims/said.yml",
            "shows: yes",
            "shows: no",
            "data/claims/said.yml:10:53: 'no' contradicts data/criteria/guard.yml:13:14, which answers 'yes'",
        ),
        (
            "data/claims/said.yml",
            "    verdict: opinion\n",
            "    verdict: holds\n",
            "data/claims/said.yml:11:3: the judgement 'holds' needs 'proofs' or 'sources'",
        ),
        ("data/claims/said.yml", "task: ask", "task: asked", "unknown task 'asked'; allowed: ask; did you mean 'ask'?"),
        ("data/claims/said.yml", "cellar", "cellars", "unknown deployment 'cellars'; allowed: cellar"),
        ("data/claims/said.yml", "attic", "roof", "unknown system 'roof'; allowed: attic"),
        ("data/claims/said.yml", "criterion: guard", "criterion: gard", "unknown criterion 'gard'"),
        ("data/claims/said.yml", "framework: alpha", "framework: alfa", "unknown framework 'alfa'"),
        ("data/claims/said.yml", ", shows: yes", "", "'framework' and 'shows' stand together, beside a 'criterion'"),
        (
            "data/claims/said.yml",
            "{task: ask}",
            "{task: ask, system: attic}",
            "a proof names exactly one of criterion, task, deployment, system",
        ),
        (
            "data/claims/said.yml",
            "{task: ask}",
            "{}",
            "a proof names exactly one of criterion, task, deployment, system",
        ),
        ("data/claims/said.yml", "verdict: wrong", "verdict: false", "data/claims/said.yml:7:14:"),
        ("data/claims/said.yml", "2026-01-02", "2999-01-02", "is in the future"),
        ("data/setup/attic.yml", "2026-01-02", "2999-01-02", "is in the future"),
        ("data/setup/attic.yml", "shell: bash", "shell: fish", "data/setup/attic.yml:3:8:"),
        ("data/changes.yml", "2026-01-03", "2999-01-03", "data/changes.yml:2:26: 2999-01-03 is in the future"),
        (
            "data/changes.yml",
            "2026-01-02",
            "2026-01-04",
            "data/changes.yml:3:25: 2026-01-04 is newer than the change above; the newest stands first",
        ),
        (
            "data/changes.yml",
            "first-news",
            "second-news",
            "data/changes.yml:3:8: the change 'second-news' stands twice",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_line(root: Path, path: str, old: str, new: str, expected: str) -> None:
    edit(root, path, old, new)
    found = errors(root)
    assert any(expected in one for one in found), found


def test_two_topics_cannot_stand_at_one_place(root: Path) -> None:
    write(root, "data/claims/told.yml", CLAIMS)
    assert problems(root) == ["data/claims/told.yml:3:8: the place 1 is taken by 'said'"]


def test_a_value_is_no_verdict(root: Path) -> None:
    edit(root, "data/claims/said.yml", "criterion: guard", "criterion: age")
    assert any("which answers 'a value'" in one for one in problems(root)), problems(root)


def test_a_broken_line_of_the_history_is_named(root: Path) -> None:
    line = (
        '{"day": "2026-01-02", "task": "ask", "sample": "alpha", "releases": {}, "outcomes": {"right": "answered"}}\n'
    )
    write(root, "data/records/history.jsonl", line + "{}\n")
    expected = "data/records/history.jsonl:2:1: not a line of the history; it is written by 'make verify', not by hand"
    assert problems(root) == [expected]
    assert len(load(root).catalog.history) == 1


def test_other_files_beside_the_folders_are_refused(root: Path) -> None:
    write(root, "data/news.yml", "[]\n")
    (found,) = problems(root)
    assert "unknown file or folder 'news.yml'" in found
    assert "changes.yml" in found
