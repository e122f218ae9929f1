"""The one invented project of all specifications: two frameworks, small, sound in every respect, and runnable.

Its samples need nothing but Python's standard library, so that the proof tool runs it as it runs the
real ones. A specification writes it, changes one thing in it and looks at what the reader says, what a
page shows or what a run observes.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.catalog import Catalog
from macros.digests import following, last_run, signed
from macros.fingerprints import (
    frontend_fingerprint,
    measurement_fingerprint,
    sample_fingerprint,
    workload_fingerprint,
)
from macros.kinds import CHECKED, FRONTEND_RECORD, HISTORY, KINDS, LOCK, MEASUREMENT, SAMPLE_RECORD, WORKLOAD_RECORD
from macros.model.base import CriterionId, FrontEndId, SampleId, SampleKey, TaskId, WorkloadId
from macros.model.criterion import LOAD_QUANTITIES
from macros.model.record import HistoryLine, Record
from macros.problem import Problem
from macros.reader import load
from macros.requirements import installed
from macros.stacks import Stack

ROOT = Path(__file__).resolve().parent.parent
"""This project itself."""

DAY = "2026-01-02"
"""The day of everything that ran or was opened in the invented project."""

ANSWERS = """\
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def serve(check, reply):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(reply)

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer(422 if check else reply)

        def answer(self, status):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    print("Started", flush=True)
    ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8000"))), Handler).serve_forever()
"""

MAIN = """\
from answers import serve

check = {check}
reply = 200
serve(check, reply)
"""

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
serve: {{command: python main.py, port: 8000, port_variable: PORT, server: {id}}}
strengths:
{strengths}
users:
  - name: Someone
    short: Uses it.
    source: {{title: A post, url: "https://someone.example/{id}", opened: 2026-01-02, published: 2025-12-01}}
"""

FILES = {
    "data/comparison.yml": """\
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
measure:
  quantity: requests-per-second
  workloads: [asking]
  ways:
    alpha: [alpha-alone]
    beta: [beta-alone]
answers:
  alpha: {short: As measured.}
  beta: {short: As measured.}
""",
    "data/workloads/asking.yml": """\
# The only workload.
title: A question
says: a question
short: It is asked again and again.
task: ask
exchange: right
connections: 2
seconds: 1
samples:
  alpha-alone: alpha
  beta-alone: beta
""",
    "data/ways/alpha-alone.yml": """\
# The only way of Alpha.
title: One process
says: alone
framework: alpha
guide: cellar
workers: 1
""",
    "data/ways/beta-alone.yml": """\
# The only way of Beta.
title: One process
says: alone
framework: beta
guide: cellar
workers: 1
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
    "data/deployments/cellar/deployment.yml": """\
python: "3.12" # of the only target
title: Cellar
summary: A machine in the cellar.
choose_when: You have a cellar.
docs: https://cellar.example/docs
guides:
  alpha:
    summary: Carry it down.
    task: ask
    start: {file: startup.txt, port: 8000}
    steps:
      - title: Write the file
        text: Write it.
        file: startup.txt
    sources:
      - {title: Cellars, url: "https://cellar.example/", opened: 2026-01-02}
  beta:
    summary: Let it down.
    task: ask
    start: {file: startup.txt, port: 9000}
    steps:
      - {title: Write the file, text: Write it., file: startup.txt}
    sources:
      - {title: Ropes, url: "https://cellar.example/ropes", opened: 2026-01-02}
""",
    "data/deployments/cellar/beta/startup.txt": "beta run --port 9000\n",
    "data/deployments/cellar/alpha/startup.txt": "alpha run --port 8000\n",
    "data/tasks/ask/shared/answers.py": ANSWERS,
    "data/tasks/ask/alpha/main.py": MAIN.format(check=True),
    "data/tasks/ask/beta/main.py": MAIN.format(check=False),
    "data/tasks/ask/beta-plus/main.py": MAIN.format(check=True) + "plus = True\n",
    "data/stacks/alpha.lock": "# Generated by make lock from: alpha\n",
    "data/stacks/beta.lock": "# Generated by make lock from: beta\n",
    "data/stacks/beta+plus.lock": "# Generated by make lock from: beta, plus\n",
}

FRONTEND = """\
# The only front end.
title: Screen
summary: It shows.
choose_when: You want to see.
how: By light.
docs: https://screen.example/
task: ask
package: screen
output: dist
notes:
  - {file: src/screen.js, line: show(), short: It shows.}
sources:
  - {title: Screens, url: "https://screen.example/", opened: 2026-01-02}
"""
VISIT = """\
visit:
  ready: table
  rows: tbody tr
  do:
    - {fill: input, text: Bo}
    - {click: button}
"""
PACKAGE = {"scripts": {"build": "screen build"}, "dependencies": {"screen": "^1.0.0"}}
PACKAGE_LOCK = {"packages": {"": {}, "node_modules/screen": {"version": "1.2.3", "integrity": "sha512-x"}}}

OUTCOMES = {"alpha": "refused", "beta": "accepted", "beta-plus": "refused"}
"""What each sample does with what is wrong."""

MUTANTS: dict[str, list[dict[str, str]]] = {
    "alpha": [{"right": "answered", "wrong": "accepted"}, {"right": "failed", "wrong": "refused"}],
    "beta": [{"right": "answered", "wrong": "refused"}],
    "beta-plus": [],
}
"""What each mutation of a sample leads to, in the order of mutations.yml."""

TASK = TaskId("ask")
ALPHA, BETA, BETA_PLUS = (SampleKey(TASK, SampleId(name)) for name in OUTCOMES)


@dataclass(frozen=True)
class ScratchProject:
    """A project in a folder of its own, which a specification may change."""

    root: Path

    @classmethod
    def make(cls, root: Path) -> "ScratchProject":
        """Write the invented project, with the records that fit it."""
        project = cls(root)
        for path, text in FILES.items():
            project.write(path, text)
        project.record()
        return project

    @classmethod
    def copy_of_real_data(cls, root: Path) -> "ScratchProject":
        """Copy this project's own data."""
        shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("__pycache__"))
        return cls(root)

    def write(self, path: str, content: str | bytes) -> None:
        """Write one file and the folders that lead to it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def write_json(self, path: str, value: object) -> None:
        """Write a value as JSON; a record as the proof tool writes it, with its digest and that of its run."""
        self.write(path, json.dumps(_signed(path, value), indent=2))
        if path.startswith("data/records/samples/"):
            self.sign_runs()

    def forge(self, path: str, **changes: object) -> None:
        """Change keys of a record as a person does, who leaves its digest as it is."""
        self.write(path, json.dumps(json.loads(self.read(path)) | changes, indent=2))

    def read(self, path: str) -> str:
        """Return a file's text."""
        return (self.root / path).read_text("utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a piece of a file that it contains exactly once."""
        text = self.read(path)
        assert text.count(old) == 1, f"{path} contains {old!r} {text.count(old)} times"
        self.write(path, text.replace(old, new))

    def edit_json(self, path: str, **changes: object) -> None:
        """Change keys of a JSON file."""
        self.write_json(path, json.loads(self.read(path)) | changes)

    def remove(self, path: str) -> None:
        """Remove a file or a folder."""
        shutil.rmtree(self.root / path) if (self.root / path).is_dir() else (self.root / path).unlink()

    @property
    def catalog(self) -> Catalog:
        """The data as it can be read now."""
        return load(self.root).catalog

    def found(self) -> list[Problem]:
        """Return everything that the reader finds, in its order."""
        return load(self.root).problems

    def problems(self) -> list[str]:
        """Return everything that the reader finds, one line for each mistake."""
        return [str(problem) for problem in self.found()]

    def errors(self) -> list[str]:
        """Return what is wrong in itself, without the records that are merely out of date."""
        return [str(problem) for problem in load(self.root).errors]

    def records(self) -> dict[str, bytes]:
        """Return the content of each file of the records."""
        folder = self.root / "data/records"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def lock(self, *requirements: str) -> None:
        """Write the lock of a stack that needs nothing."""
        stack = Stack.of(requirements)
        self.write(LOCK.path(stack.name), f"{stack.header}\n")

    def write_history(self, *lines: HistoryLine) -> None:
        """Write the history as the proof tool writes it."""
        last: dict[SampleKey, HistoryLine] = {}
        written = []
        for line in lines:
            last[line.key] = following(last.get(line.key), line)
            written.append(f"{last[line.key].model_dump_json()}\n")
        self.write(HISTORY.path(None), "".join(written))
        self.sign_runs()

    def write_runs(self, days: Mapping[str, str]) -> None:
        """Write the days of the last runs as the proof tool writes them."""
        self.write(CHECKED.path(None), json.dumps({name: {"day": day, "digest": ""} for name, day in days.items()}))
        self.sign_runs()

    def sign_runs(self) -> None:
        """Tie the day of each last run to the record and the history as they are now."""
        if not (self.root / CHECKED.path(None)).is_file():
            return
        catalog = self.catalog
        runs = {
            str(key): last_run(key, run.day, catalog.sample_records[key], catalog.last_lines.get(key))
            if key in catalog.sample_records
            else run
            for key, run in catalog.checked.items()
        }
        self.write(
            CHECKED.path(None),
            json.dumps({name: run.model_dump(mode="json") for name, run in runs.items()}, indent=2),
        )

    def add_frontend(self) -> None:
        """Add a front end, with the record that fits it."""
        self.write("data/tasks/ask/task.yml", self.read("data/tasks/ask/task.yml") + VISIT)
        self.write("data/frontends/screen/frontend.yml", FRONTEND)
        self.write_json("data/frontends/screen/package.json", PACKAGE)
        self.write_json("data/frontends/screen/package-lock.json", PACKAGE_LOCK)
        self.write("data/frontends/screen/src/screen.js", "show()\n")
        self.record()

    def record(self) -> None:
        """Write the records that a run of the project as it is now would leave."""
        catalog = self.catalog
        lines = {key: history_line(key) for key in (ALPHA, BETA, BETA_PLUS)}
        for key, _ in catalog.samples():
            if key.sample in OUTCOMES:
                record = sample_record(catalog, key)
                self.write(SAMPLE_RECORD.path(key), json.dumps(_signed(SAMPLE_RECORD.path(key), record), indent=2))
                outcomes = {name: reply["outcome"] for name, reply in record["replies"].items()}
                lines[key] = history_line(key, outcomes=outcomes)
        self.write_history(*lines.values())
        self.write_runs({f"ask/{name}": DAY for name in OUTCOMES})
        for workload_id in catalog.workloads:
            self.write_json(WORKLOAD_RECORD.path(workload_id), workload_record(catalog, workload_id))
        for criterion_id in {criterion_id for criterion_id, *_ in catalog.measured_stacks()}:
            self.write_json(MEASUREMENT.path(criterion_id), stack_record(catalog, criterion_id))
        for frontend_id in catalog.frontends:
            self.write_json(FRONTEND_RECORD.path(frontend_id), frontend_record(catalog, frontend_id))


def _signed(path: str, value: object) -> object:
    """Return a record with its digest; anything else, and what is no record, as it is."""
    shape = next((kind.shape for kind in KINDS if kind.written_by and kind.match(path.removeprefix("data/"))), None)
    if not (isinstance(shape, type) and issubclass(shape, Record) and isinstance(value, dict)):
        return value
    try:
        record = signed(shape.model_validate({name: part for name, part in value.items() if name != "digest"}))
    except ValueError:
        return value
    return value | {"digest": record.digest}


def history_line(key: SampleKey, **changes: object) -> HistoryLine:
    """Return the line of the history that the first run of an invented sample leaves."""
    line = {
        "day": DAY,
        "task": key.task,
        "sample": key.sample,
        "releases": {key.sample.partition("-")[0]: "1.0"},
        "outcomes": {"right": "answered", "wrong": OUTCOMES[key.sample]},
    }
    return HistoryLine.model_validate(line | changes)


def sample_record(catalog: Catalog, key: SampleKey) -> dict[str, Any]:
    """Return the record that a run of an invented sample leaves."""
    wrong = OUTCOMES[key.sample]
    more = {
        exchange_id: exchange.every
        for exchange_id, exchange in catalog.tasks[key.task].exchanges.items()
        if exchange_id not in ("right", "wrong")
    }
    return {
        "fingerprint": sample_fingerprint(catalog, key),
        "changed": DAY,
        "python": "3.11.2",
        "system": "Debian GNU/Linux 12 (bookworm), x86_64",
        "releases": {key.sample.partition("-")[0]: "1.0"},
        "console": ["Started"],
        "replies": {"right": _reply("answered", 200), "wrong": _reply(wrong, 422 if wrong == "refused" else 200)}
        | {exchange_id: {"outcome": outcome, "status": 0, "lines": [""]} for exchange_id, outcome in more.items()},
        "mutants": [outcomes | more for outcomes in MUTANTS[key.sample]],
        "distortions": {"noticed": 4},
    }


def _reply(outcome: str, status: int) -> Mapping[str, object]:
    reason = {200: "OK", 422: "Unprocessable Entity"}[status]
    return {"outcome": outcome, "status": status, "reason": reason, "headers": {}, "lines": [""]}


def workload_record(catalog: Catalog, workload_id: WorkloadId, **rates: list[float]) -> dict[str, Any]:
    """Return the record that a measurement of an invented workload leaves; ``rates`` are those of a way."""
    usual = [10.0, 10.5, 10.5, 10.5, 11.0]
    ways: dict[str, dict[str, Any]] = {}
    for way_id in catalog.workloads[workload_id].samples:
        taken = rates.get(way_id.replace("-", "_"), usual)
        rounds = {name: taken if name == "requests-per-second" else usual for name in LOAD_QUANTITIES}
        values = {name: sorted(each)[len(each) // 2] for name, each in rounds.items()}
        ways[way_id] = {"command": f"{way_id} run", "releases": {way_id: "1.0"}, "values": values, "rounds": rounds}
    return {
        "fingerprint": workload_fingerprint(catalog, workload_id),
        "measured": DAY,
        "machine": {"processor": "Abacus", "cores": 2, "system": "Linux 6.1", "python": "3.11.2"},
        "generator": "wrk 4",
        "connections": catalog.workloads[workload_id].connections,
        "seconds": 1,
        "others": 0.01,
        "retaken": 0,
        "control": next(iter(ways.values()))["rounds"]["requests-per-second"],
        "ways": ways,
    }


def stack_record(catalog: Catalog, criterion_id: CriterionId) -> dict[str, Any]:
    """Return the record that counting in invented stacks leaves: what is locked, else one more in each next stack."""
    values: dict[str, dict[str, float]] = {}
    releases: dict[str, dict[str, dict[str, str]]] = {}
    stacks = [each for each in catalog.measured_stacks() if each[0] == criterion_id]
    for number, (_, set_id, framework_id, stack) in enumerate(stacks, 1):
        values.setdefault(set_id, {})[framework_id] = float(len(installed(catalog.locks[stack.name])) or number)
        releases.setdefault(set_id, {})[framework_id] = dict.fromkeys(stack.requirements, "1.0")
    return {
        "fingerprint": measurement_fingerprint(catalog, criterion_id),
        "measured": DAY,
        "python": "3.11.2",
        "system": "Linux",
        "values": values,
        "releases": releases,
    }


def frontend_record(catalog: Catalog, frontend_id: FrontEndId) -> dict[str, object]:
    """Return the record that visits to an invented front end leave."""
    visit = {"before": [["Ada"]], "after": [["Ada"], ["Bo"]], "files": {}, "style_rules": 0, "releases": {}}
    return {
        "fingerprint": frontend_fingerprint(catalog, frontend_id),
        "changed": DAY,
        "checked": DAY,
        "node": "1.0",
        "releases": {"screen": "1.2.3"},
        "built_bytes": 10,
        "visits": {"alpha": visit, "beta": visit},
    }
