"""What the YAML says of files agrees with the files."""

from collections.abc import Iterator

from macros.catalog import Catalog, Files
from macros.problem import Finding, Place, unknown
from macros.rules.base import Known, deployment_at, mutation_at, task_at


def folders_belong_to_something(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Each sample, program beside and guide has its folder with files, and each folder one of these."""
    for name, task in catalog.tasks.items():
        for sample in task.beside:
            if not catalog.sample_files.get((name, sample)):
                at = task_at(name, "beside", sample)
                yield Finding(at, f"the program '{sample}' has no files; put them into data/tasks/{name}/{sample}/")
        for sample in task.samples:
            if not catalog.sample_files.get((name, sample)):
                at = task_at(name, "samples", sample)
                yield Finding(at, f"the sample '{sample}' has no files; put them into data/tasks/{name}/{sample}/")
    for task_name, sample in catalog.sample_files:
        its_task = catalog.tasks.get(task_name)
        if its_task and sample not in {**its_task.samples, **its_task.beside}:
            at = Place(f"data/tasks/{task_name}/{sample}")
            yield Finding(at, unknown("sample", sample, (*its_task.samples, *its_task.beside)))
    for target, framework in catalog.guide_files:
        deployment = catalog.deployments.get(target)
        if deployment and framework not in deployment.guides:
            at = Place(f"data/deployments/{target}/{framework}")
            yield Finding(at, unknown("guide", framework, deployment.guides))


def _lines_with(text: str, piece: str) -> int:
    return sum(piece in line for line in text.splitlines())


def notes_point_at_one_line(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A note's file is there, and its piece of text stands in exactly one line of it."""
    for name, task in catalog.tasks.items():
        for sample_name, sample in task.samples.items():
            files = catalog.sample_files.get((name, sample_name), {})
            for position, note in enumerate(sample.notes):
                at = task_at(name, "samples", sample_name, "notes", position)
                if note.file not in files:
                    yield Finding(Place(at.path, (*at.loc, "file")), unknown("file", note.file, files))
                elif (found := _lines_with(files[note.file], note.line)) != 1:
                    what = f"the text stands in {found} lines of '{note.file}'; a note belongs to exactly one"
                    yield Finding(Place(at.path, (*at.loc, "line")), what)


def mutations_replace_one_piece(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A mutation's file is there, and what it replaces stands in it exactly once, and changes."""
    for name, mutations in catalog.mutations.items():
        for position, mutation in enumerate(mutations):
            files = catalog.sample_files.get((name, mutation.sample))
            if files is None:
                continue  # references say so
            if mutation.file not in files:
                yield Finding(mutation_at(name, position, "file"), unknown("file", mutation.file, files))
                continue
            found = files[mutation.file].count(mutation.replace)
            if found != 1:
                what = f"the text stands {found} times in '{mutation.file}'; a mutation replaces exactly one piece"
                yield Finding(mutation_at(name, position, "replace"), what)
            if mutation.replace == mutation.with_:
                yield Finding(mutation_at(name, position, "with"), "the mutation changes nothing")


def guides_show_their_files(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Each file that a guide names is there, and each file of its folder is shown by a step."""
    for name, deployment in catalog.deployments.items():
        for framework, guide in deployment.guides.items():
            files = catalog.guide_files.get((name, framework), {})
            named = {step.file: position for position, step in enumerate(guide.steps) if step.file}
            for file, position in named.items():
                if file not in files:
                    at = deployment_at(name, "guides", framework, "steps", position, "file")
                    yield _missing(at, file, files)
            if guide.start.file not in files:
                yield _missing(deployment_at(name, "guides", framework, "start", "file"), guide.start.file, files)
            for file in files:
                if file not in named:
                    at = deployment_at(name, "guides", framework, "steps")
                    yield Finding(at, f"no step shows the file '{framework}/{file}'; show it or remove it")


GENERATED = "requirements.txt"
"""The file of a guide's folder that ``make lock`` writes."""


def _missing(at: Place, file: str, files: Files) -> Finding:
    if file == GENERATED:
        return Finding(at, f"'{file}' is generated and missing; run 'make lock'", kind="stale")
    return Finding(at, unknown("file", file, files))
