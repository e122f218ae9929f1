"""Programs beside samples: started first, told of, part of the proof, and never without a sample."""

from datetime import date
from pathlib import Path

import pytest

from macros.proof import proof_of
from macros.reader import load
from macros.views.samples import beside_link, beside_view
from tests import runnable_project
from tests.data_copy import edit, errors
from tests.deploy.guides import catalog
from tests.runner.beside import beside
from tests.runner.errors import ServerError
from tests.runner.proofs import prove
from tests.tiny import tiny, write

TASK = "data/tasks/ask/task.yml"
BETA = "beta: {framework: beta, short: As it comes.}"
PROGRAM = """\
beside:
  helper:
    title: A helper
    text: It helps.
    run: python main.py
    port: 8001
    port_variable: TINY_PORT
    tells: [HELPER, HELPER_TOO]
exchanges:
"""

ASKING = """\
import os
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        with urllib.request.urlopen(os.environ["HELPER"] + self.path) as reply:
            body = reply.read()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(os.environ["TINY_PORT"])), Handler).serve_forever()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in which one sample has a program beside it."""
    tiny(tmp_path)
    edit(tmp_path, TASK, "exchanges:\n", PROGRAM)
    edit(tmp_path, TASK, BETA, BETA.replace("}", ", beside: helper}"))
    write(tmp_path, "data/tasks/ask/helper/main.py", "help = 1\n")
    write(tmp_path, "data/tasks/ask/helper/requirements.lock", "# nothing\n")
    return tmp_path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project to run: its first sample only hands on what the program beside it answers."""
    runnable_project.make_project(tmp_path)
    task = tmp_path / "data/tasks/hello/task.yml"
    runnable_project.edit(task, "exchanges:\n", PROGRAM)
    runnable_project.edit(task, "short: Says yes.}", "short: Says yes., beside: helper}")
    folder = "data/tasks/hello"
    runnable_project.write(
        tmp_path,
        {
            f"{folder}/one/main.py": ASKING,
            f"{folder}/helper/main.py": runnable_project.SERVER,
            f"{folder}/helper/requirements.lock": "# nothing is needed\n",
            f"{folder}/mutations.yml": "# What must be noticed.\n"
            "- {sample: one, file: main.py, replace: self.path, with: '\"/\"', breaks: [ask]}\n",
        },
    )
    return tmp_path


def test_a_sample_is_run_with_the_program_that_it_asks(project: Path) -> None:
    record = prove(runnable_project.job(project), date(2026, 1, 2))
    assert {name: reply.outcome for name, reply in record.replies.items()} == {"greet": "hello", "ask": "agreed"}
    assert record.mutants == [{"greet": "hello", "ask": "unfit"}]


def test_all_variables_tell_the_address_and_the_program_ends_at_last(project: Path) -> None:
    with beside(runnable_project.job(project)) as helper:
        assert set(helper.variables) == {"HELPER", "HELPER_TOO"}
        assert len(set(helper.variables.values())) == 1
    with beside(runnable_project.job(project, "hello/two")) as helper:
        assert not helper.variables


def test_a_program_that_does_not_start_fails_the_proof(project: Path) -> None:
    (project / "data/tasks/hello/helper/main.py").write_text("raise SystemExit('no')\n")
    with pytest.raises(ServerError, match="ended with status 1 before it listened"):
        prove(runnable_project.job(project), date(2026, 1, 2))


def test_a_program_beside_is_part_of_the_proof(root: Path) -> None:
    def proofs() -> dict[str, str]:
        found = load(root).catalog
        return {one: proof_of(found, "ask", one) for one in ("alpha", "beta")}

    before = proofs()
    for path, old, new in (
        ("data/tasks/ask/helper/main.py", "help = 1", "help = 2"),
        ("data/tasks/ask/helper/requirements.lock", "nothing", "more"),
        (TASK, "run: python main.py", "run: python other.py"),
    ):
        edit(root, path, old, new)
        after = proofs()
        assert after["alpha"] == before["alpha"]
        assert after["beta"] != before["beta"]
        before = after
    edit(root, TASK, "text: It helps.", "text: Other words.")
    assert proofs() == before


def test_programs_beside_are_sound(root: Path) -> None:
    assert errors(root) == []


def test_a_sample_names_a_program_that_is_there(root: Path) -> None:
    edit(root, TASK, "beside: helper}", "beside: helpr}")
    assert errors(root) == [
        f"{TASK}:12:56: unknown program beside 'helpr'; allowed: helper; did you mean 'helper'?",
        f"{TASK}:15:3: no sample names 'helper'; name it or remove it",
    ]


def test_a_program_beside_has_files_and_an_id_of_its_own(root: Path) -> None:
    edit(root, TASK, "  helper:\n", "  beta-plus:\n")
    edit(root, TASK, "beside: helper}", "beside: beta-plus}")
    assert errors(root) == [
        "data/tasks/ask/helper:1:1: unknown sample 'helper'; allowed: alpha, beta, beta-plus, beta-plus",
        f"{TASK}:15:3: 'beta-plus' is a sample too; one of them needs another ID",
    ]


def test_a_program_beside_needs_its_files_and_its_lock(root: Path) -> None:
    (root / "data/tasks/ask/helper/requirements.lock").unlink()
    assert f"{TASK}:15:3: the program 'helper' has no lock; run 'make lock'" in [
        str(one) for one in load(root).problems
    ]
    (root / "data/tasks/ask/helper/main.py").unlink()
    what = "the program 'helper' has no files; put them into data/tasks/ask/helper/"
    assert errors(root) == [f"{TASK}:15:3: {what}"]


def test_a_page_says_how_to_start_it_and_samples_lead_to_it() -> None:
    found = catalog()
    view = beside_view(found, "cms-content", "stand-in")
    assert view.install == "pip install graphql-core"
    assert view.tells == (
        "export CONTENTFUL_REST=http://127.0.0.1:8001\nexport CONTENTFUL_GRAPHQL=http://127.0.0.1:8001"
    )
    assert [file.path for file in view.files] == ["server.py", "content_types.json", "entries.json"]
    assert beside_link(found, "cms-content", "flask") == (
        "A stand-in for Contentful",
        "tasks/cms-content/#stand-in",
    )
    assert beside_link(found, "slow-calls", "flask") is None
