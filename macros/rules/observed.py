"""What records say could have been seen: by the locks, by the replies that they keep, and by the calendar."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from macros.catalog import Catalog
from macros.digests import last_run
from macros.fingerprints import (
    frontend_fingerprint,
    is_current,
    measurement_fingerprint,
    since_fingerprint,
    workload_fingerprint,
)
from macros.judging import misfits_of_record
from macros.kinds import (
    CHECKED,
    CRITERION,
    FRONTEND_RECORD,
    HISTORY,
    IMAGE_RECORD,
    MEASUREMENT,
    SAMPLE_RECORD,
    SINCE_RECORD,
    WORKLOAD_RECORD,
)
from macros.model.base import FrontEndId, SampleKey
from macros.model.criterion import MeasuredCriterion, TestedAnswer
from macros.model.record import FrontEndRecord, HistoryLine, Releases
from macros.problem import Finding, Place
from macros.requirements import installed, pinned
from macros.since import contradiction, dated_answers
from macros.stacks import OLDEST_PYTHON, Stack
from macros.systems import DISTRIBUTIONS, KERNELS, MACHINES, is_distribution, is_kernel, is_machine
from macros.verdicts import answers_all, deciding_record


def releases_are_the_locked_ones(catalog: Catalog) -> Iterator[Finding]:
    """The releases in a record that is not out of date are those that the locks of its stacks pin."""
    for place, remedy, releases, stacks in _recorded_releases(catalog):
        known = _pinned(catalog, stacks)
        for package, release in releases.items() if known else ():
            locked = known.get(canonicalize_name(package), set())
            if release not in locked:
                says = f"the lock says {' or '.join(sorted(locked))}" if locked else "no lock of its stacks names it"
                yield Finding(place, f"it says that {package} {release} ran, but {says}; run '{remedy}'")
    for frontend_id, record in _current_frontends(catalog):
        packages = _npm_packages(catalog.frontend_files[frontend_id].get("package-lock.json", ""))
        for package, release in record.releases.items():
            if release != (locked_release := packages.get(package)):
                message = f"it says that {package} {release} ran, but the lock says {locked_release}"
                remedy = FRONTEND_RECORD.rewritten_by(frontend_id)
                yield Finding(FRONTEND_RECORD.place(frontend_id), f"{message}; run '{remedy}'")


def packages_are_as_many_as_the_lock_installs(catalog: Catalog) -> Iterator[Finding]:
    """The packages that were counted in a stack are as many as its lock installs there."""
    for criterion_id, set_id, framework_id, stack in catalog.measured_stacks():
        criterion, record = catalog.criteria[criterion_id], catalog.measurements.get(criterion_id)
        if record is None or record.system != "Linux" or not isinstance(criterion, MeasuredCriterion):
            continue
        if criterion.measure.quantity != "packages" or stack.name not in catalog.locks:
            continue
        counted = record.values.get(set_id, {}).get(framework_id)
        locked = len(installed(catalog.locks[stack.name], record.python))
        if locked and counted is not None and counted != locked:
            message = f"it counts {counted:g} packages for '{framework_id}' ({set_id}), but the lock installs {locked}"
            remedy = f"run 'make measure ONLY=stacks/{criterion_id}'"
            yield Finding(MEASUREMENT.place(criterion_id), f"{message}; {remedy}")


def sizes_are_those_of_the_locked_packages(catalog: Catalog) -> Iterator[Finding]:
    """The size of a stack is the sum over its packages, and these are the ones that its lock installs."""
    for criterion_id, set_id, framework_id, stack in catalog.measured_stacks():
        criterion, record = catalog.criteria[criterion_id], catalog.measurements.get(criterion_id)
        if record is None or not isinstance(criterion, MeasuredCriterion):
            continue
        if criterion.measure.quantity != "installed-megabytes" or stack.name not in catalog.locks:
            continue
        value, sizes = record.values.get(set_id, {}).get(framework_id), record.sizes.get(set_id, {})
        packages, megabytes = sizes.get(framework_id, {}), round(sum(sizes.get(framework_id, {}).values()) / 1e6, 1)
        locked = {str(canonicalize_name(name)) for name in installed(catalog.locks[stack.name], record.python)}
        which, message = f"'{framework_id}' ({set_id})", ""
        if not locked:
            continue
        if value is not None and value != megabytes:
            message = f"it says {value:g} MB for {which}, but its packages have {megabytes:g} MB"
        elif record.system == "Linux" and set(packages) != locked:
            others = ", ".join(sorted(set(packages) ^ locked))
            message = f"the packages of {which} are not those that the lock installs: {others}"
        if message:
            remedy = f"run 'make measure ONLY=stacks/{criterion_id}'"
            yield Finding(MEASUREMENT.place(criterion_id), f"{message}; {remedy}")


def _recorded_releases(catalog: Catalog) -> Iterator[tuple[Place, str, Releases, list[Stack]]]:
    samples = dict(catalog.samples())
    for key, record in catalog.sample_records.items():
        if key in samples and is_current(catalog, key):
            service_id = catalog.sample(key).service
            known = service_id is not None and service_id in catalog.tasks[key.task].services
            services = [catalog.service_stack(key.task, service_id)] if service_id and known else []
            remedy = SAMPLE_RECORD.rewritten_by(key)
            yield SAMPLE_RECORD.place(key), remedy, record.releases, [catalog.sample_stack(key), *services]
    for criterion_id, set_id, framework_id, stack in catalog.measured_stacks():
        measurement = catalog.measurements.get(criterion_id)
        if measurement and measurement.fingerprint == measurement_fingerprint(catalog, criterion_id):
            releases = measurement.releases.get(set_id, {}).get(framework_id, {})
            remedy = MEASUREMENT.rewritten_by(criterion_id)
            yield MEASUREMENT.place(criterion_id), remedy, releases, [stack]
    for workload_id, way_id in catalog.measured_ways():
        workload = catalog.workload_records.get(workload_id)
        way, way_stack = workload.ways.get(way_id) if workload else None, catalog.way_stack(workload_id, way_id)
        if workload and way and way_stack and workload.fingerprint == workload_fingerprint(catalog, workload_id):
            remedy = WORKLOAD_RECORD.rewritten_by(workload_id)
            yield WORKLOAD_RECORD.place(workload_id), remedy, way.releases, [way_stack]
    for frontend_id, visited in _current_frontends(catalog):
        task_id = catalog.frontends[frontend_id].task
        for visiting_id, visit in visited.visits.items():
            if visitor := catalog.own_sample(task_id, visiting_id):
                remedy = FRONTEND_RECORD.rewritten_by(frontend_id)
                yield FRONTEND_RECORD.place(frontend_id), remedy, visit.releases, [catalog.sample_stack(visitor)]


def _current_frontends(catalog: Catalog) -> Iterator[tuple[FrontEndId, FrontEndRecord]]:
    for frontend_id, record in catalog.frontend_records.items():
        frontend = catalog.frontends.get(frontend_id)
        task = catalog.tasks.get(frontend.task) if frontend else None
        ready = task and all(sample.framework in catalog.frameworks for sample in task.samples.values())
        if ready and record.fingerprint == frontend_fingerprint(catalog, frontend_id):
            yield frontend_id, record


def _pinned(catalog: Catalog, stacks: Iterable[Stack]) -> dict[str, set[str]]:
    """Return the releases that locks pin."""
    known: dict[str, set[str]] = {}
    for stack in stacks:
        for package, releases in pinned(catalog.locks.get(stack.name, "")).items():
            known.setdefault(package, set()).update(releases)
    return known


def _npm_packages(lock: str) -> dict[str, Any]:
    try:
        packages = json.loads(lock).get("packages", {})
        return {path.removeprefix("node_modules/"): entry.get("version") for path, entry in packages.items()}
    except (ValueError, AttributeError, RecursionError):
        return {}  # frontends_are_locked says so


def pythons_exist(catalog: Catalog) -> Iterator[Finding]:
    """A record's Python was out on its day and is one that the locks are for."""
    records: list[tuple[Place, str, date]] = [
        *(
            (SAMPLE_RECORD.place(key), ran.python, catalog.day_of_last_run(key) or ran.changed)
            for key, ran in catalog.sample_records.items()
        ),
        *((IMAGE_RECORD.place(key), image.python, image.built) for key, image in catalog.image_records.items()),
        *((SINCE_RECORD.place(key), runs.python, runs.checked) for key, runs in catalog.since_records.items()),
        *((MEASUREMENT.place(key), counted.python, counted.measured) for key, counted in catalog.measurements.items()),
    ]
    for workload_id, workload in catalog.workload_records.items():
        records.append((WORKLOAD_RECORD.place(workload_id), workload.machine.python, workload.measured))
    for place, python, day in records:
        if reason := _wrong_python(python, day):
            yield Finding(place, reason)


def _wrong_python(text: str, day: date) -> str:
    """Return why nothing ran on a Python that calls itself this on a day, or nothing."""
    try:
        version = Version(text)
    except InvalidVersion:
        return f"'{text}' is no release of Python"
    if len(version.release) != 3 or version.major != 3:
        return f"'{text}' is no release of Python 3, such as 3.11.2"
    if version < Version(OLDEST_PYTHON):
        return f"Python {text} is older than {OLDEST_PYTHON}, for which the locks are made"
    # Since 3.9, in October 2020, each October has brought one (PEP 602).
    months = (day.year - 2011 - version.minor) * 12 + day.month - 10
    if months < (-12 if version.is_prerelease or version.is_devrelease else 0):
        newest = 9 + (day.year - 2020) - (day.month < 10)
        return f"Python {text} was not out on {day}; the newest was 3.{newest}"
    # Corrections come every second month for two years, then some of security; and a few between, in haste.
    if version.micro > (most := 5 + min(max(months, 0), 24) // 2 + max(months - 24, 0) // 3):
        return f"Python {text} was not out on {day}; of 3.{version.minor} there were at most {most} corrections by then"
    return ""


def systems_exist(catalog: Catalog) -> Iterator[Finding]:
    """A record's system is one that a run writes."""
    for key, record in catalog.sample_records.items():
        name, _, machine = record.system.rpartition(", ")
        if not is_machine(machine):
            message = f"'{record.system}' is no system that a run writes: its name, and after a comma its processor"
            yield Finding(SAMPLE_RECORD.place(key), f"{message}; allowed: {', '.join(MACHINES)}")
        elif not (is_distribution(name) or is_kernel(name)):
            yield Finding(SAMPLE_RECORD.place(key), _no_system(name, (*KERNELS, *DISTRIBUTIONS)))
    kernels = [(MEASUREMENT.place(key), record.system) for key, record in catalog.measurements.items()]
    kernels += [(WORKLOAD_RECORD.place(key), record.machine.system) for key, record in catalog.workload_records.items()]
    for place, name in kernels:
        if not is_kernel(name):
            yield Finding(place, _no_system(name, KERNELS))


def _no_system(name: str, allowed: Iterable[str]) -> str:
    return f"'{name}' is no system that a run writes; its name begins with one of {', '.join(allowed)}"


def since_names_a_release_that_ran_or_an_older_one(catalog: Catalog) -> Iterator[Finding]:
    """The release that brought a feature is not newer than the one whose run shows it."""
    for criterion_id, criterion in catalog.criteria.items():
        for framework_id, answer in criterion.answers.items():
            record = deciding_record(catalog, criterion, framework_id)
            framework = catalog.frameworks.get(framework_id)
            ran = record.releases.get(canonicalize_name(framework.package)) if record and framework else None
            if answer.since is None or ran is None:
                continue
            place = CRITERION.place(criterion_id, "answers", framework_id, "since")
            try:
                newer = Version(answer.since) > Version(ran)
            except InvalidVersion:
                yield Finding(
                    place, f"'{answer.since}' is no release; write it as the package index does, such as {ran}"
                )
                continue
            if newer:
                yield Finding(place, f"{answer.since} is newer than {ran}, which shows it already")


def since_is_what_two_runs_show(catalog: Catalog) -> Iterator[Finding]:
    """The release that an answer names showed its verdict, and the release before it did not."""
    for key, _ in dated_answers(catalog):
        answer, record = catalog.criteria[key.criterion].answers[key.framework], catalog.since_records.get(key)
        if record is None or not isinstance(answer, TestedAnswer):
            continue
        if record.fingerprint == since_fingerprint(catalog, key) and (reason := contradiction(answer, record)):
            place = CRITERION.place(key.criterion, "answers", key.framework, "since")
            remedy = f"name the release that brought it, then run '{SINCE_RECORD.rewritten_by(key)}'"
            yield Finding(place, f"{answer.since} contradicts {{other}}: {reason}; {remedy}", SINCE_RECORD.place(key))


def outcomes_follow_from_replies(catalog: Catalog) -> Iterator[Finding]:
    """The reply that a record keeps of an exchange has the outcome that the record names."""
    for key, record in catalog.sample_records.items():
        exchanges = catalog.tasks[key.task].exchanges if key.task in catalog.tasks else {}
        for exchange_id, reply in record.replies.items():
            outcomes = exchanges[exchange_id].outcomes if exchange_id in exchanges else {}
            if reply.outcome not in outcomes:
                continue
            reasons = misfits_of_record(outcomes[reply.outcome], reply)
            if reasons and is_current(catalog, key):
                message = f"the reply to '{exchange_id}' is not '{reply.outcome}': {'; '.join(reasons)}"
                remedy = SAMPLE_RECORD.rewritten_by(key)
                yield Finding(SAMPLE_RECORD.place(key), f"{message}; run '{remedy}'", severity="stale", subject=key)


def history_leads_to_the_records(catalog: Catalog) -> Iterator[Finding]:
    """Each sample's lines ascend in time and say something new; the last says what its record says."""
    if catalog.sample_records and not catalog.history:
        message = "it has no line though samples have run; restore it: 'git checkout data/records/history.jsonl'"
        yield Finding(HISTORY.place(None), message)
        return
    lines: dict[SampleKey, list[HistoryLine]] = {}
    for line in catalog.history:
        before = lines.setdefault(line.key, [])
        if line.before != (before[-1].digest if before else ""):
            message = f"a line of '{line.key}' of {line.day} does not follow the one before it: lines were removed or"
            yield Finding(HISTORY.place(None), f"{message} merged; restore the history")
        if before and line.day < before[-1].day:
            yield Finding(HISTORY.place(None), f"a line of '{line.key}' of {line.day} follows one of {before[-1].day}")
        if before and not line.is_news(before[-1]):
            yield Finding(HISTORY.place(None), f"a line of '{line.key}' of {line.day} repeats the one before")
        before.append(line)
    for key in dict(catalog.samples()).keys() & catalog.sample_records.keys():
        record = catalog.sample_records[key]
        last = catalog.last_lines.get(key)
        if not answers_all(catalog, key, record) and is_current(catalog, key):
            continue  # samples_records_are_whole says so
        if last is None:
            yield Finding(HISTORY.place(None), f"'{key}' has a record but no line; run 'make verify ONLY={key}'")
        elif differing := _differing(last, record.outcomes, record.releases):
            message = f"the last line of '{key}' and its record in {{other}} differ: {differing}"
            yield Finding(
                HISTORY.place(None), f"{message}; run 'make verify ONLY={key}'", other=SAMPLE_RECORD.place(key)
            )
        elif last.day > record.changed:
            message = f"the last line of '{key}' is of {last.day}, but its record last changed on {record.changed}"
            yield Finding(HISTORY.place(None), message)


def last_runs_left_the_records(catalog: Catalog) -> Iterator[Finding]:
    """The day of a sample's last run is the one that was written with its record and its history."""
    for key in dict(catalog.samples()).keys() & catalog.sample_records.keys() & catalog.checked.keys():
        run = catalog.checked[key]
        whole = answers_all(catalog, key, catalog.sample_records[key])
        if not catalog.history or run.day > date.today() or (not whole and is_current(catalog, key)):
            continue  # other rules say so
        if run != last_run(key, run.day, catalog.sample_records[key], catalog.last_lines.get(key)):
            message = f"the day of the last run of '{key}', its record or its history was edited by hand or merged"
            yield Finding(CHECKED.place(None), f"{message}; run '{SAMPLE_RECORD.rewritten_by(key)}'")


def _differing(line: HistoryLine, outcomes: dict[Any, Any], releases: Releases) -> str:
    """Return what a line says otherwise than a record; old lines do not name the server's release."""
    pairs: list[tuple[str, str | None, str | None]] = [
        (name, line.outcomes.get(name), outcomes.get(name)) for name in {**line.outcomes, **outcomes}
    ]
    pairs += [(name, release, releases.get(name)) for name, release in line.releases.items()]
    return ", ".join(f"{name} {before} and {now}" for name, before, now in pairs if before != now)
