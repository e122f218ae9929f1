"""The templates, the styles and the scripts pass their linters."""

import subprocess
import sys

from tests.site import biome_runner
from tests.site.test_styles import ROOT, TEMPLATES


def test_djlint_finds_nothing_in_any_template() -> None:
    command = [sys.executable, "-m", "djlint", "-", "--no-github-output"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert f"Linted {len(TEMPLATES)} files, found 0 errors." in done.stdout, done.stdout


def test_biome_finds_nothing_in_the_styles_and_the_scripts() -> None:
    done = biome_runner.run(*biome_runner.CHECK)
    assert done.returncode == 0, done.stdout + done.stderr
    styles_and_scripts = [*ROOT.glob("docs/assets/*.[cj]s*"), *ROOT.glob("tests/proofs/tools/*/*.js")]
    assert f"Checked {len(styles_and_scripts)} files" in done.stdout
