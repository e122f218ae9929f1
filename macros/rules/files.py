"""What the YAML says of files agrees with the files."""

from collections.abc import Iterable, Iterator

from macros.catalog import REQUIREMENTS, SHARED, Catalog
from macros.kinds import DEPLOYMENT, FRONTEND, GUIDE, MUTATIONS, TASK, TASK_FOLDER, Files
from macros.model.base import FolderKey, Note, SampleKey
from macros.model.task import Edit
from macros.problem import Finding, Place, unknown


def samples_have_files(catalog: Catalog) -> Iterator[Finding]:
    """Each sample has files, and so has each service that is no program of the system."""
    for task_id, task in catalog.tasks.items():
        parts = {("sample", name): catalog.sample_files[SampleKey(task_id, name)] for name in task.samples}
        services = {
            ("service", name): catalog.service_files(task_id, name)
            for name, service in task.services.items()
            if service.program is None
        }
        for (word, name), files in (parts | services).items():
            if not files:
                folder = TASK_FOLDER.path(FolderKey(task_id, name))
                message = f"the {word} '{name}' has no files; put them into {folder}/"
                yield Finding(TASK.place(task_id, f"{word}s", name), message)


def folders_belong_to_something(catalog: Catalog) -> Iterator[Finding]:
    """Each folder of a task is of a sample, of a service or shared; each folder of a deployment is of a guide."""
    for folder in catalog.task_folders:
        task = catalog.tasks.get(folder.task)
        if task and folder.folder not in (allowed := (*task.samples, *task.services, SHARED)):
            yield Finding(TASK_FOLDER.place(folder), unknown("folder", folder.folder, allowed))
    for key in catalog.guide_folders:
        deployment = catalog.deployments.get(key.deployment)
        if deployment and key.framework not in deployment.guides:
            yield Finding(GUIDE.place(key), unknown("guide", key.framework, deployment.guides))


def samples_hold_only_what_is_their_own(catalog: Catalog) -> Iterator[Finding]:
    """No file of a sample repeats the one that it is laid over, and what a sample removes is there to be removed."""
    for key, sample in catalog.samples():
        if sample.follows:
            below = catalog.sample_files.get(SampleKey(key.task, sample.follows), {})
        else:
            below = catalog.task_folders.get(FolderKey(key.task, SHARED), {})
        own = FolderKey(key.task, key.sample)
        for path, text in catalog.task_folders.get(own, {}).items():
            if below.get(path) == text:
                message = f"the same file is in '{sample.follows or SHARED}', over which this one is laid; remove it"
                yield Finding(Place(TASK_FOLDER.path(own, path)), message)
        for position, path in enumerate(sample.removes):
            if path not in below:
                place = TASK.place(key.task, "samples", key.sample, "removes", position)
                yield Finding(place, unknown("file", path, below))


def notes_point_at_one_line(catalog: Catalog) -> Iterator[Finding]:
    """A note's file is there, and exactly one line of it contains the note's piece of text."""
    for key, sample in catalog.samples():
        place = TASK.place(key.task, "samples", key.sample, "notes")
        yield from _misplaced(sample.notes, catalog.sample_files[key], place)
    for frontend_id, frontend in catalog.frontends.items():
        place = FRONTEND.place(frontend_id, "notes")
        yield from _misplaced(frontend.notes, catalog.frontend_files.get(frontend_id, {}), place)


def _misplaced(notes: Iterable[Note], files: Files, place: Place) -> Iterator[Finding]:
    for position, note in enumerate(notes):
        if note.file not in files:
            yield Finding(place.within(position, "file"), unknown("file", note.file, files))
            continue
        count = sum(note.line in line for line in files[note.file].splitlines())
        if count != 1:
            message = f"{count} lines of '{note.file}' contain this text; a note belongs to exactly one"
            yield Finding(place.within(position, "line"), message)


def mutations_replace_one_piece(catalog: Catalog) -> Iterator[Finding]:
    """A mutation's file is there, contains what is replaced exactly once, and is changed by it."""
    for task_id, mutations in catalog.mutations.items():
        for position, mutation in enumerate(mutations):
            place = MUTATIONS.place(task_id, position)
            files = catalog.sample_files.get(SampleKey(task_id, mutation.sample))
            if files is None:
                continue  # mutations_name_what_exists says so
            yield from _misfitting(mutation, files, place, "a mutation")


def _misfitting(edit: Edit, files: Files, place: Place, word: str) -> Iterator[Finding]:
    if edit.file not in files:
        yield Finding(place.within("file"), unknown("file", edit.file, files))
        return
    count = files[edit.file].count(edit.replace)
    if count != 1:
        message = f"'{edit.file}' contains this text {count} times; {word} replaces exactly one piece"
        yield Finding(place.within("replace"), message)
    if edit.replace == edit.with_:
        yield Finding(place.within("with"), "this changes nothing")


def older_edits_replace_one_piece(catalog: Catalog) -> Iterator[Finding]:
    """What a sample writes otherwise on older releases replaces a piece that is there exactly once."""
    for key, sample in catalog.samples():
        for position, edit in enumerate(sample.older):
            place = TASK.place(key.task, "samples", key.sample, "older", position)
            yield from _misfitting(edit, catalog.sample_files[key], place, "an edit")


def guides_show_their_files(catalog: Catalog) -> Iterator[Finding]:
    """Each file that a guide names is there, and a step shows each file of its folder."""
    for key, guide in catalog.guides():
        files = catalog.guide_files[key]
        place = DEPLOYMENT.place(key.deployment, "guides", key.framework)
        named = {
            step.file: place.within("steps", number, "file") for number, step in enumerate(guide.steps) if step.file
        }
        starts = {guide.start.file: place.within("start", "file")} if guide.start.file else {}
        for path, where in (*named.items(), *starts.items()):
            if path not in files and path != REQUIREMENTS:  # stacks_are_locked says so
                yield Finding(where, unknown("file", path, files))
        for path in files:
            if path not in named:
                remedy = "add a step for it" if path == REQUIREMENTS else "show it or remove it"
                made = ", which is made from the guide's stack" if path == REQUIREMENTS else ""
                message = f"no step shows the file '{key.framework}/{path}'{made}; {remedy}"
                yield Finding(place.within("steps"), message)
        if REQUIREMENTS in catalog.guide_folders.get(key, {}):
            message = "this file is made from the lock of the guide's stack; remove it"
            yield Finding(Place(GUIDE.path(key, REQUIREMENTS)), message)
