"""A command: the wanted subjects are run, and records say what was observed."""

import difflib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, TypeVar

from macros.model.record import Record
from macros.problem import unknown
from tests.proofs import records, servers
from tests.proofs.errors import ToolError
from tests.proofs.project import Project
from tests.proofs.starting import check_programs
from tests.proofs.subjects.base import ProofKind

Say = Callable[[str], None]
Named = TypeVar("Named")
Result = TypeVar("Result")


def run(
    kind: ProofKind, project: Project, wanted: Sequence[str] = (), say: Say = print, today: date | None = None
) -> int:
    """Run the wanted subjects (all without any) and write the records; return the exit status.

    Nothing is written unless everything that was wanted has run and shown what it must, or the kind
    writes each by itself.
    """
    today = today or date.today()
    subjects = chosen({subject.name: subject for subject in kind.subjects(project)}, wanted)
    needed = dict.fromkeys([*kind.programs, *(program for subject in subjects for program in subject.programs)])
    check_programs(needed)
    jobs = [Job(subject.name, subject.alone, partial(subject.prove, today)) for subject in subjects]
    proved, failures = carried_out(jobs, kind.at_once, say, lambda proved: proved.summary)
    if failures:
        for name, reason in sorted(failures.items()):
            say(f"\n{name} FAILED\n{reason}")
        written = "Only the others were written." if kind.each_by_itself and proved else "No record was changed."
        say(f"\n{len(failures)} of {len(subjects)} failed. {written}")
        if not kind.each_by_itself or not proved:
            return 1
    changed = records.write(project, kind, proved, today)
    for what, number in sum((result.tally for result in proved.values()), Counter[str]()).items():
        say(f"{number:,} {what}")
    say(f"{len(proved)} run, {len(changed)} changed" + "".join(f"\n  {name}" for name in changed))
    return 1 if failures else 0


def chosen(named: Mapping[str, Named], wanted: Sequence[str]) -> list[Named]:
    """Return what is wanted by its name, or by the part of it before a /; all without any."""
    known = {*named, *(name.partition("/")[0] for name in named)}
    if wrong := sorted(set(wanted) - known):
        raise ToolError("\n".join(unknown("name", name, known) for name in wrong))
    return [value for name, value in named.items() if not wanted or {name, name.partition("/")[0]} & set(wanted)]


@dataclass(frozen=True)
class Job(Generic[Result]):
    """Something that a command carries out, by the name by which it is wanted."""

    name: str
    alone: bool
    """Whether nothing else may run at the same time."""
    carry_out: Callable[[], Result]


def carried_out(
    jobs: Sequence[Job[Result]],
    at_once: int,
    say: Say,
    summary: Callable[[Result], str] = str,
    end_all: Callable[[], None] = servers.end_all,
) -> tuple[dict[str, Result], dict[str, str]]:
    """Carry out jobs and return their results, and what went wrong with the others, by name.

    ``end_all`` ends what the jobs have started when they are interrupted.
    """
    results: dict[str, Result] = {}
    failures: dict[str, str] = {}

    def take(name: str, result: Callable[[], Result]) -> None:
        try:
            results[name] = result()
        except ToolError as error:
            failures[name] = str(error)
        said = summary(results[name]) if name in results else "FAILED"
        say(f"[{len(results) + len(failures)}/{len(jobs)}] {name}: {said}")

    # Those that must run alone come last: they would only make others wait.
    ordered = sorted(jobs, key=lambda job: (job.alone, job.name))
    if at_once == 1:
        for job in ordered:
            take(job.name, job.carry_out)
        return results, failures
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        pending: dict[Future[Result], str] = {pool.submit(job.carry_out): job.name for job in ordered}
        try:
            while pending:
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    take(pending.pop(future), future.result)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            end_all()
            raise
    return results, failures


def difference(stored: Record, fresh: Record, skipped: set[str] = frozenset()) -> str:  # type: ignore[assignment]
    """Return in which lines two records' observations differ; an empty text where they are the same."""
    before, now = (
        records.text_of({part: value for part, value in records.observations(record).items() if part not in skipped})
        for record in (stored, fresh)
    )
    lines = difflib.unified_diff(before.splitlines(), now.splitlines(), "recorded", "seen now", lineterm="", n=2)
    return "\n".join(lines)
