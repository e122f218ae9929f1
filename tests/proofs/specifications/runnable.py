"""The invented project as the tool sees it, and what a specification adds so that more of it runs."""

import json
import re
from datetime import date

from macros.kinds import LOCK
from macros.model.base import SampleId, SampleKey
from macros.stacks import Stack
from tests.additions import WEIGHED, WEIGHT
from tests.project import FILES, ROOT, TASK, ScratchProject
from tests.proofs import npm
from tests.proofs.project import Project
from tests.proofs.subjects.samples import SampleProof

CELLAR = "data/deployments/cellar"
ANSWERS = "data/tasks/ask/shared/answers.py"
ASK = "data/tasks/ask/task.yml"

SERVER = FILES[ANSWERS] + "\n\nserve(True, 200)\n"
"""A server in one file, which prints "Started" and needs nothing."""

SCREENSHOTS = """\
screenshots:
  console: {sample: alpha, alt: The console., has: [Started]}
  answer: {sample: beta, alt: The answer., open: /ask, has: ["no"], only: body}
  page: {sample: beta, alt: The greeting., open: /, has: [hello]}
exchanges:
"""

FRONT_END = """\
# A front end.
title: Screen
summary: It shows.
choose_when: You want to see.
how: By light.
docs: https://screen.example/
task: show
package: ms
output: dist
sources:
  - {title: Screens, url: "https://screen.example/", opened: 2026-01-02}
"""

SHOW = """\
# A task with a page.
title: Show a list
summary: It shows a list.
samples:
  alpha: {framework: alpha, short: Serves a folder.}
  beta: {framework: beta, short: Serves a folder.}
exchanges:
  page:
    short: It is there.
    send: {path: /}
    every: shown
    outcomes: {shown: {status: 200}}
visit:
  ready: role=heading[name="List"]
  rows: tbody tr
  do:
    - {fill: 'role=textbox[name="Name"]', text: <b>Bo</b>}
    - {click: 'role=button[name="Add"]'}
"""

SHOWS = """\
import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

handler = partial(SimpleHTTPRequestHandler, directory="dist")
ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), handler).serve_forever()
"""

PAGE = """\
<!doctype html><title>List</title><link rel="icon" href="data:,"><style>h1 { color: black }</style>
<h1>List</h1><table><tbody><tr><td>Ada</td></tr></tbody></table>
<label>Name <input></label><button>Add</button>
<script>
document.querySelector("button").addEventListener("click", () => {
  const cell = document.querySelector("tbody").insertRow().insertCell();
  cell.textContent = document.querySelector("input").value;
});
</script>
"""

BUILD = 'const fs = require("fs"); fs.mkdirSync("dist"); fs.copyFileSync("index.html", "dist/index.html");\n'


def opened(project: ScratchProject) -> Project:
    """Read the project as it is now, as each command of the tool does first."""
    return Project.open(project.root)


def sample_proof(project: ScratchProject, name: str = "alpha") -> SampleProof:
    """Return one of the samples, to be run."""
    return SampleProof(opened(project), SampleKey(TASK, SampleId(name)))


def add_body(project: ScratchProject) -> None:
    """Let the samples answer with a text."""
    old = 'self.send_header("Content-Length", "0")\n            self.end_headers()\n'
    new = (
        'self.send_header("Content-Type", "text/plain; charset=utf-8")\n            self.end_headers()\n'
        '            self.wfile.write(b"hello" if self.path == "/" else b"no")\n'
    )
    project.edit(ANSWERS, old, new)


def add_guides(project: ScratchProject) -> None:
    """Let the guides start the samples."""
    project.write(f"{CELLAR}/deployment.yml", project.read(f"{CELLAR}/deployment.yml").replace(".sh", "up.txt"))
    for framework, port in (("alpha", 8000), ("beta", 9000)):
        project.remove(f"{CELLAR}/{framework}/startup.txt")
        project.write(f"{CELLAR}/{framework}/startup.txt", f"env PORT={port} python main.py\n")


def add_screenshots(project: ScratchProject) -> None:
    """Add screenshots of a console, of a part of a page, and of a whole one."""
    add_body(project)
    project.edit(ASK, "exchanges:\n", SCREENSHOTS)


def add_front_end(project: ScratchProject) -> None:
    """Add a front end that npm builds, and a task whose samples serve it."""
    package = json.dumps({"scripts": {"build": "node build.js"}, "dependencies": {"ms": "2.1.3"}})
    files = {
        "data/tasks/show/task.yml": SHOW,
        "data/tasks/show/mutations.yml": "# None.\n[]\n",
        "data/tasks/show/alpha/main.py": SHOWS,
        "data/tasks/show/beta/main.py": SHOWS,
        "data/frontends/screen/frontend.yml": FRONT_END,
        "data/frontends/screen/package.json": package,
        "data/frontends/screen/package-lock.json": npm.lock_text(package, "", date.today()),
        "data/frontends/screen/build.js": BUILD,
        "data/frontends/screen/index.html": PAGE,
    }
    for path, content in files.items():
        project.write(path, content)


def weigh(project: ScratchProject) -> None:
    """Add a criterion that counts in stacks, each of which holds one package: that of this project's own lock."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    package = re.search(r"^pluggy==.*\n(?: +--hash=.*\n)+", lock, re.MULTILINE)
    assert package
    text = WEIGHED
    for needs in (["alpha"], ["beta"], ["beta", "plus"]):
        text = text.replace(f"[{', '.join(needs)}]", f"[{', '.join([*needs, 'pluggy'])}]")
        project.lock(*needs, "pluggy")
        path = LOCK.path(Stack.of([*needs, "pluggy"]).name)
        project.write(path, project.read(path) + package[0])
    project.write(WEIGHT, text)
