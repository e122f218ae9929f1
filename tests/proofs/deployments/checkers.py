"""Checkers: each kind of file that a guide shows is read by the tool that its reader will use.

A kind is added by one line of the table and its broken example in the tests.
"""

import fnmatch
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.starts import UnreadableStart, from_dockerfile, from_unit, joined_lines
from tests.proofs.deployments import function, manifests, platforms, proxy
from tests.proofs.errors import StackError
from tests.proofs.stacks import environment

EXPOSURE_LIMIT = 25
"""How exposed a service may be, in tenths of what ``systemd-analyze security`` gives (100 is no protection)."""


SECRETS = (".env", ".git/config", ".venv/bin/python", "parts/.env")
"""What may lie in an app's folder, and must not leave this machine."""


class NoChecker(Exception):
    """A file of a kind that nothing here can check."""


@dataclass(frozen=True)
class Given:
    """A file among those that the guide brings together, and what is known of them."""

    file: Path
    """In a folder that holds the app's files and the guide's."""
    port: int
    """The port that the guide says its app listens on; 0 where the target calls a function."""
    stack: Path
    """The virtual environment of the guide."""


Checker = Callable[[Given], list[str]]


def _ran(*command: str | Path, folder: Path | None = None) -> list[str]:
    """Run a tool that is silent when content, and return its complaints."""
    ran = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True, check=False)
    said = (ran.stdout + ran.stderr).strip()
    if said:
        return [said]
    return [f"{command[0]} ended with status {ran.returncode}"] if ran.returncode else []


def _tool(name: str) -> Path:
    """Return a program that this environment brings."""
    return Path(sys.executable).with_name(name)


def check_dockerfile(given: Given) -> list[str]:
    """Hadolint accepts it at its strictest, what it copies exists, and the app does not run as root."""
    complaints = _ran(
        _tool("hadolint"), "--no-color", "--failure-threshold", "style", given.file, folder=given.file.parent
    )
    text = given.file.read_text("utf-8")
    try:
        copies = from_dockerfile(text).copies or []
    except UnreadableStart as error:
        return [*complaints, str(error)]
    ignored = given.file.with_name(".dockerignore")
    patterns = ignored.read_text("utf-8").splitlines() if ignored.is_file() else []
    for name in copies:
        if not (given.file.parent / name).exists():
            complaints.append(f"it copies '{name}', which is not there")
        elif name != "." and is_ignored(name, patterns):
            complaints.append(f"it copies '{name}', which .dockerignore keeps out")
    users = [line.split()[1] for line in joined_lines(text) if line.startswith("USER ")]
    if not users or users[-1].split(":")[0] in {"root", "0"}:
        complaints.append("the app would run as root: a USER is missing")
    return complaints


def is_ignored(file: str, patterns: list[str]) -> bool:
    """Tell whether Docker leaves a file out: the last pattern that fits it or a parent decides."""
    path = Path(file)
    names = [path, *(parent for parent in path.parents if str(parent) != ".")]
    ignored = False
    for line in map(str.strip, patterns):
        if not line or line.startswith("#"):
            continue
        pattern = line.removeprefix("!").strip("/").split("/")
        if any(_fits(name.parts, pattern) for name in names):
            ignored = not line.startswith("!")
    return ignored


def _fits(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Tell whether the parts of a path fit those of a pattern, in which ** stands for any number of folders."""
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_fits(parts[skipped:], pattern[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatch.fnmatchcase(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])


def check_dockerignore(given: Given) -> list[str]:
    """Its patterns are understood here and name existing files; secrets and Git's history stay out."""
    lines = given.file.read_text("utf-8").splitlines()
    complaints = [f"'{line}': this test does not understand [ ]" for line in lines if "[" in line]
    for line in lines:
        if line.startswith("!") and not list(given.file.parent.glob(line[1:].strip("/"))):
            complaints.append(f"it lets '{line[1:]}' in, which is not there")
    complaints += [f"it lets '{name}' in" for name in SECRETS if not is_ignored(name, lines)]
    return complaints


def check_gitignore(given: Given) -> list[str]:
    """Git, whose patterns the platforms' own tools read too, keeps out secrets and none of the app's files."""
    app = [path.relative_to(given.file.parent).as_posix() for path in given.file.parent.rglob("*") if path.is_file()]
    app = [path for path in app if not path.startswith(".") or path == ".python-version"]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
        ignored = []
        for name in (*SECRETS, *app, "templates/page.html", "parts/__init__.py"):
            git = ["git", "-c", f"core.excludesFile={given.file}", "check-ignore", "--no-index", "--quiet", name]
            if subprocess.run(git, cwd=folder, check=False).returncode == 0:
                ignored.append(name)
    complaints = [f"it lets '{name}' in" for name in SECRETS if name not in ignored and not name.startswith(".git/")]
    return complaints + [f"it keeps '{name}' out" for name in ignored if name not in SECRETS]


def check_python_version(given: Given) -> list[str]:
    """It is one release of Python, as all tools that read this file know it."""
    text = given.file.read_text("utf-8")
    return [] if re.fullmatch(r"3\.\d+\n", text) else [f"'{text.strip()}' is not a release such as 3.14, on one line"]


def check_unit(given: Given) -> list[str]:
    """systemd accepts the unit and rates its protection; its programs exist in the stack."""
    text = given.file.read_text("utf-8")
    try:
        start = from_unit(text)
    except UnreadableStart as error:
        return [str(error)]
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder) / given.file.name
        own = str(Path(start.words[0]).parent)
        there.write_text(text.replace(f"{own}/", f"{given.stack / 'bin'}/"), "utf-8")
        complaints = _ran("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", there)
        judged = subprocess.run(
            ["systemd-analyze", "security", "--offline=yes", f"--threshold={EXPOSURE_LIMIT}", "--no-pager", str(there)],
            capture_output=True,
            text=True,
            check=False,
        )
    if judged.returncode:
        complaints.append("too little protection:\n" + (judged.stdout + judged.stderr)[-400:])
    return complaints


def check_site(given: Given) -> list[str]:
    """Nginx accepts the site, without a warning."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder).resolve() / "nginx"
        try:
            proxy.prepare(given.file.read_text("utf-8"), there, given.port, given.port)
        except proxy.UnusableSite as error:
            return [str(error)]
        return proxy.complaints(there)


def check_script(given: Given) -> list[str]:
    """Bash can parse it, shellcheck has nothing to say, and it stops at the first failure."""
    complaints = _ran("bash", "-n", given.file) + _ran("shellcheck", "--color=never", given.file)
    if not re.search(r"^set -euo pipefail$", given.file.read_text("utf-8"), re.MULTILINE):
        complaints.append("it goes on after a failure: 'set -euo pipefail' is missing")
    return complaints


def check_python(given: Given) -> list[str]:
    """Python can compile it, and ruff finds no mistake."""
    command = (str(_tool("ruff")), "check", "--isolated", "--quiet", "--line-length", "120")
    return _ran(*command, "--select", "E,F,W,I,B,UP", "--config", "lint.isort.known-first-party=['main']", given.file)


def check_requirements(given: Given) -> list[str]:
    """It can be installed with checksums, and names no registry."""
    complaints = ["it names a registry"] if "://" in given.file.read_text("utf-8") else []
    try:
        environment(given.file.read_text("utf-8"))
    except StackError as error:
        complaints.append(str(error))
    return complaints


CHECKERS: dict[str, Checker] = {
    "Dockerfile": check_dockerfile,
    ".dockerignore": check_dockerignore,
    ".gitignore": check_gitignore,
    ".gcloudignore": check_gitignore,
    ".ebignore": check_gitignore,
    ".python-version": check_python_version,
    "*.service": check_unit,
    "*.conf": check_site,
    "*.sh": check_script,
    "*.py": check_python,
    "requirements.txt": check_requirements,
    "template.yaml": function.check_template,
    "deployment.yaml": manifests.check_manifest,
    "service.yaml": manifests.check_manifest,
    "autoscaler.yaml": manifests.check_manifest,
    "ingress.yaml": manifests.check_manifest,
    "Procfile": platforms.check_procfile,
    "startup.txt": platforms.check_startup,
    "app.yaml": platforms.check_app_yaml,
    "render.yaml": platforms.check_render,
}
"""Which checker reads which file, by the pattern of its name; the first that fits does."""


def checker_for(file: Path) -> Checker:
    """Return the checker for a file; there must be one."""
    for pattern, checker in CHECKERS.items():
        if fnmatch.fnmatchcase(file.name, pattern):
            return checker
    raise NoChecker(f"nothing checks files like '{file.name}'; add a checker to tests/proofs/deployments/checkers.py")
