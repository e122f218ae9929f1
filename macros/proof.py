"""What a record is tied to: a hash over everything that could change what a run observes."""

import hashlib
import json

from macros.catalog import Catalog


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
            name: exchange.model_dump(mode="json", exclude={"short"}) for name, exchange in the_task.exchanges.items()
        },
        "mutations": [one.model_dump(mode="json") for one in catalog.sample_mutations(task, sample)],
    }
    text = json.dumps(matter, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def measurement_proof_of(catalog: Catalog, criterion: str, commands: dict[str, str]) -> str:
    """Return the SHA-256 of what a measurement was made of: the samples and the commands."""
    found = catalog.criteria[criterion]
    measure = getattr(found, "measure")  # noqa: B009 (only measured criteria come here)
    matter = {
        "quantity": measure.quantity,
        "commands": commands,
        "samples": {one: proof_of(catalog, measure.task, one) for one in commands},
    }
    return hashlib.sha256(json.dumps(matter, sort_keys=True).encode()).hexdigest()
