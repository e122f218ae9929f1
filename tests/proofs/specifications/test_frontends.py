"""Front ends: built, used in a browser on each framework, and noticed where they are broken."""

import json
from datetime import date

import pytest

from tests.project import ScratchProject
from tests.proofs import npm
from tests.proofs.chromium import WHOLE, chromium
from tests.proofs.errors import ProofError, StackError, ToolError
from tests.proofs.runs import run
from tests.proofs.specifications.runnable import add_front_end, opened
from tests.proofs.subjects.frontends import FRONT_ENDS, FrontEndProof, build, frontend_proofs

TODAY = date(2026, 1, 2)
HTML = "data/frontends/screen/index.html"
PACKAGE = "data/frontends/screen/package.json"

pytestmark = pytest.mark.needs(WHOLE)


@pytest.fixture
def project(project: ScratchProject) -> ScratchProject:
    add_front_end(project)
    return project


def proof(project: ScratchProject) -> FrontEndProof:
    (only,) = frontend_proofs(opened(project))
    return only


def test_a_record_says_what_was_built_and_seen(project: ScratchProject) -> None:
    assert run(FRONT_ENDS, opened(project), say=lambda _: None, today=TODAY) == 0
    record = json.loads(project.records()["frontends/screen.json"])
    assert record["releases"] == {"ms": "2.1.3"}
    assert record["built_bytes"] == len((project.root / HTML).read_bytes())
    assert record["node"] == npm.node_release()
    assert (
        record["visits"]["alpha"]
        == record["visits"]["beta"]
        == {
            "before": [["Ada"]],
            "after": [["Ada"], ["<b>Bo</b>"]],
            "files": {"text/html": 1},
            "style_rules": 1,
            "releases": {},
        }
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<h1>List</h1>", "", "What the browser saw"),
        ("cell.textContent", "cell.innerHTML", "the list should be"),
        ("const cell", "throw new Error('oh no'); const cell", "an error in a script: oh no"),
        ('href="data:,"', 'href="gone.ico"', "404 for http"),
        ("<script>", '<script src="https://elsewhere.invalid/a.js"></script><script>', "the browser complained"),
        ("<script>", "<script>console.error('bad');", "an error in the console: bad"),
    ],
)
def test_a_broken_front_end_is_noticed(
    project: ScratchProject, old: str, new: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.proofs.patience.PAGE", 4.0)
    project.edit(HTML, old, new)
    front_end = proof(project)
    sample = next(iter(front_end.samples.values()))
    with pytest.raises(ProofError, match=rf"(?s)screen on alpha: .*{message}"):
        front_end.visit(sample, {**sample.files, "dist/index.html": front_end.files["index.html"]}, chromium(WHOLE))


def test_two_builds_must_be_the_same(project: ScratchProject) -> None:
    unlike = 'fs.appendFileSync("index.html", `<!-- ${process.hrtime()} -->`); fs.mkdirSync'
    project.edit("data/frontends/screen/build.js", "fs.mkdirSync", unlike)
    with pytest.raises(ProofError, match="screen: two builds of the same files differ"):
        proof(project).prove(TODAY)


def test_a_build_that_fails_or_leaves_nothing_says_so(project: ScratchProject) -> None:
    files = proof(project).files
    with pytest.raises(StackError, match=r"(?s)npm run build failed:.*oh no"):
        build({**files, "build.js": "throw new Error('oh no')"}, "dist")
    with pytest.raises(ToolError, match="npm run build left nothing in out/"):
        build(files, "out")


def test_a_lock_that_does_not_fit_is_refused(project: ScratchProject) -> None:
    files = proof(project).files
    with pytest.raises(StackError, match="in sync"):
        build({**files, "package.json": files["package.json"].replace("2.1.3", "2.1.2")}, "dist")


def test_a_task_that_does_not_say_what_a_browser_does_is_named(project: ScratchProject) -> None:
    front_end = proof(project)
    tasks = front_end.project.catalog.tasks
    tasks[front_end.frontend.task] = tasks[front_end.frontend.task].model_copy(update={"visit": None})
    sample = next(iter(front_end.samples.values()))
    with pytest.raises(ToolError, match="the task 'show' does not say what a browser does"):
        front_end.visit(sample, sample.files, chromium(WHOLE))
