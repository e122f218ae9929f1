"""The guides' images, really built and run without a container engine (``make verify-images``).

The base image that a Dockerfile names cannot be fetched everywhere. A Debian with Python, made by
mmdebstrap, stands for it, and the record says so. Everything else is the guide's own.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.model.record import ImageRecord
from macros.proof import image_proof_of
from macros.reader.layout import IMAGES
from tests.deploy.guides import REQUIREMENTS, Case, all_cases, catalog, lay_out
from tests.deploy.start import joined_lines, start_command
from tests.runner.errors import RunnerError, indented
from tests.runner.files import put_in_place
from tests.runner.records import text_of
from tests.runner.stacks import ROOT, package_name
from tests.system_packages import find, remedy

SUITE = "bookworm"
"""The release of Debian that stands for the base image."""

BASE = "localhost/base"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
SECRET = ".env"
"""A file that lies in the folder that is built, and must not get into the image."""

_BASE = """\
FROM scratch
ADD base.tar /
RUN ln -s /usr/bin/python3 /usr/local/bin/python && rm /usr/lib/python3*/EXTERNALLY-MANAGED
"""
_INSTALLED = "import importlib.metadata as m, json; print(json.dumps({d.name: d.version for d in m.distributions()}))"


def image_cases() -> list[Case]:
    """Return the guides that build an image."""
    return [case for case in all_cases() if (case.folder / "Dockerfile").is_file()]


def run(*command: str | Path, folder: Path | None = None) -> str:
    """Run a program and return what it printed; an error carries its last words."""
    words = [str(word) for word in command]
    ran = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RunnerError(f"{' '.join(words[:6])} … failed:\n{indented((ran.stdout + ran.stderr)[-3000:])}")
    return ran.stdout


@dataclass(frozen=True)
class Builder:
    """Buildah with a store of its own, which goes when the run ends."""

    folder: Path

    @property
    def words(self) -> list[str]:
        """The program, and where it keeps its images and containers."""
        store = ["--root", str(self.folder / "store"), "--runroot", str(self.folder / "run")]
        return ["buildah", *store, "--storage-driver", "vfs"]

    def base(self) -> None:
        """Make the base image."""
        context = self.folder / "base"
        context.mkdir()
        packages = "python3,python3-pip,ca-certificates"
        run(
            "mmdebstrap",
            "--quiet",
            "--variant=minbase",
            "--dpkgopt=force-unsafe-io",
            f"--include={packages}",
            SUITE,
            context / "base.tar",
        )
        (context / "Dockerfile").write_text(_BASE, "utf-8")
        run(*self.words, "bud", "--isolation", "chroot", "--tag", BASE, context)

    def build(self, context: Path, name: str) -> str:
        """Build a folder's Dockerfile over the base, and return a container of the image."""
        # This machine's own certificates: a company's proxy may stand between it and PyPI.
        certificates = ["--volume", f"{CERTIFICATES}:{CERTIFICATES}:ro"] if Path(CERTIFICATES).is_file() else []
        run(*self.words, "bud", "--isolation", "chroot", "--from", BASE, *certificates, "--tag", name, context)
        return run(*self.words, "from", "--pull-never", name).strip()

    def within(self, container: str, *command: str, user: str = "") -> str:
        """Run a command in a container and return what it printed."""
        who = ["--user", user] if user else []
        return run(*self.words, "run", "--isolation", "chroot", *who, container, "--", *command)

    def config(self, container: str) -> dict[str, object]:
        """Return what the image says of how it is started."""
        found = json.loads(run(*self.words, "inspect", "--type", "container", container))
        return dict(found["OCIv1"]["config"])


def ask(builder: Builder, container: str, case: Case, command: list[str]) -> dict[str, str]:
    """Start a container in a network and a process space of its own, and return the outcomes.

    ``RunnerError`` says that it did not start, or that a reply fits no outcome.
    """
    inside = [sys.executable, "-m", "tests.deploy.container", case.target, case.framework]
    start = [*builder.words, "run", "--isolation", "chroot", container, "--", *command]
    alone = ["unshare", "--net", "--pid", "--mount-proc", "--fork", "--kill-child"]
    return dict(json.loads(run(*alone, *inside, *start, folder=ROOT)))


def prove(builder: Builder, case: Case, today: date) -> ImageRecord:
    """Build one guide's image, run it, ask it, and break it on purpose."""
    with tempfile.TemporaryDirectory() as folder:
        context = lay_out(case, Path(folder) / "context")
        (context / SECRET).write_text("PASSWORD=secret\n", "utf-8")
        container = builder.build(context, f"localhost/{case.target}-{case.framework}")
    start = start_command(case.folder / "Dockerfile")
    config = builder.config(container)
    if config.get("Cmd") != start.words or config.get("Entrypoint"):
        raise RunnerError(f"the image starts {config.get('Cmd')}, its Dockerfile says {start.words}")
    listed = set(builder.within(container, "ls", "-A").split())
    if listed - {"__pycache__"} != set(start.copies or ()):
        raise RunnerError(f"the image's folder holds {', '.join(sorted(listed))}, not {start.copies}")
    outcomes = ask(builder, container, case, start.words)
    expected = catalog().records[case.guide.task, case.framework]
    if outcomes != {name: reply.outcome for name, reply in expected.replies.items()}:
        raise RunnerError(f"the container answers otherwise than the sample: {outcomes}")
    installed = json.loads(builder.within(container, "python", "-c", _INSTALLED))
    pinned = {package_name(line) for line in joined_lines(_lock(case)) if "==" in line}
    record = ImageRecord(
        proof=image_proof_of(catalog(), case.target, case.framework),
        built=today,
        builder=run("buildah", "--version").split("(")[0].strip().replace(" version", ""),
        base=re.findall(r'(?m)^PRETTY_NAME="(.+)"', builder.within(container, "cat", "/etc/os-release"))[0],
        instead_of=re.findall(r"(?m)^FROM (\S+)", (case.folder / "Dockerfile").read_text("utf-8"))[0],
        python=builder.within(container, "python", "--version").split()[1],
        user=builder.within(container, "id", "-u").strip(),
        command=start.words,
        releases={name: one for name, one in sorted(installed.items()) if package_name(name) in pinned},
        outcomes=outcomes,
    )
    _breaks(builder, container, case, start.words)
    return record


def _lock(case: Case) -> str:
    return (case.folder / REQUIREMENTS).read_text("utf-8")


def _breaks(builder: Builder, container: str, case: Case, command: list[str]) -> None:
    """Without the app's file nothing may answer: else it was not the container that did."""
    builder.within(container, "rm", "main.py", user="0")
    try:
        answered = ask(builder, container, case, command)
    except RunnerError:
        return
    raise RunnerError(f"the image without its main.py still answers: {answered}")


def verify(root: Path, wanted: tuple[str, ...], say: Callable[[str], None], today: date | None = None) -> int:
    """Build the wanted images (all without any) and write what was seen; return the exit status."""
    if missing := [one for one in ("buildah", "mmdebstrap", "unshare") if find(one) is None]:
        raise RunnerError("\n".join(f"{one} is missing; {remedy(one)}" for one in missing))
    if os.geteuid():
        raise RunnerError("images are built as root here: without an engine, nothing else may change the root folder")
    cases = [case for case in image_cases() if not wanted or {case.target, str(case)} & set(wanted)]
    if not cases:
        raise RunnerError(f"there is no such image; there are {', '.join(map(str, image_cases()))}")
    texts: dict[Path, str] = {}
    with tempfile.TemporaryDirectory(prefix="images-") as folder:
        builder = Builder(Path(folder))
        say(f"making the base: Debian {SUITE} with Python")
        builder.base()
        for case in cases:
            record = prove(builder, case, today or date.today())
            path = root / "data" / "records" / IMAGES / f"{case.target}-{case.framework}.json"
            texts[path] = text_of(record.model_dump(mode="json"))
            say(f"{case}: built, answered {len(record.outcomes)} requests, did not without its app")
    put_in_place(root, texts)
    return 0
