"""What is said to come with a framework starts with its package alone, installed without any extra.

Frameworks import some of what they need late, or look for it when a handler is declared: an app that needs it does not
start where it is missing.
"""

import subprocess
from pathlib import Path

import pytest

from macros.verdicts import core_samples
from tests.proofs.layout import lay_out
from tests.proofs.project import Project
from tests.proofs.servers import variables_for
from tests.proofs.subjects.samples import SampleProof, sample_proofs

EXTRAS = ("html-hello/fastapi", "sessions/fastapi", "uploads/fastapi")


def core(project: Project) -> list[SampleProof]:
    """Return the samples that show only what comes with their framework."""
    return [SampleProof(project, key) for key in sorted(core_samples(project.catalog))]


def complaint(sample: SampleProof, folder: Path) -> str:
    """Import a sample's app in the environment of its bare framework, and return what Python says last."""
    stack = sample.project.environment(sample.project.catalog.bare_stack(sample.sample.framework))
    home = lay_out(sample.files, folder / "app")
    command = [str(stack / "bin" / "python"), "-c", "import main"]
    variables = variables_for(stack, folder, {})
    ran = subprocess.run(command, cwd=home, env=variables, capture_output=True, text=True, check=False)
    return "" if ran.returncode == 0 else (ran.stderr.strip().splitlines() or ["it ended"])[-1]


@pytest.mark.subjects("sample", core)
def test_what_is_core_starts_with_the_package_alone(sample: SampleProof, tmp_path: Path) -> None:
    assert complaint(sample, tmp_path) == ""


def test_what_an_extra_brings_is_missed_without_it(project: Project, tmp_path: Path) -> None:
    """Were these called core, the specification above would fail: of a template, a file of a form, a signed cookie."""
    extras = [key for key in sample_proofs(project) if key.name in EXTRAS]
    assert [complaint(sample, tmp_path / sample.key.task) != "" for sample in extras] == [True] * len(EXTRAS)
