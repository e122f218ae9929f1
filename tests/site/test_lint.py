"""The code, the templates, the styles and the scripts pass their linters: ``make lint``."""

import subprocess
import sys

import pytest

from tests.site import biome_runner
from tests.site.test_styles import ROOT, TEMPLATES


@pytest.mark.parametrize("command", ["ruff check .", "ruff format --check .", "mypy"])
def test_python_has_its_form_and_its_types(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


def test_djlint_finds_nothing_in_any_template() -> None:
    command = [sys.executable, "-m", "djlint", "-", "--no-github-output"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert f"Linted {len(TEMPLATES)} files, found 0 errors." in done.stdout, done.stdout


def test_biome_finds_nothing_in_the_styles_and_the_scripts() -> None:
    done = biome_runner.run(*biome_runner.CHECK)
    assert done.returncode == 0, done.stdout + done.stderr
    styles_and_scripts = [*ROOT.glob("docs/assets/*.[cj]s*"), *ROOT.glob("tests/proofs/tools/*/*.js")]
    assert f"Checked {len(styles_and_scripts)} files" in done.stdout
