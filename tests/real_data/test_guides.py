"""The guides: every file is read by its own tool, every start command is run and asked."""

import os
import re
import shlex
import subprocess
import sys
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path

import pytest

from macros.model.base import DeploymentId, TaskId
from macros.model.record import SampleRecord
from macros.requirements import package_name
from macros.starts import READERS, joined_lines, start_command
from macros.views.deployments import pins_view
from tests.proofs import records
from tests.proofs.asking.exchanges import outcomes_of
from tests.proofs.deployments.checkers import checker_for
from tests.proofs.layout import lay_out
from tests.proofs.project import Project
from tests.proofs.stacks import releases, run_uv
from tests.proofs.subjects.guides import DeployedGuide, GuideFile, given_of, guide_files, guides

SERVER = DeploymentId("own-server")


@pytest.mark.needs("systemd-analyze", "nginx", "openssl", "shellcheck")
@pytest.mark.subjects("shown", guide_files)
def test_every_shown_file_is_accepted_by_its_own_tool(shown: GuideFile, tmp_path: Path) -> None:
    given = given_of(shown.guide, shown.path, tmp_path)
    assert checker_for(given.file)(given) == []


@pytest.mark.subjects("guide", guides)
def test_the_stack_holds_what_the_guide_asks_for(guide: DeployedGuide) -> None:
    assert {package_name(requirement) for requirement in guide.requirements.requirements} <= set(releases(guide.stack))


@pytest.mark.subjects("guide", lambda project: [each for each in guides(project) if each.key.deployment == SERVER])
def test_the_script_copies_the_whole_app_and_leaves_nothing_of_the_former_one(
    guide: DeployedGuide, tmp_path: Path
) -> None:
    app = {**guide.context, "templates/page.html": "<p>\n", "parts/__init__.py": ""}
    lay_out({**app, ".env": "PASSWORD=secret\n"}, tmp_path / "sent")
    there = lay_out({"gone.py": "", "parts/gone.py": "", ".venv/bin/python": ""}, tmp_path / "app")
    copying = [line for line in guide.files["install.sh"].splitlines() if line.startswith(("find ", "umask ", "cp "))]
    script = "\n".join(["set -euo pipefail", *copying])
    subprocess.run(["bash", "-c", script], cwd=tmp_path / "sent", env={**os.environ, "app": str(there)}, check=True)
    copied = {path.relative_to(there).as_posix() for path in there.rglob("*") if path.is_file()}
    assert copied == {*app, ".venv/bin/python"}


@pytest.mark.subjects("guide", lambda project: [each for each in guides(project) if each.key.deployment == SERVER])
def test_many_requests_at_once_are_asked_as_the_guide_starts_an_app(guide: DeployedGuide) -> None:
    """In as many processes and threads, by the same program."""
    own = guide.project.catalog.own_sample(TaskId("slow-calls"), guide.key.framework)
    assert own
    words = shlex.split(guide.project.catalog.sample(own).run or "")
    said = guide.start.words
    assert (words[0], _amounts(words)) == (Path(said[0]).name, _amounts(said))


def _amounts(words: list[str]) -> dict[str, str]:
    return {word: amount for word, amount in pairwise(words) if word in ("--workers", "--threads")}


@pytest.mark.subjects("guide", guides)
def test_files_that_name_a_start_command_name_the_same_one(guide: DeployedGuide) -> None:
    """Whichever of several services reads whichever file, the app is started alike."""
    starts = {
        name: start_command(name, text).words
        for name, text in guide.files.items()
        if any(fnmatch(name, pattern) for pattern in READERS)
    }
    assert all(words == guide.start.words for words in starts.values()), starts


PIP = re.compile(r"pip install (.*?)(?:-r|--requirement) \S*requirements\.txt")
"""How a guide's own file installs what is pinned, and with which options."""


def pip_options(guide: DeployedGuide) -> list[str]:
    return [found[1] for text in guide.files.values() if (found := PIP.search(text))]


def guides_with_pip(project: Project) -> list[DeployedGuide]:
    """Return a guide for each different set of options and packages: others would ask pip for the very same."""
    asked = {
        (*pip_options(guide), guide.files["requirements.txt"]): guide
        for guide in guides(project)[::-1]
        if pip_options(guide)
    }
    return list(asked.values())[::-1]


@pytest.mark.subjects("guide", guides_with_pip)
def test_pythons_own_pip_installs_what_is_pinned(guide: DeployedGuide, tmp_path: Path) -> None:
    """The pip that comes with Python 3.11 is older than the packages: it must not look for others than these."""
    (options,) = pip_options(guide)
    pinned = tmp_path / "requirements.txt"
    pinned.write_text(guide.files["requirements.txt"], "utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    done = subprocess.run([*pip, *options.split(), "-r", pinned], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def guides_that_pin(project: Project) -> list[DeployedGuide]:
    """Return a guide for each different command and list: others would ask uv for the very same."""
    pinned = {pinning(guide): guide for guide in guides(project)[::-1] if "requirements.txt" in guide.files}
    return list(pinned.values())[::-1]


def pinning(guide: DeployedGuide) -> tuple[str, str]:
    """Return the list of what a guide installs by name, and the commands that pin it."""
    pins = pins_view(guide.project.catalog, guide.key)
    return pins.named.text, pins.commands


@pytest.mark.subjects("guide", guides_that_pin)
def test_the_shown_command_pins_what_is_named(guide: DeployedGuide, tmp_path: Path) -> None:
    named, commands = pinning(guide)
    (tmp_path / "requirements.in").write_text(named, "utf-8")
    (compile_command,) = [line for line in commands.splitlines() if line.startswith("uv ")]
    run_uv(*shlex.split(compile_command)[1:], folder=tmp_path)
    written = (tmp_path / "requirements.txt").read_text("utf-8")
    assert {package_name(line) for line in named.splitlines()} <= {
        package_name(line) for line in joined_lines(written) if "==" in line and "--hash=" in line
    }


@pytest.mark.subjects("guide", guides)
def test_the_start_command_of_the_guides_own_file_answers_as_the_sample_does(guide: DeployedGuide) -> None:
    """Each request of the task is sent; a production server may change no outcome."""
    with guide.deployed() as server:
        outcomes = outcomes_of(guide.task, server)
    record = records.read(guide.project, guide.sample, SampleRecord)
    assert record, f"there is no record: run make verify ONLY={guide.sample.name}"
    assert outcomes == guide.expected(record)


@pytest.mark.subjects("guide", guides)
def test_options_that_a_step_explains_are_in_what_it_shows(guide: DeployedGuide) -> None:
    """An option that is changed in a file must not live on in the text beside it."""
    for step in guide.guide.steps:
        shown = [*step.run]
        if step.file:
            text = guide.files[step.file]
            shown += joined_lines(text)
            if any(fnmatch(step.file, pattern) for pattern in READERS):
                shown.append(" ".join(start_command(step.file, text).words))
        for option in re.findall(r"`(--[^`]+)`", step.text) if shown else ():
            assert any(option in line for line in shown), f"{step.title}: nothing shown has '{option}'"
