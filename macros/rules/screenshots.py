"""Pictures show samples that are there, as they were when they were taken."""

import hashlib
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.problem import Finding, Place, unknown
from macros.proof import screenshot_proof_of
from macros.rules.base import Known, task_at

REMEDY = "run 'make screenshots'"


def screenshots_show_what_is_there(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A picture's sample exists."""
    for name, task in catalog.tasks.items():
        for picture_name, picture in task.screenshots.items():
            if picture.sample not in task.samples:
                at = task_at(name, "screenshots", picture_name, "sample")
                yield Finding(at, unknown("sample", picture.sample, task.samples))


def screenshots_belong_to_what_ran(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Each picture was taken of exactly this sample, and each file is a picture that is asked for."""
    wanted = set()
    for name, task in catalog.tasks.items():
        for picture_name, picture in task.screenshots.items():
            key = f"{name}-{picture_name}"
            wanted.add(key)
            at = task_at(name, "screenshots", picture_name)
            sample = task.samples.get(picture.sample)
            if sample is None or sample.framework not in catalog.frameworks:
                continue  # other rules say so
            if (name, picture.sample) not in catalog.sample_files:
                continue
            record, image = catalog.screenshots.get(key), catalog.pictures.get(key)
            if record is None or image is None:
                yield Finding(at, f"the picture '{picture_name}' was never taken; {REMEDY}", kind="stale")
            elif record.proof != screenshot_proof_of(catalog, name, picture_name):
                what = f"out of date: '{picture.sample}' changed since the picture was taken; {REMEDY}"
                yield Finding(at, what, kind="stale")
            elif record.image != hashlib.sha256(image).hexdigest():
                yield Finding(at, f"the picture is not the one that was taken; {REMEDY}", kind="stale")
    if len(catalog.tasks) == len(known["task"]):
        for key in sorted({*catalog.screenshots, *catalog.pictures} - wanted):
            at = Place(f"data/records/screenshots/{key}.json")
            yield Finding(at, f"a picture that no task asks for; {REMEDY}", kind="stale")
