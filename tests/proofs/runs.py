"""A command: the wanted subjects are run, and records say what was observed."""

import difflib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import date
from typing import Any, TypeVar

from macros.model.record import Record
from macros.problem import unknown
from tests.proofs import records, servers
from tests.proofs.errors import ToolError
from tests.proofs.project import Project
from tests.proofs.subjects.base import ProofKind, Proved, Subject
from tests.system_packages import find, remedy

Say = Callable[[str], None]
Named = TypeVar("Named")


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
    if missing := [program for program in needed if find(program) is None]:
        raise ToolError("\n".join(f"{program} is missing; {remedy(program)}" for program in missing))
    proved, failures = _prove_all(kind, subjects, say, today)
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


def _prove_all(
    kind: ProofKind, subjects: Sequence[Subject[Any]], say: Say, today: date
) -> tuple[dict[str, Proved], dict[str, str]]:
    proved: dict[str, Proved] = {}
    failures: dict[str, str] = {}

    def take(name: str, result: Callable[[], Proved]) -> None:
        try:
            proved[name] = result()
        except ToolError as error:
            failures[name] = str(error)
        summary = proved[name].summary if name in proved else "FAILED"
        say(f"[{len(proved) + len(failures)}/{len(subjects)}] {name}: {summary}")

    # Those that must run alone come last: they would only make others wait.
    ordered = sorted(subjects, key=lambda subject: (subject.alone, subject.name))
    if kind.at_once == 1:
        for subject in ordered:
            take(subject.name, lambda subject=subject: subject.prove(today))  # type: ignore[misc]
        return proved, failures
    with ThreadPoolExecutor(max_workers=kind.at_once) as pool:
        pending: dict[Future[Proved], str] = {pool.submit(subject.prove, today): subject.name for subject in ordered}
        try:
            while pending:
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    take(pending.pop(future), future.result)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            servers.end_all()
            raise
    return proved, failures


def difference(stored: Record, fresh: Record, skipped: set[str] = frozenset()) -> str:  # type: ignore[assignment]
    """Return in which lines two records' observations differ; an empty text where they are the same."""
    before, now = (
        records.text_of({part: value for part, value in records.observations(record).items() if part not in skipped})
        for record in (stored, fresh)
    )
    lines = difflib.unified_diff(before.splitlines(), now.splitlines(), "recorded", "seen now", lineterm="", n=2)
    return "\n".join(lines)
