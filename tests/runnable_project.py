"""A tiny but complete project to run: two frameworks that are one file of the standard library each."""

from pathlib import Path

from tests.runner.jobs import Job, jobs_of, sound_catalog

SERVER = """\
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ["TINY_PORT"])
ANSWER = "yes"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = (ANSWER if self.path == "/ask" else "hello").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


print(f"Serving {os.getcwd()} on port {PORT}, process [{os.getpid()}]")
ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
"""

TASK = """\
# A task.
title: Say hello
summary: It says hello.
samples:
  one: {framework: one, short: Says yes.}
  two: {framework: two, short: Says no.}
exchanges:
  greet:
    short: It greets.
    send: {path: /}
    every: hello
    outcomes:
      hello: {status: 200, contains: [hello]}
  ask:
    short: It answers.
    send: {path: /ask}
    outcomes:
      agreed: {status: 200, contains: ["yes"]}
      refused: {status: 200, contains: ["no"]}
"""

MUTATIONS = """\
# What must change the answers.
- {sample: one, file: main.py, replace: '"yes"', with: '"no"', breaks: [ask]}
"""

FRAMEWORK = """\
# A framework.
name: {name}
summary: It serves.
choose_when: You test.
package: tiny-{name}
requirement: tiny-{name}
first_release: 2020-01-01
links:
  home: https://example.org/
  documentation: https://example.org/docs
  source: https://example.org/source
  changelog: https://example.org/changes
serve: {{command: python main.py, port: 8000, port_variable: TINY_PORT}}
strengths: []
"""

COMPARISON = """\
# The comparison.
title: One or two
frameworks: [one, two]
groups: [{id: all, title: All, short: All rows.}]
headline: [agreement]
"""

CRITERION = """\
# A row.
title: Agreement
question: Does it agree?
why: It is good to agree.
group: all
kind: tested
test: {task: hello, yes: {ask: agreed}, no: {ask: refused}}
answers:
  one: {verdict: yes, by: core, short: It does., docs: https://example.org/}
  two: {verdict: no, short: It does not., docs: https://example.org/}
"""


def write(root: Path, files: dict[str, str]) -> None:
    """Write texts below ``root``."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def make_project(root: Path) -> Path:
    """Write the project into ``root`` and return it. Its stacks need nothing, so its locks are empty."""
    write(
        root,
        {
            "data/comparisons/tiny.yml": COMPARISON,
            "data/criteria/agreement.yml": CRITERION,
            "data/frameworks/one.yml": FRAMEWORK.format(name="one"),
            "data/frameworks/two.yml": FRAMEWORK.format(name="two"),
            "data/tasks/hello/task.yml": TASK,
            "data/tasks/hello/mutations.yml": MUTATIONS,
            "data/tasks/hello/one/main.py": SERVER,
            "data/tasks/hello/one/requirements.lock": "# nothing is needed\n",
            "data/tasks/hello/two/main.py": SERVER.replace('"yes"', '"no"'),
            "data/tasks/hello/two/requirements.lock": "# nothing is needed\n",
        },
    )
    return root


def edit(path: Path, old: str, new: str) -> None:
    """Replace a piece of a file that stands in it exactly once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), "utf-8")


def job(root: Path, name: str = "hello/one") -> Job:
    """Return one job of the project."""
    return jobs_of(root, sound_catalog(root), (name,))[0]
