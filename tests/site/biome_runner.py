"""Biome, which checks and formats the site's styles and scripts (``python -m tests.site.biome_runner``)."""

import subprocess
import sys

from tests.frontends import npm
from tests.runner.stacks import ROOT

FOLDER = ROOT / "tests" / "site" / "biome"


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    """Run Biome in the project's root, whatever its exit code."""
    return npm.node(npm.modules(FOLDER) / "@biomejs" / "biome" / "bin" / "biome", *words)


if __name__ == "__main__":
    done = run(*(sys.argv[1:] or ["check"]))
    print(done.stdout + done.stderr, end="")
    sys.exit(done.returncode)
