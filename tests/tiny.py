"""A small project about two invented frameworks, on which the rules are tried.

It has one criterion of each kind, one task with three samples, one guide, and records that fit. A
test writes it, spoils one thing in it and looks at what the reader says.
"""

import json
from pathlib import Path

from macros.proof import measurement_proof_of, proof_of
from macros.reader import load

DAY = "2026-01-02"

FRAMEWORK = """\
# An invented framework.
name: {name}
summary: It answers.
choose_when: You want {name}.
package: {id}
requirement: {id}
first_release: 2020-02-03
links:
  home: https://{id}.example/
  documentation: https://{id}.example/docs/
  source: https://{id}.example/source/
  changelog: https://{id}.example/changes/
serve: {{command: {id} run, port: 8000, port_variable: PORT}}
strengths:
{strengths}
users:
  - name: Someone
    short: Uses it.
    source: {{title: A post, url: "https://someone.example/post", opened: 2026-01-02, published: 2025-12-01}}
"""

FILES = {
    "data/comparisons/pair.yml": """\
# The invented comparison.
title: Alpha and Beta
frameworks: [alpha, beta]
groups:
  - id: first
    title: First
    short: What comes first.
  - id: second
    title: Second
    short: What comes second.
headline: [guard, speed]
article: {title: A or B, subtitle: Which, publisher: Somebody, published: 2025-01-01}
""",
    "data/frameworks/alpha.yml": FRAMEWORK.format(
        id="alpha", name="Alpha", strengths="  - criterion: guard\n    short: It refuses what is wrong."
    ),
    "data/frameworks/beta.yml": FRAMEWORK.format(
        id="beta", name="Beta", strengths="  - criterion: taste\n    short: It is pleasant."
    ),
    "data/criteria/guard.yml": """\
# A tested criterion.
title: Guard
question: Is what is wrong refused?
why: Wrong things hurt.
group: first
kind: tested
test:
  task: ask
  yes: {wrong: refused}
  no: {wrong: accepted}
answers:
  alpha:
    verdict: yes
    by: core
    short: It is.
  beta:
    verdict: no
    short: It is not.
    also:
      - by: extension
        sample: beta-plus
        short: With plus.
article:
  said: {alpha: no, beta: yes}
  change: Swapped.
""",
    "data/criteria/speed.yml": """\
# A measured criterion.
title: Speed
question: How fast is it?
why: People wait.
group: first
kind: measured
measure: {task: ask, deployment: cellar, quantity: requests-per-second}
answers:
  alpha: {short: As measured.}
  beta: {short: As measured.}
""",
    "data/criteria/age.yml": """\
# A sourced criterion.
title: Age
question: How old is it?
why: The old is known.
group: second
kind: sourced
answers:
  alpha:
    value: Young
    short: It is young.
    sources:
      - {title: Its page, url: "https://alpha.example/age", opened: 2026-01-02}
  beta:
    verdict: partial
    by: extra
    note: Only the core is old.
    short: Half of it is old.
    sources:
      - {title: Its page, url: "https://beta.example/age", opened: 2026-01-02, published: 2025-12-01}
""",
    "data/criteria/taste.yml": """\
# An opinion.
title: Taste
question: Is it pleasant?
why: You will see it every day.
group: second
kind: opinion
answers:
  alpha: {verdict: unknown, short: We cannot say.}
  beta:
    verdict: yes
    by: core
    short: We like it.
    sources:
      - {title: A talk, url: "https://beta.example/talk", opened: 2026-01-02}
""",
    "data/tasks/ask/task.yml": """\
# The only task.
title: Ask
summary: Ask it, rightly and wrongly.
samples:
  alpha:
    framework: alpha
    short: As it comes.
    notes:
      - file: main.py
        line: "check = True"
        short: It checks.
  beta: {framework: beta, short: As it comes.}
  beta-plus: {framework: beta, adds: [plus], short: With plus.}
exchanges:
  right:
    short: Ask rightly.
    send: {path: /ask}
    every: answered
    outcomes:
      answered: {status: 200}
      failed: {status: 500}
  wrong:
    short: Ask wrongly.
    send: {method: POST, path: /ask, json: {x: 1}}
    outcomes:
      refused: {status: 422}
      accepted: {status: 200}
""",
    "data/tasks/ask/mutations.yml": """\
# What must be noticed.
- sample: alpha
  file: main.py
  replace: check = True
  with: check = False
  breaks: [wrong]
- sample: beta
  file: main.py
  replace: check = False
  with: check = True
  breaks: [wrong]
- sample: alpha
  file: main.py
  replace: reply = 200
  with: reply = 500
  breaks: [right]
""",
    "data/tasks/ask/alpha/main.py": "check = True\nreply = 200\n",
    "data/tasks/ask/alpha/requirements.lock": "alpha==1.0\n",
    "data/tasks/ask/beta/main.py": "check = False\nreply = 200\n",
    "data/tasks/ask/beta/requirements.lock": "beta==2.0\n",
    "data/tasks/ask/beta-plus/main.py": "check = True\nplus = True\n",
    "data/tasks/ask/beta-plus/requirements.lock": "beta==2.0\nplus==3.0\n",
    "data/deployments/cellar/deployment.yml": """\
# The only target.
title: Cellar
summary: A machine in the cellar.
choose_when: You have a cellar.
docs: https://cellar.example/docs
guides:
  alpha:
    summary: Carry it down.
    task: ask
    start: {file: start.sh, port: 8000}
    steps:
      - title: Write the file
        text: Write it.
        file: start.sh
    sources:
      - {title: Cellars, url: "https://cellar.example/", opened: 2026-01-02}
  beta:
    summary: Let it down.
    task: ask
    start: {file: start.sh, port: 9000}
    steps:
      - {title: Write the file, text: Write it., file: start.sh}
    sources:
      - {title: Ropes, url: "https://cellar.example/ropes", opened: 2026-01-02}
""",
    "data/deployments/cellar/beta/start.sh": "beta run --port 9000\n",
    "data/deployments/cellar/alpha/start.sh": "alpha run --port 8000\n",
}

OUTCOMES = {"alpha": "refused", "beta": "accepted", "beta-plus": "refused"}
MUTANTS = {
    "alpha": [{"right": "answered", "wrong": "accepted"}, {"right": "failed", "wrong": "refused"}],
    "beta": [{"right": "answered", "wrong": "refused"}],
    "beta-plus": [],
}
"""What each mutation of a sample leads to, in the order of mutations.yml."""


def tiny(root: Path) -> Path:
    """Write the project into ``root``, sound in every respect, and return ``root``."""
    for name, text in FILES.items():
        write(root, name, text)
    write_records(root)
    return root


def write(root: Path, path: str, content: str | bytes) -> None:
    """Write one file and the folders that lead to it."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def write_records(root: Path) -> None:
    """Write the records that a run of the project as it now stands would leave."""
    catalog = load(root).catalog
    for sample, wrong in OUTCOMES.items():
        record = {
            "proof": proof_of(catalog, "ask", sample),
            "changed": DAY,
            "python": "3.11.2",
            "system": "invented",
            "releases": {sample: "1.0"},
            "console": ["started"],
            "replies": {"right": _reply("answered", 200), "wrong": _reply(wrong, 422 if wrong == "refused" else 200)},
            "mutants": MUTANTS[sample],
        }
        write(root, f"data/records/ask/{sample}.json", json.dumps(record, indent=2))
    write(root, "data/records/checked.json", json.dumps({f"ask/{sample}": DAY for sample in OUTCOMES}))
    commands = {one: f"{one} run" for one in ("alpha", "beta")}
    measurement = {
        "proof": measurement_proof_of(catalog, "speed"),
        "measured": DAY,
        "quantity": "requests-per-second",
        "machine": "invented",
        "releases": {one: {one: "1.0"} for one in commands},
        "values": dict.fromkeys(commands, 10.5),
        "commands": commands,
    }
    write(root, "data/records/measurements/speed.json", json.dumps(measurement))


def _reply(outcome: str, status: int) -> dict[str, object]:
    return {"outcome": outcome, "status": status, "headers": {}, "body": ""}
