"""Biome, which checks and formats styles and scripts (``python -m tests.site.biome_runner``)."""

import subprocess
import sys

from tests.proofs import npm
from tests.proofs.processes import ROOT

FOLDER = ROOT / "tests" / "site" / "biome"
CHECK = ("check", "--error-on-warnings", "docs/assets", "tests/proofs/tools")


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    """Run Biome, whatever its exit code; biome.jsonc says on what."""
    return npm.node(npm.modules(FOLDER) / "@biomejs" / "biome" / "bin" / "biome", *words)


if __name__ == "__main__":
    done = run(*CHECK, *sys.argv[1:])
    print(done.stdout + done.stderr, end="")
    sys.exit(done.returncode)
