"""What the invented project may have besides: an article that is judged, a service, a screenshot, news, a history."""

import hashlib
from dataclasses import replace
from datetime import date

from macros.catalog import Catalog
from macros.fingerprints import screenshot_fingerprint, since_fingerprint
from macros.kinds import SINCE_RECORD
from macros.model.base import (
    AnswerKey,
    CriterionId,
    ExchangeId,
    FrameworkId,
    OutcomeId,
    SampleId,
    ScreenshotId,
    ScreenshotKey,
    ServiceId,
    TaskId,
)
from macros.model.change import Change
from macros.model.record import HistoryLine
from macros.stacks import Stack
from tests.project import DAY, TASK, ScratchProject

TASK_FILE = "data/tasks/ask/task.yml"

CLAIMS = """\
# What was said of the two.
title: Said
order: 1
claims:
  guards:
    said: Alpha lets everything in.
    verdict: wrong
    say: It refuses what is wrong.
    evidence:
      - {criterion: guard, framework: alpha, shows: yes}
  pleasant:
    said: Beta is nice.
    verdict: opinion
    say: Some think so.
  runs:
    said: Both run.
    verdict: holds
    say: They do.
    evidence:
      - {task: ask}
      - {deployment: cellar}
      - {setup: attic}
    sources:
      - {title: A page, url: "https://someone.example/page", opened: 2026-01-02}
"""

WEIGHT = "data/criteria/weight.yml"

NEWEST = """\
# One more row.
title: Newest row
question: Is it there?
why: It should be.
group: second
kind: opinion
answers:
  alpha: {verdict: unknown, short: It is new.}
"""
"""A row that is not in the invented project."""

WEIGHED = """\
# A criterion that counts in stacks.
title: Weight
question: How heavy is it?
why: You carry it.
group: first
kind: measured
measure:
  quantity: packages
  stacks:
    bare:
      title: As it comes
      says: what comes
      needs: {alpha: [alpha], beta: [beta]}
    full:
      title: With plus
      says: what comes with plus
      needs: {alpha: [alpha], beta: [beta, plus]}
answers:
  alpha: {short: As counted.}
  beta: {short: As counted.}
"""

SETUP = """\
# An invented system.
name: Attic
shell: bash
steps:
  - title: Go up
    text: Take the stairs.
    run: [climb]
    prompt: (up)
tried: Nobody has climbed.
sources:
  - {title: Stairs, url: "https://someone.example/stairs", opened: 2026-01-02}
"""

CHANGES = """\
# News of the invented site.
- {id: second-news, day: 2026-01-03, title: Second, text: More.}
- {id: first-news, day: 2026-01-02, title: First, text: Some.}
"""


SERVICE = """\
services:
  well:
    title: A `well`
    text: It holds water.
    needs: [rope, bucket]
    run: python well.py
    port: 7000
    port_variable: PORT
    tells: [WELL, SPRING]
    sources:
      - {title: Wells, url: "https://well.example/", opened: 2026-01-02}
exchanges:
"""
WELL = ServiceId("well")

NEWS = Change(id="news", day=date(2026, 1, 3), title="`<b>` & news", text="A *new* <script>alert(1)</script> row.")


def add_article(project: ScratchProject) -> None:
    """Add claims, setup and news."""
    project.write("data/claims/said.yml", CLAIMS)
    project.write("data/setup/attic.yml", SETUP)
    project.write("data/changes.yml", CHANGES)


def add_service(project: ScratchProject) -> None:
    """Add a service that the sample alpha needs, with its file and lock."""
    project.edit(TASK_FILE, "exchanges:\n", SERVICE)
    project.edit(TASK_FILE, "    framework: alpha\n", "    framework: alpha\n    service: well\n")
    project.write("data/tasks/ask/well/well.py", "water = 1\n")
    stack = Stack.of(["rope", "bucket"])
    project.write(f"data/stacks/{stack.name}.lock", f"{stack.header}\n")
    project.record()


def add_screenshot(project: ScratchProject, screenshot: str) -> ScreenshotKey:
    """Add a screenshot of the sample alpha, with the record that fits it."""
    key = ScreenshotKey(TASK, ScreenshotId(screenshot))
    asked = f"screenshots:\n  {screenshot}: {{sample: alpha, alt: The console., open: /}}\n"
    project.write(TASK_FILE, project.read(TASK_FILE) + asked)
    project.write(f"data/records/screenshots/{key}.webp", b"image")
    record = {
        "fingerprint": screenshot_fingerprint(project.catalog, key),
        "taken": DAY,
        "text": [],
        "width": 4,
        "height": 3,
        "image": hashlib.sha256(b"image").hexdigest(),
    }
    project.write_json(f"data/records/screenshots/{key}.json", record)
    return key


def with_history(catalog: Catalog) -> Catalog:
    """Return a catalog whose sample ran three times and answered otherwise once; another sample is gone."""
    history = [
        _line("2026-01-02", "alpha", right="answered", wrong="refused"),
        _line("2026-01-05", "alpha", right="answered", wrong="accepted"),
        _line("2026-01-05", "gone", right="answered"),
        _line("2026-01-06", "alpha", right="answered", wrong="accepted"),
    ]
    return replace(catalog, changes=[NEWS], history=history)


def _line(day: str, sample: str, **outcomes: str) -> HistoryLine:
    return HistoryLine(
        day=date.fromisoformat(day),
        task=TaskId("ask"),
        sample=SampleId(sample),
        releases={sample: "1.0"},
        outcomes={ExchangeId(exchange): OutcomeId(outcome) for exchange, outcome in outcomes.items()},
    )


def add_weight(project: ScratchProject) -> None:
    """Add a criterion that counts in stacks, with the record that fits it."""
    project.write(WEIGHT, WEIGHED)
    project.record()


GUARD = "data/criteria/guard.yml"
GUARDED = AnswerKey(CriterionId("guard"), FrameworkId("alpha"))
"""The answer that add_since lets name a release."""


def add_since(project: ScratchProject) -> None:
    """Let an answer name the release that brought it, with the record of a run on it and on the one before."""
    project.edit(GUARD, "short: It is.\n", 'short: It is.\n    since: "0.9"\n')
    record_since(project)


def record_since(project: ScratchProject, **changes: object) -> None:
    """Write the record that runs of the two releases leave."""
    record = {
        "fingerprint": since_fingerprint(project.catalog, GUARDED),
        "checked": DAY,
        "python": "3.11.2",
        "before": {"release": "0.8", "published": "2025-03-04", "state": "no", "reason": "wrong: accepted"},
        "since": {"release": "0.9", "published": "2025-04-05", "state": "yes"},
    }
    project.write_json(SINCE_RECORD.path(GUARDED), record | changes)


QUESTIONS = "data/questions.yml"


def add_questions(project: ScratchProject) -> None:
    """Give the chooser one question; a yes of it speaks for Alpha."""
    project.write(
        QUESTIONS,
        """\
# The only question of the chooser.
- id: care
  question: Do you care?
  choices:
    - id: yes
      short: Very much
      speaks: {alpha: [guard]}
    - id: no
      short: Not at all
""",
    )
