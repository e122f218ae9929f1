"""Jobs: one sample of one task, with all that a run of it needs."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from macros.catalog import Catalog
from macros.model.framework import Serve
from macros.model.task import Beside, Mutation, Sample, Task
from macros.proof import proof_of
from macros.reader import load
from macros.reader.layout import LOCK
from tests.runner.errors import RunnerError
from tests.runner.stacks import package_name


@dataclass(frozen=True)
class Job:
    """A sample to run. ``proof`` is the hash over everything that could change what is seen."""

    task_id: str
    sample_id: str
    task: Task
    sample: Sample
    serve: Serve
    mutations: tuple[Mutation, ...]
    folder: Path
    named_packages: tuple[str, ...]
    """The packages that the stack asks for by name: the framework's and what is added to it or stands beside it."""
    proof: str

    @property
    def name(self) -> str:
        """How a person calls it."""
        return f"{self.task_id}/{self.sample_id}"

    @property
    def lock(self) -> Path:
        """Where the lock of its stack stands."""
        return self.folder / LOCK

    @property
    def command(self) -> str:
        """The command that a reader types to start it."""
        return self.sample.run or self.serve.command

    @property
    def beside(self) -> Beside | None:
        """The program that must run beside it."""
        return self.task.beside[self.sample.beside] if self.sample.beside else None

    @property
    def timed(self) -> bool:
        """Whether its outcomes depend on the time that replies take, so that it must run alone."""
        return any(
            (exchange.send and exchange.send.copies > 1)
            or any(
                one.model_fields_set & {"seconds_below", "seconds_from", "pieces_from", "pieces_below"}
                for one in exchange.outcomes.values()
            )
            for exchange in self.task.exchanges.values()
        )


def sound_catalog(root: Path) -> Catalog:
    """Return the catalog without its records; mistakes in what people wrote are an error.

    What the old records say must not keep new ones from being made: an editor who changes a sample
    and the verdict that it shows would be told by the old record that the new verdict is wrong.
    """
    if not (root / "data").is_dir():
        raise RunnerError(f"there is no folder data in {root}")
    with tempfile.TemporaryDirectory(prefix="data-") as temporary:
        data = Path(temporary) / "data"
        data.mkdir()
        for path in (root / "data").iterdir():
            if path.is_file():
                shutil.copy(path, data)
            elif path.name != "records":
                (data / path.name).symlink_to(path)
        loaded = load(Path(temporary))
    if loaded.errors:
        raise RunnerError("the data has mistakes:\n" + "\n".join(f"  {one}" for one in loaded.errors))
    return loaded.catalog


def jobs_of(root: Path, catalog: Catalog, wanted: tuple[str, ...] = ()) -> list[Job]:
    """Return all jobs, or those of the ``wanted`` tasks and task/samples."""
    jobs = [
        _job(root, catalog, task_id, sample_id)
        for task_id, task in sorted(catalog.tasks.items())
        for sample_id in sorted(task.samples)
    ]
    known = {job.task_id for job in jobs} | {job.name for job in jobs}
    unknown = sorted(set(wanted) - known)
    if unknown:
        raise RunnerError(f"there is no {' and no '.join(unknown)}; there are {', '.join(sorted(known))}")
    return [job for job in jobs if not wanted or {job.task_id, job.name} & set(wanted)]


def _job(root: Path, catalog: Catalog, task_id: str, sample_id: str) -> Job:
    task = catalog.tasks[task_id]
    sample = task.samples[sample_id]
    beside = task.beside[sample.beside].needs if sample.beside else []
    framework = catalog.frameworks[sample.framework]
    return Job(
        task_id=task_id,
        sample_id=sample_id,
        task=task,
        sample=sample,
        serve=framework.serve,
        mutations=tuple(catalog.sample_mutations(task_id, sample_id)),
        folder=root / "data" / "tasks" / task_id / sample_id,
        named_packages=tuple(sorted({package_name(one) for one in (*catalog.requirements(sample), *beside)})),
        proof=proof_of(catalog, task_id, sample_id),
    )
