"""A sample's archive: what a reader needs to repeat its run, as texts by their paths in the archive."""

from collections.abc import Iterator

from macros.archived import (
    APP,
    ON_RECORD,
    PROGRAM,
    READ_ME,
    REQUESTS,
    SCRIPT,
    SENT,
    SERVICE,
    TASK,
    lock_of,
)
from macros.catalog import Catalog
from macros.fingerprints import NOT_RUN
from macros.kinds import Files
from macros.model.archive import OnRecord
from macros.model.base import SampleKey
from macros.model.task import Service, Task
from macros.stacks import OLDEST_PYTHON, pins
from macros.text import short_plain
from macros.views import words
from macros.views.request_files import curl_file, sent_files
from macros.views.samples import label, listed, run_view, service_view, start_command


def is_archived(catalog: Catalog, key: SampleKey) -> bool:
    """Tell whether a sample has an archive: there is nothing to repeat before its first run."""
    return run_view(catalog, key) is not None


def archive_files(catalog: Catalog, key: SampleKey) -> Files:
    """Return the files of a sample's archive, without those that all archives share."""
    site = on_record(catalog, key)
    files = {
        READ_ME: _read_me(catalog, key, site),
        REQUESTS: curl_file(catalog, key),
        TASK: _task(catalog, key).model_dump_json(
            by_alias=True, exclude_unset=True, exclude={"screenshots", "visit", "formerly", "equivalent"}, indent=2
        )
        + "\n",
        ON_RECORD: site.model_dump_json(exclude={"serve": NOT_RUN}, indent=2) + "\n",
        lock_of(APP): catalog.locks[catalog.sample_stack(key).name],
        **_in_folder(APP, catalog.sample_files[key]),
        **sent_files(catalog, key.task),
    }
    if service_id := catalog.sample(key).service:
        files[lock_of(SERVICE)] = catalog.locks[catalog.service_stack(key.task, service_id).name]
        files |= _in_folder(SERVICE, catalog.service_files(key.task, service_id))
    return files


def _in_folder(folder: str, files: Files) -> Files:
    return {f"{folder}/{path}": text for path, text in files.items()}


def _task(catalog: Catalog, key: SampleKey) -> Task:
    """Return the task as if it had this sample only."""
    task, sample = catalog.tasks[key.task], catalog.sample(key)
    services = {sample.service: task.services[sample.service]} if sample.service else {}
    return task.model_copy(update={"samples": {key.sample: sample}, "services": services})


def on_record(catalog: Catalog, key: SampleKey) -> OnRecord:
    """Return what a sample's record says, as far as a reader compares it."""
    record = catalog.sample_records[key]
    return OnRecord(
        title=f"{short_plain(catalog.tasks[key.task].title)}: {label(catalog, key)}",
        task=key.task,
        sample=key.sample,
        serve=catalog.frameworks[catalog.sample(key).framework].serve,
        releases=record.releases,
        python=record.python,
        system=record.system,
        checked=catalog.checked[key].day,
        outcomes=record.outcomes,
    )


def _read_me(catalog: Catalog, key: SampleKey, site: OnRecord) -> str:
    """Return what a reader is told who has nothing but the archive."""
    task = _task(catalog, key)
    service, programs = task.service_of(key.sample), task.programs(key.sample)
    parts = [
        f"{site.title}\n{'=' * len(site.title)}",
        f"The site has on record what this sample replied to each request, on {words.day(site.checked)}, with\n"
        f"{listed(site.releases)},\non Python {site.python}, {site.system}. Here you repeat that, without the site.",
        f"    sh {SCRIPT}",
        _WHAT_IT_DOES,
        *([_OTHER_VALUES] if task.vary else []),
        _HOW_IT_ENDS,
        "\n".join([_NEEDS.format(python=OLDEST_PYTHON), *_needed(programs), _NEEDS_NO_MORE]),
        *([_TIMED] if task.is_timed else []),
        "With curl, by hand\n------------------",
        *_by_hand(catalog, key, service),
        f"In another terminal, in this folder, run the commands of {REQUESTS}.",
        *([_BROWSED] if task.is_browsed else []),
        "What is here\n------------",
        "\n".join(f"{name:<14}{what}" for name, what in _parts(catalog, key)),
        _LICENCE,
    ]
    return "\n\n".join(parts) + "\n"


_WHAT_IT_DOES = """\
installs what the locks name, with hashes, into the folder environments/; starts the sample on a free port; sends every
request; and says of each which outcome it had here, which on the site, and whether they are equal."""

_OTHER_VALUES = """\
Then it asks the same once more with other names, numbers and texts, so that no reply can have been canned."""

_HOW_IT_ENDS = """\
It ends with the status
    0    every outcome equals the site's
    1    an outcome differs: the request is named, with what came back
    2    the sample could not be run; it says why
    130  you interrupted it; nothing is left running"""

_NEEDS = """\
It needs
    - Linux, macOS or another system with a POSIX shell; on Windows, use WSL
    - Python {python} or newer with its venv module (on Debian and Ubuntu: apt install python3-venv)
    - a package index that pip reaches"""

_NEEDS_NO_MORE = """\
and no other package of the system. ENVIRONMENTS=<folder> keeps what is installed in another folder, where archives
share it. Change a file in app/ and run it again: it says what differs then."""

_TIMED = """\
Some outcomes depend on how long replies take, so run it on a machine that is not busy."""

_BROWSED = f"""\
What it says of a browser takes more: the browser finds each name that ends in .example here, over HTTPS.
{PROGRAM}/tests/proofs/sites.py sees to that when you run sh {SCRIPT}."""

_LICENCE = """\
The sample and its service are under the MIT-0 licence, the program is under the MIT licence: see LICENSE."""


def _needed(programs: list[str]) -> Iterator[str]:
    if programs:
        yield f"    - {words.listing(programs)}; where one is missing, sh {SCRIPT} says how to get it"


def _by_hand(catalog: Catalog, key: SampleKey, service: Service | None) -> Iterator[str]:
    sample = catalog.sample(key)
    if service and sample.service:
        view = service_view(catalog, key.task, sample.service)
        lock = catalog.locks[catalog.service_stack(key.task, sample.service).name]
        yield "The sample talks to a service, which is started first, in a terminal of its own:"
        yield _indented(*(_environment(SERVICE, lock) if view.files else ()), service.run)
        if service.tells:
            yield "Then, where the sample is started, say where that is:"
            yield _indented(*view.tells.splitlines())
    environment = _environment(APP, catalog.locks[catalog.sample_stack(key).name])
    yield "Start the sample:"
    yield _indented(*environment, start_command(catalog, key))
    for worker in sample.workers:
        yield "Start this too, in another terminal in app/, with the same environment and variables:"
        yield _indented(worker.run)


def _environment(name: str, lock: str) -> list[str]:
    installs = [f"pip install --require-hashes --no-deps -r {lock_of(name)}"] if pins(lock) else []
    return [f"python3 -m venv by-hand/{name}", f". by-hand/{name}/bin/activate", *installs, f"cd {name}"]


def _indented(*lines: str) -> str:
    return "\n".join(f"    {line}" for line in lines)


def _parts(catalog: Catalog, key: SampleKey) -> Iterator[tuple[str, str]]:
    task, service_id = catalog.tasks[key.task], catalog.sample(key).service
    yield SCRIPT, "repeats the run"
    yield f"{APP}/", "the files of the sample"
    if service_id and catalog.service_files(key.task, service_id):
        yield f"{SERVICE}/", f"the files of the service: {short_plain(task.services[service_id].title)}"
    yield "*.lock", "every package that is installed, with its release and its hashes"
    yield REQUESTS, "the requests as commands for curl, with the outcomes on record"
    if any(exchange.send and exchange.send.files for exchange in task.exchanges.values()):
        yield f"{SENT}/", "the files that requests send, in a folder for each request"
    yield TASK, "what is asked, and what each outcome looks like"
    yield ON_RECORD, "the outcomes on record, with releases, system and day"
    yield f"{PROGRAM}/", "the modules with which the site itself starts, asks and judges"
