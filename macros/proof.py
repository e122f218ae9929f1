"""What a record is tied to: a hash over everything that could change what a run observes."""

import hashlib
import json

from macros.catalog import Catalog
from macros.model.criterion import MeasuredCriterion


def proof_of(catalog: Catalog, task: str, sample: str) -> str:
    """Return the SHA-256 of a sample's files, lock, stack, command, exchanges and mutations.

    Texts for readers are left out: rewording a title does not make a run out of date.
    """
    the_task = catalog.tasks[task]
    stack = the_task.samples[sample]
    framework = catalog.frameworks[stack.framework]
    matter = {
        "files": catalog.sample_files[task, sample],
        "lock": catalog.sample_locks.get((task, sample), ""),
        "requirements": catalog.requirements(stack),
        "run": stack.run,
        "serve": framework.serve.model_dump(mode="json"),
        "exchanges": {
            name: exchange.model_dump(mode="json", exclude={"short"}, exclude_unset=True)
            for name, exchange in the_task.exchanges.items()
        },
        "mutations": [one.model_dump(mode="json") for one in catalog.sample_mutations(task, sample)],
    }
    beside = the_task.beside.get(stack.beside or "")
    if stack.beside and beside:
        matter["beside"] = {
            "files": catalog.sample_files.get((task, stack.beside)),
            "lock": catalog.sample_locks.get((task, stack.beside), ""),
            "how": beside.model_dump(mode="json", exclude={"title", "text", "sources"}),
        }
    text = json.dumps(matter, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def screenshot_proof_of(catalog: Catalog, task: str, name: str) -> str:
    """Return the SHA-256 of what a picture is taken of: the sample, and how it is opened."""
    picture = catalog.tasks[task].screenshots[name]
    how = picture.model_dump(mode="json", exclude={"alt"}, exclude_unset=True)
    matter = {"sample": proof_of(catalog, task, picture.sample), "how": how}
    return hashlib.sha256(json.dumps(matter, sort_keys=True).encode()).hexdigest()


def frontend_proof_of(catalog: Catalog, name: str) -> str:
    """Return the SHA-256 of a front end's files and of the samples that serve it."""
    frontend = catalog.frontends[name]
    compared = {one: sample for one, sample in catalog.tasks[frontend.task].samples.items() if one == sample.framework}
    matter = {
        "files": catalog.frontend_files[name],
        "output": frontend.output,
        "samples": {one: catalog.sample_files.get((frontend.task, one)) for one in compared},
        "locks": {one: catalog.sample_locks.get((frontend.task, one)) for one in compared},
        "serve": {one: catalog.frameworks[one].serve.model_dump(mode="json") for one in compared},
        "run": {one: sample.run for one, sample in compared.items()},
    }
    return hashlib.sha256(json.dumps(matter, sort_keys=True).encode()).hexdigest()


IMAGE = "Dockerfile"
"""The file of a guide's folder that an image is built from."""


def image_proof_of(catalog: Catalog, target: str, framework: str) -> str:
    """Return the SHA-256 of what an image is made of and asked: the app, the guide's files, the requests."""
    guide = catalog.deployments[target].guides[framework]
    exchanges = catalog.tasks[guide.task].exchanges
    # Files that the image does not get, such as a cluster's manifests, do not make it out of date.
    made_of = (IMAGE, ".dockerignore", "requirements.txt")
    files = catalog.guide_files[target, framework]
    matter = {
        "files": {name: text for name, text in files.items() if name in made_of or name.endswith(".py")},
        "sample": catalog.sample_files.get((guide.task, framework)),
        "port": guide.start.port,
        "exchanges": {
            name: one.model_dump(mode="json", exclude={"short"}, exclude_unset=True) for name, one in exchanges.items()
        },
    }
    return hashlib.sha256(json.dumps(matter, sort_keys=True).encode()).hexdigest()


def measurement_proof_of(catalog: Catalog, criterion: str) -> str:
    """Return the SHA-256 of what a measurement is made of: the samples' files and the guides'."""
    found = catalog.criteria[criterion]
    if not isinstance(found, MeasuredCriterion):
        raise TypeError(f"'{criterion}' is not measured")
    measure = found.measure
    matter = {
        "quantity": measure.quantity,
        "samples": {one: catalog.sample_files.get((measure.task, one)) for one in found.answers},
        "guides": {one: catalog.guide_files.get((measure.deployment, one)) for one in found.answers},
    }
    return hashlib.sha256(json.dumps(matter, sort_keys=True).encode()).hexdigest()
