"""The guides' images, really built and run without a container engine (``make verify-images``).

The base image that a Dockerfile names cannot be fetched everywhere. A Debian with Python, made by
mmdebstrap, replaces it, and the record says so. Everything else is the guide's own.
"""

import atexit
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from macros.catalog import REQUIREMENTS
from macros.fingerprints import IMAGE, image_fingerprint
from macros.kinds import IMAGE_RECORD
from macros.model.base import GuideKey
from macros.model.record import ImageRecord, SampleRecord
from macros.requirements import package_name
from macros.starts import joined_lines
from tests.proofs import records
from tests.proofs.asking.exchanges import Outcomes
from tests.proofs.errors import ProofError, ToolError, indented
from tests.proofs.layout import lay_out
from tests.proofs.processes import ROOT
from tests.proofs.project import RECORDS, Project
from tests.proofs.subjects.base import ProofKind, Proved, Subject
from tests.proofs.subjects.guides import DeployedGuide, copied, guides

SUITE = "bookworm"
"""The release of Debian that replaces the base image."""

BASE = "localhost/base"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
SECRET = ".env"
"""A file that lies in the folder that is built, and must not get into the image."""

MORE_OF_AN_APP = {"templates/page.html": "<p>A page.</p>\n", "parts/__init__.py": "", "parts/.env": "PASSWORD=secret\n"}
"""What an app has besides its main module: it gets into the image, and nothing hidden."""

_BASE = """\
FROM scratch
ADD base.tar /
RUN ln -s /usr/bin/python3 /usr/local/bin/python && rm /usr/lib/python3*/EXTERNALLY-MANAGED
"""
_INSTALLED = "import importlib.metadata as m, json; print(json.dumps({d.name: d.version for d in m.distributions()}))"


def run(*command: str | Path, folder: Path | None = None) -> str:
    """Run a program and return what it printed; an error carries its last words."""
    words = [str(word) for word in command]
    ran = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise ToolError(f"{' '.join(words[:6])} … failed:\n{indented((ran.stdout + ran.stderr)[-3000:])}")
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
        image = json.loads(run(*self.words, "inspect", "--type", "container", container))
        return dict(image["OCIv1"]["config"])


@cache
def builder() -> Builder:
    """Return the builder of this process, with the base image; what it keeps goes when the process ends."""
    if os.geteuid():
        raise ToolError("images are built as root here: without an engine, nothing else may change the root folder")
    folder = Path(tempfile.mkdtemp(prefix="images-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = Builder(folder)
    made.base()
    return made


@dataclass(frozen=True)
class ImageProof(Subject[GuideKey]):
    """The image that one guide builds."""

    record = IMAGE_RECORD

    @property
    def guide(self) -> DeployedGuide:
        """The guide that builds it."""
        return DeployedGuide(self.project, self.key)

    def prove(self, today: date) -> Proved:
        """Build the image, run it, ask it, and break it on purpose."""
        buildah, guide, start = builder(), self.guide, self.guide.start
        with tempfile.TemporaryDirectory() as folder:
            files = {**guide.context, **MORE_OF_AN_APP, SECRET: "PASSWORD=secret\n"}
            context = lay_out(files, Path(folder) / "context")
            container = buildah.build(context, f"localhost/{self.key.deployment}-{self.key.framework}")
        config = buildah.config(container)
        if config.get("Cmd") != start.words or config.get("Entrypoint"):
            raise ProofError(f"the image starts {config.get('Cmd')}, its Dockerfile says {start.words}")
        found = buildah.within(container, "find", ".", "-type", "f", "-not", "-path", "*/__pycache__/*").split()
        held, sent = {path.removeprefix("./") for path in found}, set(copied(files, start.copies or []))
        if held != sent or not {"templates/page.html", "parts/__init__.py"} <= held:
            raise ProofError(f"the image's folder holds {', '.join(sorted(held))}, not {', '.join(sorted(sent))}")
        outcomes = self._ask(buildah, container, start.words)
        expected = records.read(self.project, guide.sample, SampleRecord)
        if expected is None or outcomes != guide.expected(expected):
            raise ProofError(f"the container answers otherwise than the sample's record says: {outcomes}")
        installed = json.loads(buildah.within(container, "python", "-c", _INSTALLED))
        pinned = {package_name(line) for line in joined_lines(guide.files[REQUIREMENTS]) if "==" in line}
        record = ImageRecord(
            fingerprint=image_fingerprint(self.project.catalog, self.key),
            built=today,
            builder=run("buildah", "--version").split("(")[0].strip().replace(" version", ""),
            base=re.findall(r'(?m)^PRETTY_NAME="(.+)"', buildah.within(container, "cat", "/etc/os-release"))[0],
            instead_of=re.findall(r"(?m)^FROM (\S+)", guide.files[IMAGE])[0],
            python=buildah.within(container, "python", "--version").split()[1],
            user=buildah.within(container, "id", "-u").strip(),
            command=start.words,
            releases={name: release for name, release in sorted(installed.items()) if package_name(name) in pinned},
            outcomes=dict(sorted(outcomes.items())),
        )
        self._break(buildah, container, start.words)
        return Proved(record, summary=f"built, answered {len(outcomes)} requests, did not without its app")

    def _ask(self, buildah: Builder, container: str, command: list[str]) -> Outcomes:
        """Start a container in a network and a process space of its own, and return the outcomes."""
        key = (self.key.deployment, self.key.framework)
        inside = (sys.executable, "-m", "tests.proofs.container", self.project.root, *key)
        start = [*buildah.words, "run", "--isolation", "chroot", container, "--", *command]
        apart = ["unshare", "--net", "--pid", "--mount-proc", "--fork", "--kill-child"]
        return dict(json.loads(run(*apart, *inside, *start, folder=ROOT)))

    def _break(self, buildah: Builder, container: str, command: list[str]) -> None:
        """Without the app's file nothing may answer: else it was not the container that did."""
        buildah.within(container, "rm", "main.py", user="0")
        try:
            outcomes = self._ask(buildah, container, command)
        except ToolError:
            return
        raise ProofError(f"the image without its main.py still answers: {outcomes}")


def image_proofs(project: Project) -> list[ImageProof]:
    """Return the guides that build an image."""
    return [ImageProof(project, guide.key) for guide in guides(project) if IMAGE in guide.files]


IMAGES = ProofKind(
    command="verify-images",
    help="build the guides' images and run them",
    wanted="deployment[/framework]",
    folder=f"{RECORDS}/images",
    subjects=image_proofs,
    programs=("buildah", "mmdebstrap", "unshare"),
)
