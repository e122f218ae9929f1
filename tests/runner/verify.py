"""Verify: all samples are run, and the records say what was seen (``make verify``)."""

import difflib
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import date
from pathlib import Path

from macros.model.record import Record
from tests.runner import process, records
from tests.runner.errors import RunnerError
from tests.runner.files import put_in_place
from tests.runner.jobs import Job, jobs_of, sound_catalog
from tests.runner.proofs import prove

AT_ONCE = 2
"""Samples that run at the same moment."""

Say = Callable[[str], None]


def verify(root: Path, wanted: tuple[str, ...], say: Say = print, today: date | None = None) -> int:
    """Run the wanted samples (all without any) and write the records; return the exit status.

    Nothing is written unless everything that was wanted has run and shown what it must.
    """
    today = today or date.today()
    catalog = sound_catalog(root)
    everything = jobs_of(root, catalog)
    jobs = jobs_of(root, catalog, wanted)
    proved, failures = _prove_all(jobs, say, today)
    if failures:
        for name, reason in sorted(failures.items()):
            say(f"\n{name} FAILED\n{reason}")
        say(f"\n{len(failures)} of {len(jobs)} failed. No record was changed.")
        return 1
    plan = records.planned(root, proved, everything, today)
    put_in_place(root, plan.texts, plan.removed)
    say(
        f"{len(jobs)} run, {len(plan.changed)} seen to differ from before"
        + (f": {', '.join(plan.changed)}" if plan.changed else "")
        + (f"; {len(plan.removed)} records removed" if plan.removed else "")
    )
    return 0


def _prove_all(jobs: list[Job], say: Say, today: date) -> tuple[dict[str, tuple[Job, Record]], dict[str, str]]:
    proved: dict[str, tuple[Job, Record]] = {}
    failures: dict[str, str] = {}
    # Timed ones last: each has the machine for itself, so they would only make others wait.
    ordered = sorted(jobs, key=lambda job: (job.timed, job.name))
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        pending: dict[Future[Record], Job] = {pool.submit(prove, job, today): job for job in ordered}
        try:
            while pending:
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    job = pending.pop(future)
                    _take(job, future, proved, failures)
                    state = "FAILED" if job.name in failures else "ok"
                    say(f"[{len(jobs) - len(pending)}/{len(jobs)}] {job.name}: {state}")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            process.end_all()
            raise
    return proved, failures


def _take(job: Job, future: "Future[Record]", proved: dict[str, tuple[Job, Record]], failures: dict[str, str]) -> None:
    try:
        proved[job.name] = job, future.result()
    except RunnerError as error:
        failures[job.name] = str(error)


def check(root: Path, job: Job) -> None:
    """Run one sample and raise an AssertionError where the stored record says something else."""
    stored = records.read_record(root, job)
    again = f"out of date: run make verify (or python -m tests.runner verify {job.name})"
    assert stored is not None, f"{job.name} has no record; {again}"
    assert stored.proof == job.proof, f"{job.name} was changed since it was last run; {again}"
    fresh = prove(job, date.today())
    before, now = (records.text_of(records.observations(one)).splitlines() for one in (stored, fresh))
    difference = "\n".join(difflib.unified_diff(before, now, "recorded", "seen now", lineterm="", n=2))
    assert not difference, f"{job.name} is seen to differ; {again}\n{difference}"
