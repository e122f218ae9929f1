"""``make verify-archives``: every archive is unpacked into an empty folder and repeated there, as a reader would.

It leaves no record: what an archive shows is what the record of its sample says, or it fails.
"""

import io
import os
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from macros.archived import SCRIPT
from macros.catalog import Catalog
from macros.model.base import SampleKey
from macros.outputs.archives import archive
from macros.reader import load
from macros.views.archives import is_archived
from tests.proofs import patience
from tests.proofs.errors import ProofError, ToolError, indented
from tests.proofs.processes import ROOT
from tests.proofs.runs import Job, Say, carried_out, chosen
from tests.proofs.servers import machine

COMMAND = "verify-archives"

AT_ONCE = 2
"""How many are repeated at the same moment."""

ENVIRONMENTS = (ROOT / ".cache" / "archives").resolve()
"""Where archives that are repeated here share what they install."""

PASSED_ON = ("PIP_", "SSL_CERT_", "REQUESTS_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY")
"""What the variables begin with by which this machine's pip reaches a package index."""


def unpack(content: bytes, folder: Path) -> Path:
    """Unpack an archive into a folder, and return the folder."""
    with tarfile.open(fileobj=io.BytesIO(content)) as packed:
        packed.extractall(folder, filter="data")
    return folder


def readers_variables(home: Path, environments: Path | None = ENVIRONMENTS) -> dict[str, str]:
    """Return the environment of a reader who has this machine and nothing of this project.

    Its Python is the one that this project's own environment was made with.
    """
    ours, base = Path(sys.prefix) / "bin", Path(getattr(sys, "_base_executable", sys.executable)).parent
    path = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if Path(folder) != ours]
    kept = {name: value for name, value in os.environ.items() if name.upper().startswith(PASSED_ON)}
    shared = {"ENVIRONMENTS": str(environments)} if environments else {}
    return {**kept, **shared, "PATH": os.pathsep.join([str(base), *path]), "HOME": str(home), "LANG": "C.UTF-8"}


@dataclass
class Readers:
    """Runs of ``sh repeat.sh``, which can be ended from another thread."""

    processes: set["subprocess.Popen[str]"] = field(default_factory=set)
    guard: threading.Lock = field(default_factory=threading.Lock)
    closed: bool = False

    def run(self, folder: Path, variables: Mapping[str, str]) -> tuple[int, str]:
        """Repeat the sample of an archive that was unpacked; return the status and what was printed."""
        with self.guard:
            if self.closed:
                raise ToolError("interrupted")
            process = subprocess.Popen(
                ["sh", SCRIPT],
                cwd=folder,
                env=dict(variables),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
            self.processes.add(process)
        with process:
            printed, _ = process.communicate()
        with self.guard:
            self.processes.discard(process)
        return process.returncode, printed

    def end(self) -> None:
        """Interrupt all runs, and let none begin: each ends what it has started."""
        with self.guard:
            self.closed = True
            processes = list(self.processes)
        for process in processes:
            process.send_signal(signal.SIGINT)
        for process in processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(patience.patient(2 * patience.STOP))
                continue
            process.kill()


def repeated(catalog: Catalog, key: SampleKey, readers: Readers, environments: Path | None) -> str:
    """Repeat a sample from its archive and return what is said of it; what differs is an error.

    Without ``environments`` all is installed in the archive's own folder.
    """
    if not is_archived(catalog, key):
        raise ProofError(f"it has no record yet, so there is no archive; run make verify ONLY={key}")
    content = archive(catalog, key)
    with machine(alone=catalog.tasks[key.task].is_timed), tempfile.TemporaryDirectory(prefix="reader-") as temporary:
        home = Path(temporary)
        status, printed = readers.run(unpack(content, home / "unpacked"), readers_variables(home, environments))
    if status:
        raise ProofError(f"sh {SCRIPT} ended with status {status}. It printed:\n{indented(printed)}")
    return f"equal, {len(content) // 1000} kB"


def verify_archives(root: Path, wanted: Sequence[str], say: Say = print, first: Path | None = None) -> int:
    """Repeat the wanted samples (all without any) from their archives, and return the exit status.

    The first has nothing that others have installed, like a reader's first, unless ``first`` says where to look.
    """
    loaded = load(root)
    if loaded.errors:
        raise ToolError("the data has mistakes:\n" + "\n".join(f"  {problem}" for problem in loaded.errors))
    catalog, readers = loaded.catalog, Readers()
    selected = chosen({str(key): key for key, _ in catalog.samples()}, wanted)
    places = [first, *[ENVIRONMENTS] * len(selected)]
    jobs = [
        Job(str(key), catalog.tasks[key.task].is_timed, partial(repeated, catalog, key, readers, environments))
        for key, environments in zip(selected, places, strict=False)
    ]
    _, failures = carried_out(jobs, AT_ONCE, say, end_all=readers.end)
    for name, reason in sorted(failures.items()):
        say(f"\n{name} FAILED\n{reason}")
    said = f"{len(failures)} of {len(selected)} failed" if failures else f"{len(selected)} repeated, all outcomes equal"
    say(f"\n{said}.")
    return 1 if failures else 0
