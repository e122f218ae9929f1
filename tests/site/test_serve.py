"""The preview: it follows edits, shows mistakes in its pages, and outlives all of them."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.additions import NEWEST
from tests.project import ScratchProject
from tests.site.copies import environment, invented, run
from tests.site.html import Html

pytestmark = pytest.mark.xdist_group("serve")

PATIENCE = 90.0
"""Seconds after which what should appear is missing; how long it takes is not tested."""

QUIET = 0.2
"""Seconds without a word from the server after which it is idle."""

CLIENT = httpx.Client(timeout=10, trust_env=False)
"""One for all questions: each client reads all the machine's certificates when it is made."""

GROUP = ("data/criteria/guard.yml", "group: first", "group: frist")
PLACE = "data/criteria/guard.yml:"


@dataclass
class Preview:
    """A running ``make serve`` of a copy."""

    project: ScratchProject
    process: subprocess.Popen[bytes]
    base: str
    log: Path

    def alive(self) -> bool:
        """Tell whether the server still runs."""
        return self.process.poll() is None

    def get(self, url: str) -> tuple[int, str]:
        """Return a page's status and text, 0 where nobody answers yet."""
        try:
            reply = CLIENT.get(f"{self.base}/{url}")
        except httpx.HTTPError:
            return 0, ""
        return reply.status_code, Html(reply.text).text

    def until(self, url: str, holds: Callable[[int, str], bool]) -> str:
        """Ask for a page until it is as it should be, and return its text."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.alive(), self.log.read_text()
            status, text = self.get(url)
            if status and holds(status, text):
                self._settle()
                return text
            time.sleep(0.05)
        raise AssertionError(f"/{url} did not become as expected: {self.get(url)}\n{self.log.read_text()[-3000:]}")

    def _settle(self) -> None:
        """Wait until nothing is being built: an editor does not save again within the time that a build takes."""
        size, since = -1, time.monotonic()
        while time.monotonic() - since < QUIET:
            now = self.log.stat().st_size
            if now != size:
                size, since = now, time.monotonic()
            time.sleep(0.05)

    def shows(self, url: str, *pieces: str) -> str:
        """Wait until a page that is there holds all these pieces of text."""
        return self.until(url, lambda status, text: status == 200 and all(piece in text for piece in pieces))


def start(project: ScratchProject) -> Preview:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.root / ".preview.log"
    command = [sys.executable, "-m", "macros.serve", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=project.root, env=environment(), stdout=output, stderr=subprocess.STDOUT
        )
    return Preview(project, process, f"http://127.0.0.1:{port}", log)


def stop(preview: Preview) -> None:
    preview.process.terminate()
    preview.process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    running = start(invented(tmp_path_factory.mktemp("served")))
    yield running
    stop(running)


def sources(root: Path) -> dict[Path, bytes]:
    """Return what a test may edit."""
    folders = (root / name for name in ("data", "docs", "macros"))
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    files.append(root / "mkdocs.yml")
    return {path: path.read_bytes() for path in files}


@pytest.fixture
def preview(server: Preview) -> Iterator[Preview]:
    """The server, with all pages as they should be; what a failed test left is mended after it."""
    before = sources(server.project.root)
    server.shows("comparison/", "Is what is wrong refused?")
    yield server
    after = sources(server.project.root)
    for path in after.keys() - before.keys():
        path.unlink()
    for path, content in before.items():
        if after.get(path) != content:
            path.write_bytes(content)


def test_an_edited_text_changes_its_pages(preview: Preview) -> None:
    preview.project.edit("data/criteria/guard.yml", "short: It is.", "short: It certainly is.")
    preview.shows("comparison/", "It certainly is.")
    preview.shows("criteria/guard/", "It certainly is.")


def test_a_new_file_becomes_a_page_and_a_row(preview: Preview) -> None:
    preview.project.write("data/criteria/newest.yml", NEWEST)
    preview.shows("comparison/", "Newest row")
    preview.shows("criteria/newest/", "Is it there?")
    preview.project.remove("data/criteria/newest.yml")
    preview.until("criteria/newest/", lambda status, _: status == 404)
    preview.until("comparison/", lambda _, text: "Newest row" not in text and "Guard" in text)


def test_a_mistake_in_the_data_shows_on_every_page_until_it_is_mended(preview: Preview) -> None:
    path, right, wrong = GROUP
    preview.project.edit(path, right, wrong)
    line = preview.shows("comparison/", PLACE).split(PLACE)[1].split(" ")[0]
    assert line.split(":")[:2] == ["5", "8"], "the line and the column of the value"
    for url in ("", "about/", "criteria/", "criteria/guard/", "tasks/ask/", "deploy/cellar/alpha/"):
        preview.shows(url, f"{PLACE}5:8", "unknown group 'frist'")
    preview.until("no/such/page/", lambda status, text: status == 404 and f"{PLACE}5:8" in text)
    preview.project.edit(path, wrong, right)
    preview.shows("comparison/", "Is what is wrong refused?")
    preview.shows("criteria/guard/", "Is what is wrong refused?")
    preview.until("no/such/page/", lambda status, text: status == 404 and PLACE not in text)


def test_a_file_that_is_no_yaml_shows_its_place(preview: Preview) -> None:
    preview.project.edit("data/criteria/age.yml", "title: Age", "title: [Age")
    preview.shows("criteria/age/", "data/criteria/age.yml:")
    preview.project.edit("data/criteria/age.yml", "title: [Age", "title: Age")
    preview.shows("criteria/age/", "How old is it?")


def test_an_edited_program_is_marked_as_out_of_date_and_the_page_stays(preview: Preview) -> None:
    preview.project.edit("data/tasks/ask/beta/main.py", "reply = 200", "reply = 201")
    preview.shows("tasks/ask/", "reply = 201", "Out of date")
    preview.shows("criteria/guard/", "Out of date")
    preview.project.edit("data/tasks/ask/beta/main.py", "reply = 201", "reply = 200")
    preview.until("tasks/ask/", lambda status, text: status == 200 and "Out of date" not in text)


def test_a_new_exchange_that_no_run_knows_yet_does_not_end_the_preview(preview: Preview) -> None:
    task, mutations = "data/tasks/ask/task.yml", "data/tasks/ask/mutations.yml"
    exchange = "  again:\n    short: Ask again.\n    send: {path: /again}\n    every: given\n"
    mutation = "- {sample: beta, file: main.py, replace: reply = 200, with: reply = 204, breaks: [again]}\n"
    kept = {path: preview.project.read(path) for path in (task, mutations)}
    preview.project.write(task, kept[task] + exchange + "    outcomes:\n      given: {status: 200}\n")
    preview.project.write(mutations, kept[mutations] + mutation)
    preview.shows("tasks/ask/", "Ask again", "reply = 204", "Not run yet")
    for path, text in kept.items():
        preview.project.write(path, text)
    preview.until("tasks/ask/", lambda status, text: status == 200 and "Ask again" not in text)


@pytest.mark.parametrize("link", ["[x](nowhere.md)", "[x](comparison.md#nowhere)"])
def test_a_broken_link_does_not_end_the_preview(preview: Preview, link: str) -> None:
    kept = preview.project.read("docs/about.md")
    preview.project.write("docs/about.md", f"# About\n\nWritten lately. {link}\n")
    preview.shows("about/", "Written lately.")
    preview.project.write("docs/about.md", kept)
    preview.until("about/", lambda status, text: status == 200 and "Written lately." not in text)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ('{{ verdict("gard", "alpha") }}', "unknown criterion 'gard'"),
        ("{{ release() }}", "it is release(framework)"),
        ('{{ verdcit("guard", "alpha") }}', "verdcit"),
        ("{{ verdict(nobody, 1) }}", "nobody"),
    ],
)
def test_a_wrong_macro_shows_in_its_page_and_the_others_stay(preview: Preview, call: str, words: str) -> None:
    kept = preview.project.read("docs/about.md")
    preview.project.write("docs/about.md", f"# About\n\nHere {call} it stands.\n")
    preview.shows("about/", words)
    preview.shows("comparison/", "Is what is wrong refused?")
    preview.project.write("docs/about.md", kept)
    preview.until("about/", lambda status, text: status == 200 and words not in text)


def test_an_edited_module_takes_effect(preview: Preview) -> None:
    preview.project.edit("macros/views/words.py", '"no": "No"', '"no": "Not at all"')
    preview.shows("comparison/", "Not at all")
    preview.project.edit("macros/views/words.py", '"no": "Not at all"', '"no": "No"')
    preview.until("comparison/", lambda status, text: status == 200 and "Not at all" not in text)


def test_an_edited_template_takes_effect(preview: Preview) -> None:
    preview.project.edit("macros/templates/counts.html.jinja", "How many", "How very many")
    preview.shows("about/", "How very many")
    preview.project.edit("macros/templates/counts.html.jinja", "How very many", "How many")


BROKEN = {
    "a module": ("macros/views/words.py", '"no": "No"', '"no": = "No"', "macros/views/words.py:"),
    "a module that cannot be imported": (
        "macros/views/words.py",
        '"no": "No"',
        '"no": Nobody',
        "'Nobody' is not defined",
    ),
    "a template of the theme": ("macros/theme/main.html", "{{ super() }}", "{% if %}", "macros/theme/main.html:5"),
    "the configuration": ("mkdocs.yml", "docs_dir: docs", "docs_dir: [docs", "mkdocs.yml"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_shows_at_every_address_until_it_is_mended(preview: Preview, what: str) -> None:
    path, right, wrong, says = BROKEN[what]
    preview.project.edit(path, right, wrong)
    for url in ("comparison/", "no/such/page/"):
        preview.until(url, lambda _, text: says in text)
    preview.project.edit(path, wrong, right)
    preview.shows("comparison/", "Is what is wrong refused?")


def test_a_broken_template_shows_with_its_line_where_it_is_used(preview: Preview) -> None:
    path = "macros/templates/counts.html.jinja"
    kept = preview.project.read(path)
    preview.project.write(path, "\n\n{% if %}" + kept)
    preview.shows("about/", "counts.html.jinja:3")
    preview.project.write(path, kept)
    preview.until("about/", lambda status, text: status == 200 and "counts.html.jinja" not in text)


def test_a_missing_page_asks_for_itself_again(preview: Preview) -> None:
    assert "location.reload()" in CLIENT.get(f"{preview.base}/no/such/page/").text


def test_a_taken_port_is_said_before_anything_is_built(preview: Preview) -> None:
    address = preview.base.removeprefix("http://")
    done = run(preview.project, "macros.serve", address)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{address} cannot be used (address already in use); name another: make serve ADDR=")
    assert done.stderr.count("\n") == 1


def test_a_preview_that_starts_on_a_broken_module_shows_it_and_recovers(tmp_path: Path) -> None:
    project = invented(tmp_path)
    path, right, wrong, _ = BROKEN["a module"]
    project.edit(path, right, wrong)
    preview = start(project)
    try:
        preview.until("about/", lambda _, text: "SyntaxError" in text and path in text)
        project.edit(path, wrong, right)
        preview.shows("", "It refuses what is wrong.")
    finally:
        stop(preview)


def test_a_preview_that_starts_on_wrong_data_shows_it_and_recovers(tmp_path: Path) -> None:
    project = invented(tmp_path)
    path, right, wrong = GROUP
    project.edit(path, right, wrong)
    preview = start(project)
    try:
        preview.shows("", f"{PLACE}5:8")
        preview.until("criteria/guard/", lambda _, text: f"{PLACE}5:8" in text)
        project.edit(path, wrong, right)
        preview.shows("criteria/guard/", "Is what is wrong refused?")
        preview.shows("", "It refuses what is wrong.")
    finally:
        stop(preview)


def test_a_preview_that_starts_without_a_comparison_says_so(tmp_path: Path) -> None:
    project = invented(tmp_path)
    project.edit("data/comparison.yml", "title: Alpha and Beta", "titel: Alpha and Beta")
    preview = start(project)
    try:
        preview.shows("comparison/", "data/comparison.yml:2:1")
    finally:
        stop(preview)
