"""Samples: how to install and start them, their files, their last run, and what breaks them."""

import csv
import io
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from macros.archived import SCRIPT
from macros.catalog import SHARED, Catalog, unique
from macros.kinds import TASK_FOLDER
from macros.model.base import FolderKey, FrameworkId, OutcomeId, SampleId, SampleKey, ServiceId, TaskId
from macros.model.criterion import TestedCriterion, task_of
from macros.model.task import Service
from macros.requirements import installed, package_name, written_name
from macros.verdicts import shown_by
from macros.views import urls, words
from macros.views.files import SHOWN_OF_SERVICE, FileView, file_views

SHOWN_CONSOLE = 12
"""Lines of a console that the page prints; the record keeps all of them."""


@dataclass(frozen=True)
class RunView:
    """What a record says of a run, in words."""

    releases: str
    python: str
    system: str
    checked: date
    changed: str
    archive: str
    """The address of what repeats it anywhere."""
    programs: str
    """The programs of the system that it takes beside Python, in words; often none."""
    command: str
    """What repeats it in this project."""

    @property
    def archive_name(self) -> str:
        """The name under which a browser keeps the archive."""
        return self.archive.rpartition("/")[2]

    @property
    def repeat(self) -> str:
        """The commands that repeat it with the archive."""
        folder = self.archive_name.partition(".")[0]
        return f"mkdir {folder}\ncd {folder}\ntar xzf ../{self.archive_name}\nsh {SCRIPT}"


@dataclass(frozen=True)
class ServiceLink:
    """The service that a sample needs, and where its task's page shows it."""

    title: str
    url: str
    tells: str
    """The commands that say in the sample's terminal where it is."""


@dataclass(frozen=True)
class SampleView:
    """One sample, whole."""

    key: SampleKey
    label: str
    short: str
    install: str
    command: str
    workers: list[str]
    """Commands of what else is started in its folder."""
    files: list[FileView]
    shared: list[FileView]
    """Those of these files that all samples of the task have, such as programs that look at the app."""
    lines: int
    """Lines of the other files that are not empty."""
    packages: int
    """How many packages are installed for it, all told."""
    console: str
    run: RunView | None
    service: ServiceLink | None
    http_file: str
    postman: str


def label(catalog: Catalog, key: SampleKey) -> str:
    """Return a sample's name for a tab: the framework's name alone for its own sample."""
    sample = catalog.sample(key)
    name = catalog.frameworks[sample.framework].name
    if sample.title:
        return sample.title
    if key.sample == SampleId(sample.framework):
        return name
    if sample.adds:
        return f"{name} + {', '.join(written_name(requirement) for requirement in sample.adds)}"
    return f"{name} ({key.sample.removeprefix(sample.framework + '-').replace('-', ' ')})"


def ordered(catalog: Catalog, task_id: TaskId) -> list[SampleKey]:
    """Return a task's samples: each framework's own first, in the columns' order, then what is added."""
    samples = catalog.tasks[task_id].samples

    def place(sample_id: SampleId) -> tuple[bool, str, str]:
        framework_id = samples[sample_id].framework
        return sample_id != SampleId(framework_id), catalog.frameworks[framework_id].name.casefold(), sample_id

    return [SampleKey(task_id, sample_id) for sample_id in sorted(samples, key=place)]


@dataclass(frozen=True)
class Side:
    """A framework's samples of a task; the first is the one to show first."""

    framework: FrameworkId
    name: str
    keys: list[SampleKey]


def sides(catalog: Catalog, task_id: TaskId) -> list[Side]:
    """Return a task's samples by framework, in the columns' order.

    First comes what shows the most yeses; among equals the framework's own, then what a criterion names first.
    """
    return catalog.memory.ask(_sides, catalog, task_id)


def _sides(catalog: Catalog, task_id: TaskId) -> list[Side]:
    criteria = [
        criterion
        for criterion in catalog.criteria.values()
        if isinstance(criterion, TestedCriterion) and task_of(criterion) == task_id
    ]
    named = [way.sample for criterion in criteria for answer in criterion.answers.values() for way in answer.also]

    def place(key: SampleKey) -> tuple[int, bool, int]:
        record = catalog.sample_records.get(key)
        yeses = sum(shown_by(record, criterion.test) == "yes" for criterion in criteria) if record else 0
        is_own = key.sample == SampleId(catalog.sample(key).framework)
        return -yeses, not is_own, named.index(key.sample) if key.sample in named else len(named)

    keys = ordered(catalog, task_id)
    by_framework = {
        framework_id: sorted((key for key in keys if catalog.sample(key).framework == framework_id), key=place)
        for framework_id in catalog.columns()
    }
    return [Side(key, catalog.frameworks[key].name, samples) for key, samples in by_framework.items() if samples]


def shared_files(catalog: Catalog, task_id: TaskId) -> list[FileView]:
    """Return the files that a task's samples share, each once."""
    keys = ordered(catalog, task_id)
    shared = catalog.task_folders.get(FolderKey(task_id, SHARED), {})
    owners = {
        path: next((key for key in keys if catalog.sample_files[key].get(path) == text), None)
        for path, text in shared.items()
    }
    files = {path: text for path, text in shared.items() if owners[path]}
    notes = unique(note for key in keys for note in catalog.sample(key).notes if note.file in files)
    return file_views(files, lambda path: urls.sample_file(owners[path] or keys[0], path), notes)


def install_command(requirements: Iterable[str]) -> str:
    """Return the pip command for a stack."""
    return f"pip install {quoted(requirements)}"


def quoted(requirements: Iterable[str]) -> str:
    """Return requirements as people type them, quoted for every shell."""
    return " ".join(map(_quoted, requirements))


def _quoted(requirement: str) -> str:
    """Quote where needed: with double quotes, which Windows' shells know too, unless they would not hold."""
    in_single = shlex.quote(requirement)
    return in_single if in_single == requirement or set('"$`\\!') & set(requirement) else f'"{requirement}"'


def sample_requirements(catalog: Catalog, key: SampleKey) -> list[str]:
    """Return what a reader installs for a sample: the framework first."""
    sample = catalog.sample(key)
    return [catalog.frameworks[sample.framework].requirement, *sample.adds]


def start_command(catalog: Catalog, key: SampleKey) -> str:
    """Return the command that starts a sample: its own, or its framework's."""
    sample = catalog.sample(key)
    return sample.command(catalog.frameworks[sample.framework].serve)


def base_url(catalog: Catalog, key: SampleKey) -> str:
    """Return where a reader's started sample answers."""
    return f"http://127.0.0.1:{catalog.frameworks[catalog.sample(key).framework].serve.port}"


def sample_view(catalog: Catalog, key: SampleKey) -> SampleView:
    """Return one sample with its last run."""
    sample = catalog.sample(key)
    record = catalog.sample_records.get(key)
    service = catalog.tasks[key.task].services[sample.service] if sample.service else None
    files = file_views(
        catalog.sample_files[key],
        lambda path: urls.sample_file(key, path),
        sample.notes,
        start_command(catalog, key),
    )
    of_all = catalog.task_folders.get(FolderKey(key.task, SHARED), {})
    shared = [file for file in files if of_all.get(file.path) == file.text]
    return SampleView(
        key=key,
        label=label(catalog, key),
        short=sample.short,
        install=install_command(sample_requirements(catalog, key)),
        command=start_command(catalog, key),
        workers=[worker.run for worker in catalog.sample(key).workers],
        files=files,
        shared=shared,
        lines=sum(
            bool(line.strip()) for file in files if file.shown and file not in shared for line in file.text.splitlines()
        ),
        packages=len(installed(catalog.locks.get(catalog.sample_stack(key).name, ""))),
        console="\n".join(shortened(record.console)) if record else "",
        run=run_view(catalog, key),
        service=ServiceLink(service.title, urls.part_of_task(key.task, sample.service or ""), addresses(service))
        if service
        else None,
        http_file=urls.http_file(key),
        postman=urls.postman(key),
    )


def shortened(console: list[str]) -> list[str]:
    """Return the lines of a console that the page prints."""
    if len(console) <= SHOWN_CONSOLE + 1:
        return console
    return [*console[:SHOWN_CONSOLE], f"… and {len(console) - SHOWN_CONSOLE} lines more"]


def run_view(catalog: Catalog, key: SampleKey) -> RunView | None:
    """Return a sample's last run in words; None before the first."""
    record = catalog.sample_records.get(key)
    checked = catalog.day_of_last_run(key)
    if record is None or checked is None:
        return None
    programs = catalog.tasks[key.task].programs(key.sample)
    return RunView(
        releases=listed(releases(catalog, key)),
        python=record.python,
        system=record.system,
        checked=checked,
        changed=words.day(record.changed),
        archive=urls.archive(key),
        programs=words.listing(programs) if programs else "",
        command=f"make verify ONLY={key}",
    )


def releases(catalog: Catalog, key: SampleKey) -> dict[str, str]:
    """Return the releases that a run used: of the framework, of what its stack adds, and of its service."""
    sample = catalog.sample(key)
    record = catalog.sample_records.get(key)
    if record is None:
        return {}
    service = catalog.tasks[key.task].services.get(sample.service) if sample.service else None
    named = [catalog.frameworks[sample.framework].package, *sample.adds, *(service.needs if service else ())]
    return releases_among(named, record.releases)


def releases_among(requirements: Iterable[str], installed: Mapping[str, str]) -> dict[str, str]:
    """Return the release of each requirement that is installed, by its name as written, each once."""
    known = {package_name(name): release for name, release in installed.items()}
    names = unique(written_name(requirement) for requirement in requirements)
    return {name: known[package_name(name)] for name in names if package_name(name) in known}


def listed(releases: Mapping[str, str]) -> str:
    """Return packages and their releases in words."""
    return ", ".join(f"{package} {release}" for package, release in releases.items())


@dataclass(frozen=True)
class ServiceView:
    """A service: how to install it, its files, and how samples are told of it."""

    install: str
    files: list[FileView]
    tells: str


def service_view(catalog: Catalog, task_id: TaskId, service_id: ServiceId) -> ServiceView:
    """Return a service of a task."""
    service, folder = catalog.service(task_id, service_id), FolderKey(task_id, service_id)
    return ServiceView(
        install=install_command(service.needs),
        files=file_views(
            catalog.service_files(task_id, service_id),
            lambda path: TASK_FOLDER.file_url(folder, path),
            most=SHOWN_OF_SERVICE,
        ),
        tells=addresses(service),
    )


def addresses(service: Service) -> str:
    """Return the commands that tell a sample the address of its service."""
    return "\n".join(f"export {name}={service.scheme}://127.0.0.1:{service.port}" for name in service.tells)


@dataclass(frozen=True)
class DistortionsView:
    """How many changes to a task's replies were noticed, and those that need not be, with the reason."""

    noticed: int
    equivalent: list[tuple[list[str], list[str], str]]
    """The changes, the texts of the exchanges (none for all), and the reason."""


def distortions_view(catalog: Catalog, task_id: TaskId) -> DistortionsView:
    """Return what became of the changes to the replies of all samples of a task."""
    task = catalog.tasks[task_id]
    records = [record for key, record in catalog.sample_records.items() if key.task == task_id]
    return DistortionsView(
        noticed=sum(record.distortions.noticed for record in records if record.distortions),
        equivalent=[
            (entry.changes, [task.exchanges[name].short for name in entry.exchanges], entry.reason)
            for entry in task.equivalent
        ],
    )


@dataclass(frozen=True)
class MutationView:
    """A mutation, and what it did: the outcomes before and after, with the texts of the exchanges where it was so."""

    label: str
    file: str
    replace: str
    by: str
    changes: dict[tuple[OutcomeId, OutcomeId], list[str]]


def has_long_list(catalog: Catalog, task_id: TaskId) -> bool:
    """Tell whether a task has more mutations than its page prints."""
    return sum(len(catalog.sample_mutations(key)) for key in ordered(catalog, task_id)) > words.SHOWN_MUTATIONS


def mutations_csv(catalog: Catalog, task_id: TaskId) -> str:
    """Return all mutations of a task as a table for other programs: a line for each exchange that one breaks."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["sample", "file", "replaced", "by", "exchange", "before", "after"])
    for key in ordered(catalog, task_id):
        for view in mutation_views(catalog, key, stale=False):
            for (before, after), texts in view.changes.items():
                for text in texts:
                    writer.writerow([view.label, view.file, view.replace, view.by, text, before, after])
    return table.getvalue()


def mutation_views(catalog: Catalog, key: SampleKey, stale: bool) -> list[MutationView]:
    """Return a sample's mutations. A stale record may be of other mutations than these, so it is not used."""
    record = None if stale else catalog.sample_records.get(key)
    views = []
    for number, mutation in enumerate(catalog.sample_mutations(key)):
        changes: dict[tuple[OutcomeId, OutcomeId], list[str]] = {}
        if record and number < len(record.mutants):
            mutant = record.mutants[number]
            exchanges = catalog.tasks[key.task].exchanges
            for name in mutation.breaks:
                changes.setdefault((record.outcomes[name], mutant[name]), []).append(exchanges[name].short)
        replace, by = mutation.replace.strip(), mutation.with_.strip()
        views.append(MutationView(label(catalog, key), mutation.file, replace, by, changes))
    return views
