"""Copies of this project that specifications build, spoil and serve.

``real`` copies everything as it is; ``invented`` keeps the machinery, and has the invented data and a
few plain pages instead of the real ones.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.project import ROOT, ScratchProject

PAGES = {
    "index.md": "# Alpha or Beta\n\n{{ framework_choices() }}\n\n{{ headline_table() }}\n",
    "comparison.md": "# Comparison\n\n{{ comparison_table() }}\n",
    "corrections.md": "# Corrections\n\n{{ corrections() }}\n\n## Claims\n\n{{ claims() }}\n",
    "choose.md": '# Choose\n\n{{ comparison_rows("guard", "speed") }}\n\n{{ answer("guard", "beta") }}\n',
    "what-is/alpha.md": '# Alpha\n\n{{ framework_identity("alpha") }}\n\n{{ framework_strengths("alpha") }}\n',
    "what-is/beta.md": '# Beta\n\n{{ framework_identity("beta") }}\n\n{{ framework_strengths("beta") }}\n',
    "users.md": "# Users\n\n{{ framework_users() }}\n",
    "changes.md": "# What is new\n\n{{ feeds() }}\n\n{{ changes() }}\n",
    "about.md": "# About\n\n{{ counts() }}\n\n## Data { #data }\n\n{{ data_files() }}\n\n{{ credits() }}\n",
    "criteria/index.md": "# Criteria\n\n{{ criterion_list() }}\n",
    "tasks/index.md": "# Tasks\n\n{{ task_list() }}\n",
    "deploy/index.md": "# Deploy\n\n{{ deployment_matrix() }}\n",
    "get-started/index.md": "# Get started\n\n{{ setup() }}\n\n{{ get_started_list() }}\n",
    "get-started/alpha.md": "\n\n".join(
        [
            "# First steps with Alpha",
            'Release {{ release("alpha") }}: {{ verdict("guard", "alpha") }}; see {{ docs_link("alpha") }}.',
            '{{ tutorial_step("ask", "alpha") }}',
            '{{ exchange("ask", "alpha", "wrong") }}',
        ]
    ),
}
"""Plain pages that call every macro of prose."""


NAV = """
nav:
  - index.md
  - comparison.md
  - Choose: [choose.md, "what-is/*", users.md]
  - Get started: [get-started/index.md, "get-started/*"]
  - Front ends: ["front-ends/*"]
  - Deploy: [deploy/index.md, "deploy/*"]
  - Criteria: [criteria/index.md, "criteria/*"]
  - Tasks: [tasks/index.md, "tasks/*"]
  - About: [about.md, corrections.md, changes.md]
"""


MACHINERY = ("mkdocs.yml", "macros", "docs", "tests/proofs", "LICENSE")
"""What builds a site of whatever data: of the proof tool, it packs a part into the archives."""


def real(root: Path, *parts: str) -> ScratchProject:
    """Copy this project's files (those that git knows or would, as they are now), or parts of them, into ``root``."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *parts]
    for name in filter(None, subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\0")):
        if (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, root / name)
    return ScratchProject(root)


def invented(root: Path) -> ScratchProject:
    """Copy this project's machinery into ``root``, with invented data and plain pages."""
    project = real(root, *MACHINERY)
    for page in (root / "docs").rglob("*.md"):
        page.unlink()
    for name, text in PAGES.items():
        project.write(f"docs/{name}", text)
    project.write("mkdocs.yml", project.read("mkdocs.yml").split("\nnav:\n")[0] + NAV)  # the last key of the file
    return ScratchProject.make(root)


def environment(**extra: str) -> dict[str, str]:
    """Return what a build's process gets: this one's, without addresses of a published site."""
    kept = {key: value for key, value in os.environ.items() if key not in ("REPO_URL", "SITE_URL", "PYTHONPATH")}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **extra}


def run(project: ScratchProject, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a module of Python in a copy: ``run(project, "mkdocs", "build")``."""
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=project.root, env=environment(**extra), capture_output=True, text=True, timeout=300, check=False
    )


def build(project: ScratchProject, **extra: str) -> Path:
    """Build a copy that must build, and return its site."""
    done = run(project, "mkdocs", "build", "--quiet", **extra)
    assert done.returncode == 0, done.stderr
    return project.root / "site"


def tree(root: Path) -> dict[str, bytes]:
    """Return every file under a folder, by its path, without what Python keeps of its modules as it imports them."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
