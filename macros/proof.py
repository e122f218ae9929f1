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
    text = json.dumps(matter, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


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
